import { subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import { placeOf } from "./rows.js";
import type { VisibleRows } from "./rows.js";

export type TreeStep =
  | { readonly type: "select"; readonly row: number }
  | { readonly type: "fold"; readonly row: number; readonly fold: boolean };

/**
 * What a key does in the tree, as the treegrid pattern has it: up and down move, left folds or goes to the parent,
 * right unfolds or goes inside, Enter and space turn the fold over. Null for keys that the tree leaves alone.
 */
export function treeStep(
  structure: TraceStructure,
  visible: VisibleRows,
  selectedRow: number | null,
  key: string,
  pageRows: number,
): TreeStep | null {
  const last = visible.rows.length - 1;
  if (last < 0) return null;
  const place = selectedRow === null ? -1 : placeOf(visible, selectedRow);
  const row = visible.rows[Math.max(place, 0)] ?? 0;
  const at = (next: number): TreeStep => ({
    type: "select",
    row: visible.rows[Math.min(Math.max(next, 0), last)] ?? 0,
  });
  const hasInside = subtreeEndOf(structure, row) > row + 1;
  const folded = visible.folded[row] === 1;
  switch (key) {
    case "ArrowDown":
    case "j":
      return at(place + 1);
    case "ArrowUp":
    case "k":
      return at(place < 0 ? 0 : place - 1);
    case "PageDown":
      return at(place + pageRows);
    case "PageUp":
      return at(place - pageRows);
    case "Home":
      return at(0);
    case "End":
      return at(last);
    case "ArrowRight":
      if (!hasInside) return null;
      return folded ? { type: "fold", row, fold: false } : { type: "select", row: row + 1 };
    case "ArrowLeft": {
      if (hasInside && !folded) return { type: "fold", row, fold: true };
      const parent = structure.table.parent[row] ?? -1;
      return parent < 0 ? null : { type: "select", row: parent };
    }
    case "Enter":
    case " ":
      return hasInside ? { type: "fold", row, fold: !folded } : { type: "select", row };
    default:
      return null;
  }
}
