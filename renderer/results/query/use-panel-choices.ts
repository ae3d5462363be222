import { useMemo, useState } from "react";
import { type Completion, completeQuery, storedSuggestions } from "../../../shared/query/complete.js";
import type { QueryView } from "../../../shared/query/fields.js";
import { useEngineQuery } from "../../data/engine.js";
import { useRecentSearches } from "../../state/recent-searches.js";

/** One line of the panel under the search box. */
export interface Choice {
  readonly insert: string;
  readonly label: string;
  readonly help: string;
  /** The part of the query that it takes the place of; null for a whole search, which runs at once. */
  readonly completes: { readonly from: number; readonly to: number } | null;
  /** The heading that it stands under. */
  readonly section: "Completions" | "Saved searches" | "Recent searches";
}

const MOST = 12;

/** What can be chosen: completions of what is typed; saved and recent searches while nothing is. */
export function usePanelChoices({
  draft,
  cursor,
  view,
  active,
}: {
  readonly draft: string;
  readonly cursor: number;
  readonly view: QueryView;
  readonly active: boolean;
}): readonly Choice[] {
  const completion = useMemo(() => completeQuery(draft, cursor, view), [draft, cursor, view]);
  const values = useEngineQuery(
    "search.values",
    { field: completion.field ?? "agent", prefix: completion.prefix },
    { enabled: active && completion.field !== null },
  );
  const counted = useCounted(completion, values.data);
  const saved = useEngineQuery("search.saved", {}, { enabled: active && draft === "" });
  const recent = useRecentSearches((state) => state.queries);
  return useMemo(() => {
    if (!active) return [];
    if (draft === "") {
      const kept = (saved.data ?? []).map(({ query }) => whole(query, "Saved searches"));
      const isKept = new Set(kept.map(({ insert }) => insert));
      return [
        ...kept.slice(0, MOST),
        ...recent.filter((query) => !isKept.has(query)).map((query) => whole(query, "Recent searches")),
      ].slice(0, MOST * 2);
    }
    const { field, from, to, prefix } = completion;
    if (prefix === "" && !/[:>(.{-]$/.test(draft.slice(0, cursor))) return [];
    const stored = field === null ? [] : storedSuggestions(field, counted);
    const known = new Set(stored.map((one) => one.insert));
    return [...stored, ...completion.suggestions.filter((one) => !known.has(one.insert))]
      .filter((one) => one.insert !== prefix)
      .slice(0, MOST)
      .map((one) => ({ ...one, completes: { from, to }, section: "Completions" }) as const);
  }, [active, draft, cursor, completion, counted, saved.data, recent]);
}

type Counted = readonly { readonly value: string; readonly spans: number }[];

/**
 * The values for what is typed now. Until their answer is there, those of the answer before that still fit: what can be chosen
 * is never a value of another field, nor one that the letters just typed rule out.
 */
function useCounted({ field, prefix }: Completion, answer: Counted | undefined): Counted {
  const [last, setLast] = useState<{ readonly field: string | null; readonly values: Counted }>(NOTHING);
  if (answer !== undefined && last.values !== answer) setLast({ field, values: answer });
  return useMemo(() => {
    if (answer !== undefined) return answer;
    return last.field === field ? last.values.filter(({ value }) => isBegunBy(value, prefix)) : [];
  }, [answer, last, field, prefix]);
}

const NOTHING = { field: null, values: [] };

function isBegunBy(value: string, prefix: string): boolean {
  return value.toLowerCase().startsWith(prefix.toLowerCase());
}

function whole(query: string, section: Choice["section"]): Choice {
  return { insert: query, label: query, help: "", completes: null, section };
}
