import { createContext, use, useMemo } from "react";
import { findMarks, highlightTerms } from "../../../shared/query/highlight.js";
import type { Mark } from "../../../shared/query/highlight.js";
import { parseQuery } from "../../../shared/query/parse.js";

export type Highlight = ((text: string) => readonly Mark[]) | undefined;

/** Finds the searched words in a text; undefined while none are searched. */
export const HighlightContext = createContext<Highlight>(undefined);

export function useHighlight(): Highlight {
  return use(HighlightContext);
}

/** The words of a query as something that finds them in any text. */
export function useQueryHighlight(query: string): Highlight {
  return useMemo(() => {
    const parsed = parseQuery(query);
    const terms = parsed.ok ? highlightTerms(parsed.query) : [];
    return terms.length === 0 ? undefined : (text: string) => findMarks(text, terms, 200);
  }, [query]);
}
