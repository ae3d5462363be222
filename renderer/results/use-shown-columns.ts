import { useMemo } from "react";
import type { ColumnChoice } from "../lib/column-choice.js";

/** The columns that the reader chose, and those that are not shown: what was not chosen, and what gives way at this width. */
export function useShownColumns(
  choice: ColumnChoice,
  cols: string | undefined,
  widthPx: number,
  givingWay: (widthPx: number) => Iterable<string>,
): { readonly chosen: ReadonlySet<string>; readonly hidden: ReadonlySet<string> } {
  const chosen = useMemo(() => choice.chosen(cols), [choice, cols]);
  const hidden = useMemo(() => {
    const gone = new Set(givingWay(widthPx));
    for (const column of choice.columns) if (!chosen.has(column.id)) gone.add(column.id);
    return gone;
  }, [choice, chosen, givingWay, widthPx]);
  return { chosen, hidden };
}
