import { KIND_FAMILIES } from "../../../../shared/model/kind.js";
import type { KindFamily } from "../../../../shared/model/kind.js";
import { familyAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import { visibleRows } from "./rows.js";
import type { VisibleRows } from "./rows.js";

/** What is folded: everything from a depth on, everything of some kinds, and the rows that the reader turned over himself. */
export interface Folds {
  /** Rows at this depth and below; null for none. */
  readonly depth: number | null;
  readonly families: readonly KindFamily[];
  /** Rows that are the other way round than depth and kinds have it. */
  readonly turned: ReadonlySet<number>;
}

export const NO_FOLDS: Folds = { depth: null, families: [], turned: new Set() };
/** An address stays under 2 kB; more folds than these are kept while the page is open. */
const MOST_IN_ADDRESS = 250;

/** The rows that folds leave visible, in O(n). */
export function applyFolds(structure: TraceStructure, folds: Folds): VisibleRows {
  const folded = new Uint8Array(structure.rowCount);
  if (folds.depth !== null || folds.families.length > 0) {
    for (let row = 0; row < folded.length; row++) folded[row] = foldedByRule(structure, folds, row) ? 1 : 0;
  }
  for (const row of folds.turned) if (row < folded.length) folded[row] = folded[row] === 1 ? 0 : 1;
  return visibleRows(structure, folded);
}

function foldedByRule(structure: TraceStructure, folds: Folds, row: number): boolean {
  if ((structure.childCount[row] ?? 0) === 0) return false;
  if (folds.depth !== null && (structure.table.depth[row] ?? 0) >= folds.depth) return true;
  return folds.families.length > 0 && folds.families.includes(familyAt(structure, row));
}

/** Folds or unfolds rows that have something inside; gives back the same folds where nothing changes. */
export function setFolded(structure: TraceStructure, folds: Folds, rows: Iterable<number>, fold: boolean): Folds {
  const turned = new Set(folds.turned);
  let changed = false;
  for (const row of rows) {
    if ((structure.childCount[row] ?? 0) === 0) continue;
    if ((foldedByRule(structure, folds, row) !== turned.has(row)) === fold) continue;
    if (!turned.delete(row)) turned.add(row);
    changed = true;
  }
  return changed ? { ...folds, turned } : folds;
}

/** Unfolds everything above a row, so that it is shown. */
export function reveal(structure: TraceStructure, folds: Folds, row: number): Folds {
  const above: number[] = [];
  for (let up = structure.table.parent[row] ?? -1; up >= 0; up = structure.table.parent[up] ?? -1) above.push(up);
  return setFolded(structure, folds, above, false);
}

/** Folds in few letters: `d2` a depth, `kagent.tool` kinds, `r4.1f` rows in base 36, put together by `_`. */
export function formatFolds(folds: Folds): string | undefined {
  const parts: string[] = [];
  if (folds.depth !== null) parts.push(`d${folds.depth}`);
  if (folds.families.length > 0) parts.push(`k${folds.families.join(".")}`);
  if (folds.turned.size > 0) {
    parts.push(
      `r${[...folds.turned]
        .slice(-MOST_IN_ADDRESS)
        .map((row) => row.toString(36))
        .join(".")}`,
    );
  }
  return parts.length === 0 ? undefined : parts.join("_");
}

/** Reads what `formatFolds` wrote; what cannot be read is left out. */
export function parseFolds(text: string | undefined): Folds {
  let folds = NO_FOLDS;
  for (const part of (text ?? "").split("_")) {
    const words = part.slice(1).split(".");
    if (/^d\d{1,6}$/.test(part)) folds = { ...folds, depth: Number(part.slice(1)) };
    else if (part.startsWith("k"))
      folds = { ...folds, families: KIND_FAMILIES.filter((family) => words.includes(family)) };
    else if (part.startsWith("r")) {
      const rows = words.map((word) => Number.parseInt(word, 36)).filter((row) => row >= 0);
      folds = { ...folds, turned: new Set(rows) };
    }
  }
  return folds;
}
