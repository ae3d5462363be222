import type { SpanTable } from "../../../../shared/model/span-table.js";
import type { TimeScale } from "./time-scale.js";

/** Span events by row: those of row `r` are `offsets[r]` to `offsets[r + 1]`. Times are shown ns. */
export interface EventIndex {
  readonly offsets: Uint32Array;
  readonly atNs: Float64Array;
}

/** Sorts the table's events into their rows, in O(rows + events). */
export function indexEvents(table: SpanTable, scale: TimeScale): EventIndex {
  const rows = table.spanId.length;
  const offsets = new Uint32Array(rows + 1);
  for (const row of table.events.span) if (row < rows) offsets[row + 1] = (offsets[row + 1] ?? 0) + 1;
  for (let row = 0; row < rows; row++) offsets[row + 1] = (offsets[row + 1] ?? 0) + (offsets[row] ?? 0);
  const next = offsets.slice();
  const atNs = new Float64Array(offsets[rows] ?? 0);
  table.events.span.forEach((row, index) => {
    if (row >= rows) return;
    const place = next[row] ?? 0;
    next[row] = place + 1;
    atNs[place] = scale.toShown(table.events.atNs[index] ?? 0);
  });
  return { offsets, atNs };
}
