import { dictionaryAt } from "../../../../shared/model/columns.js";
import { countWords } from "../../../annotations/model.js";
import { formatCost, formatNumber, formatDuration } from "../../../lib/format.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { displayName } from "../display-name.js";
import { failedAt, kindAt, saidAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import styles from "./timeline.module.css";

export interface Hover {
  readonly row: number;
  /** Where the pointer is, px from the viewport's corner. */
  readonly x: number;
  readonly y: number;
}

const WIDTH_PX = 280;

/** The figures of the span under the pointer. */
export function SpanTooltip({ structure, hover }: { readonly structure: TraceStructure; readonly hover: Hover }) {
  const { table } = structure;
  const { row } = hover;
  const figure = (column: Float64Array) => column[row] ?? Number.NaN;
  const pairs: [string, string][] = [["Start", formatDuration((structure.startNs[row] ?? 0) - structure.firstNs)]];
  pairs.push([
    "Duration",
    figure(table.durationNs) >= 0 ? formatDuration(figure(table.durationNs)) : "no end recorded",
  ]);
  if ((structure.childCount[row] ?? 0) > 0 && figure(table.selfNs) >= 0) {
    pairs.push(["Own time", formatDuration(figure(table.selfNs))]);
  }
  const first = figure(table.timeToFirstTokenNs);
  if (first >= 0) pairs.push(["First token", formatDuration(first)]);
  const input = figure(table.inputTokens);
  const output = figure(table.outputTokens);
  if (input >= 0 || output >= 0) pairs.push(["Tokens", `${formatNumber(input)} in, ${formatNumber(output)} out`]);
  if (figure(table.costUsd) >= 0) pairs.push(["Cost", formatCost(figure(table.costUsd))]);
  const agent = dictionaryAt(table.agent, row);
  const name = displayName(structure, row);
  if (agent !== null && agent !== name) pairs.push(["Agent", agent]);
  const said = countWords(saidAt(structure, row));
  if (said !== "") pairs.push(["Said of it", said]);
  const error = table.error[row] ?? null;
  const left = Math.max(8, Math.min(hover.x + 14, innerWidth - WIDTH_PX - 8));
  const below = hover.y + 220 < innerHeight;
  return (
    <div
      className={styles.tip}
      style={{ left, width: WIDTH_PX, ...(below ? { top: hover.y + 16 } : { bottom: innerHeight - hover.y + 12 }) }}
      aria-hidden="true"
    >
      <div className={styles.tipHead}>
        <KindIcon kind={kindAt(structure, row)} failed={failedAt(structure, row)} />
        <span className={styles.tipName}>{name}</span>
      </div>
      {error !== null && failedAt(structure, row) ? <div className={styles.tipError}>{error}</div> : null}
      <dl className={styles.tipPairs}>
        {pairs.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
