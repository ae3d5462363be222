import type { TraceStructure } from "../structure.js";

/** Which rows are folded (1) and, from that, which are shown in what order. Immutable: a change makes a new one. */
export interface VisibleRows {
  readonly folded: Uint8Array;
  /** The rows that are shown, top down. */
  readonly rows: Int32Array;
}

/** The rows that are left when some are folded. */
export function visibleRows(structure: TraceStructure, folded: Uint8Array): VisibleRows {
  return { folded, rows: computeRows(structure, folded) };
}

function computeRows(structure: TraceStructure, folded: Uint8Array): Int32Array {
  const { rowCount } = structure;
  const { subtreeEnd } = structure.table;
  const rows = new Int32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount;) {
    rows[count++] = row;
    row = folded[row] === 1 ? (subtreeEnd[row] ?? row + 1) : row + 1;
  }
  return rows.slice(0, count);
}

/** Where a row stands among the visible ones; where it is hidden, where the folded row over it stands. -1 for no row. */
export function placeOf(visible: VisibleRows, row: number): number {
  const { rows } = visible;
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) <= row) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}
