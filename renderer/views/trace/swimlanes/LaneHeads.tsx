import { memo } from "react";
import type { FocusEvent } from "react";
import { classes } from "../../../lib/classes.js";
import { formatCounted, formatShare } from "../../../lib/format.js";
import { Icon } from "../../../ui/Icon.js";
import type { IconName } from "../../../ui/icons/shapes.js";
import type { Lane } from "./lanes.js";
import { type LaneLayout, nameFoot } from "./layout.js";
import type { LaneModel } from "./model.js";
import styles from "./swimlanes.module.css";

export interface LaneHeadsProps {
  readonly model: LaneModel;
  readonly layout: LaneLayout;
  readonly scrollPx: number;
  readonly heightPx: number;
  readonly folded: ReadonlySet<number>;
  readonly selectedLane: number;
  readonly onFold: (lane: number, fold: boolean) => void;
  readonly onPick: (lane: number) => void;
  /** A part of a lane's head got the focus: the lane has to be in sight. */
  readonly onReveal: (lane: number) => void;
}

/** Up to so many heads are all there, for those who read or step through them; of more, those in sight. */
const MOST_HEADS = 200;

/** The names of the lanes, each beside its band. */
export const LaneHeads = memo(function LaneHeads(props: LaneHeadsProps) {
  const { model, layout, scrollPx, heightPx, folded } = props;
  const all = layout.ids.length <= MOST_HEADS;
  return (
    <ul className={styles.heads} style={{ transform: `translateY(${-scrollPx}px)` }} aria-label="Lanes">
      {[...layout.ids].map((id, place) => {
        const top = layout.tops[place] ?? 0;
        const height = layout.heights[place] ?? 0;
        const lane = model.lanes[id];
        if (lane === undefined) return null;
        if (!all && (top - scrollPx > heightPx || top - scrollPx + height < 0)) return null;
        const notes = secondLine(model, lane, folded);
        return (
          <li
            key={id}
            className={classes(styles.lane, id === props.selectedLane && styles.selectedLane)}
            style={{
              top,
              height,
              paddingLeft: Math.min(lane.depth, 3) * 4,
              paddingBottom: nameFoot(layout, place, scrollPx, heightPx),
            }}
          >
            {lane.hasInside ? (
              <button
                type="button"
                className={styles.fold}
                aria-expanded={!folded.has(id)}
                aria-label={`Sub-agents of ${lane.name}`}
                onFocus={(event) => isByKey(event) && props.onReveal(id)}
                onClick={() => props.onFold(id, !folded.has(id))}
              >
                <Icon name={folded.has(id) ? "chevron-right" : "chevron-down"} size={12} />
              </button>
            ) : (
              <span className={styles.fold} />
            )}
            <button
              type="button"
              className={styles.pick}
              title={lane.name}
              onFocus={(event) => isByKey(event) && props.onReveal(id)}
              onClick={() => props.onPick(id)}
            >
              <span className={styles.laneName}>
                <span
                  className={lane.type === "agent" || lane.type === "elsewhere" ? styles.agentIcon : styles.otherIcon}
                >
                  <Icon name={iconOf(lane)} size={14} />
                </span>
                <span className={styles.laneText}>{lane.name}</span>
              </span>
              <span className={styles.laneNote}>{notes}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
});

/** A press of the mouse is on what is in sight; were it moved from under the pointer, there would be no click. */
function isByKey(event: FocusEvent<HTMLElement>): boolean {
  return event.currentTarget.matches(":focus-visible");
}

function iconOf(lane: Lane): IconName {
  if (lane.type === "user") return "user";
  if (lane.type === "agent" || lane.type === "elsewhere") return "agent";
  return { models: "llm", tools: "tool", checks: "guardrail", steps: "workflow" }[lane.name] as IconName;
}

/** How much an agent worked, how many lanes are folded into it, or what did not fit. */
function secondLine(model: LaneModel, lane: Lane, folded: ReadonlySet<number>): string {
  const tracks = model.placed.lanes[lane.id];
  if (tracks !== undefined && tracks.crowded > 0) return `${formatCounted(tracks.crowded, "more call")} at once`;
  if (folded.has(lane.id)) {
    const inside = model.lanes.filter(({ id }) => id !== lane.id && model.shown[id] === lane.id).length;
    if (inside > 0) return `with ${formatCounted(inside, "sub-agent")}`;
  }
  if (lane.type === "outside") return "outside agents";
  if (lane.type === "elsewhere") return "in another run";
  const share = model.working[lane.id] ?? Number.NaN;
  return share >= 0 ? `${formatShare(share)} working` : "";
}
