import { useMemo } from "react";
import { queryMarker } from "../../shared/query/highlight.js";
import type { Mark } from "../../shared/query/highlight.js";
import { parseQuery } from "../../shared/query/parse.js";

/** What a query looks for, words and patterns, as something that finds it in any text; undefined where it looks for neither. */
export function useQueryHighlight(query: string): ((text: string) => readonly Mark[]) | undefined {
  return useMemo(() => {
    const parsed = parseQuery(query);
    return parsed.ok ? queryMarker(parsed.query) : undefined;
  }, [query]);
}
