import type { TraceStructure } from "../structure.js";

/** Which rows are folded (1) and, from that, which are shown in what order. Immutable: a change makes a new one. */
export interface VisibleRows {
  readonly folded: Uint8Array;
  /** The rows that are shown, top down. */
  readonly rows: Int32Array;
}

/** Nothing folded. */
export function unfolded(structure: TraceStructure): VisibleRows {
  const folded = new Uint8Array(structure.rowCount);
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

/** Folds or unfolds rows that have something inside; others are left alone. */
export function setFolded(
  structure: TraceStructure,
  visible: VisibleRows,
  rows: Iterable<number>,
  fold: boolean,
): VisibleRows {
  const folded = visible.folded.slice();
  for (const row of rows) if ((structure.childCount[row] ?? 0) > 0) folded[row] = fold ? 1 : 0;
  return { folded, rows: computeRows(structure, folded) };
}

/** Unfolds everything above a row, so that it is shown. Gives back the same object where it is shown already. */
export function reveal(structure: TraceStructure, visible: VisibleRows, row: number): VisibleRows {
  const hiding: number[] = [];
  for (let above = structure.table.parent[row] ?? -1; above >= 0; above = structure.table.parent[above] ?? -1) {
    if (visible.folded[above] === 1) hiding.push(above);
  }
  return hiding.length === 0 ? visible : setFolded(structure, visible, hiding, false);
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

/** Folds all rows at a depth and below, or unfolds everything where `depth` is null. */
export function foldFromDepth(structure: TraceStructure, depth: number | null): VisibleRows {
  const folded = new Uint8Array(structure.rowCount);
  if (depth !== null) {
    for (let row = 0; row < structure.rowCount; row++) {
      if ((structure.table.depth[row] ?? 0) >= depth && (structure.childCount[row] ?? 0) > 0) folded[row] = 1;
    }
  }
  return { folded, rows: computeRows(structure, folded) };
}
