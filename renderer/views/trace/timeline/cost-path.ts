import { subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import type { CriticalPath } from "./critical-path.js";
import { lastAtOrBefore } from "./time-scale.js";

/** The cost path, and what is spent on it and in all, USD. */
export interface CostPath {
  readonly path: CriticalPath;
  readonly pathUsd: number;
  readonly wholeUsd: number;
}

/**
 * The chain of steps, one after the other, on which the most was spent: of branches that ran side by side only the dearest
 * counts, as the critical path counts only the slowest. Within each span this is weighted interval scheduling over its
 * children (Kleinberg and Tardos, Algorithm Design, 6.1), a child's weight being its own chain; bottom up, O(n log n).
 */
export function findCostPath(structure: TraceStructure): CostPath {
  const { rowCount, startNs, endNs } = structure;
  const { costUsd } = structure.table;
  const ownUsd = (row: number): number => Math.max(0, costUsd[row] ?? 0) || 0;
  const best = new Float64Array(rowCount);
  const chosen = new Uint8Array(rowCount);
  let wholeUsd = 0;
  // Children stand behind their parent in the table, so that from the end every child is done before its parent.
  for (let row = rowCount - 1; row >= 0; row--) {
    wholeUsd += ownUsd(row);
    best[row] = ownUsd(row) + chooseChain(childrenOf(structure, row), startNs, endNs, best, chosen);
  }
  const roots: number[] = [];
  for (let root = 0; root < rowCount; root = subtreeEndOf(structure, root)) roots.push(root);
  const pathUsd = chooseChain(
    roots.filter((root) => (best[root] ?? 0) > 0),
    startNs,
    endNs,
    best,
    chosen,
  );
  const rows: number[] = [];
  for (let row = 0; row < rowCount;) {
    if (chosen[row] !== 1) {
      row = subtreeEndOf(structure, row);
      continue;
    }
    if (ownUsd(row) > 0) rows.push(row);
    row++;
  }
  rows.sort((a, b) => (startNs[a] ?? 0) - (startNs[b] ?? 0) || a - b);
  const path = {
    row: Int32Array.from(rows),
    fromNs: Float64Array.from(rows, (row) => startNs[row] ?? 0),
    toNs: Float64Array.from(rows, (row) => endNs[row] ?? 0),
    joined: false,
  };
  return { path, pathUsd, wholeUsd };

  function childrenOf(of: TraceStructure, row: number): number[] {
    const children: number[] = [];
    const end = subtreeEndOf(of, row);
    for (let child = row + 1; child < end; child = subtreeEndOf(of, child)) {
      if ((best[child] ?? 0) > 0) children.push(child);
    }
    return children;
  }
}

/** Marks the rows of the dearest chain without overlaps and gives its sum. */
function chooseChain(
  rows: number[],
  startNs: Float64Array,
  endNs: Float64Array,
  weights: Float64Array,
  chosen: Uint8Array,
): number {
  if (rows.length === 0) return 0;
  rows.sort((a, b) => (endNs[a] ?? 0) - (endNs[b] ?? 0) || a - b);
  const ends = Float64Array.from(rows, (row) => endNs[row] ?? 0);
  const before = new Int32Array(rows.length);
  const sums = new Float64Array(rows.length + 1);
  rows.forEach((row, index) => {
    // Those that end when this one starts come before it; spans without length may end where they start.
    const place = Math.min(lastAtOrBefore(ends, startNs[row] ?? 0), index - 1);
    before[index] = place;
    sums[index + 1] = Math.max(sums[index] ?? 0, (sums[place + 1] ?? 0) + (weights[row] ?? 0));
  });
  for (let index = rows.length - 1; index >= 0;) {
    const row = rows[index] ?? 0;
    const taken = (sums[(before[index] ?? -1) + 1] ?? 0) + (weights[row] ?? 0);
    if (taken < (sums[index] ?? 0)) {
      index--;
      continue;
    }
    chosen[row] = 1;
    index = before[index] ?? -1;
  }
  return sums[rows.length] ?? 0;
}
