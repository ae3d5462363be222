import { formatDuration } from "../../../lib/format.js";
import { SpanTooltip } from "../timeline/SpanTooltip.js";
import tips from "../timeline/timeline.module.css";
import type { LaneHit } from "./hit.js";
import type { LaneModel } from "./model.js";
import { messageWords, waitedFor } from "./words.js";

const WIDTH_PX = 280;

export interface LaneTooltipProps {
  readonly model: LaneModel;
  readonly hit: LaneHit;
  readonly words: (message: number) => string;
  /** Where the pointer is, px from the viewport's corner. */
  readonly x: number;
  readonly y: number;
}

/** What is under the pointer: the figures of a call, for whom an agent waits, or what a message said. */
export function LaneTooltip({ model, hit, words, x, y }: LaneTooltipProps) {
  if (hit.type === "row") return <SpanTooltip structure={model.structure} hover={{ row: hit.row, x, y }} />;
  const { messages, waits, structure } = model;
  const reason = hit.type === "message" ? messages.reason[hit.message] : undefined;
  const left = x + 12 + WIDTH_PX > innerWidth ? x - 12 - WIDTH_PX : x + 12;
  const top = Math.min(y + 12, innerHeight - 160);
  const said = hit.type === "message" ? words(hit.message) : "";
  return (
    <div className={tips.tip} style={{ left, top, width: WIDTH_PX }}>
      {hit.type === "wait" ? (
        <>
          <div className={tips.tipName}>
            Waits {formatDuration((waits.toNs[hit.wait] ?? 0) - (waits.fromNs[hit.wait] ?? 0))}
          </div>
          <div>for {waitedFor(model, hit.wait).join(", ")}</div>
        </>
      ) : (
        <>
          <div className={tips.tipName}>{messageWords(model, hit.message)}</div>
          <div>at {formatDuration((messages.atNs[hit.message] ?? 0) - structure.firstNs)}</div>
          {said === "" ? null : <div className={tips.tipSaid}>{said.slice(0, 400)}</div>}
          {reason === undefined ? null : (
            <div className={tips.tipWhy}>
              {reason.inferred ? "Guessed" : "Known"} by <em>{reason.rule}</em>: {reason.evidence}
            </div>
          )}
        </>
      )}
    </div>
  );
}
