import { useMemo } from "react";
import type { QueryNode } from "../../shared/query/ast.js";
import { toggleExcluded, toggleFacet } from "../../shared/query/facets.js";
import { formatQuery } from "../../shared/query/format.js";
import { parseQuery } from "../../shared/query/parse.js";
import { useEngineQuery } from "../data/engine.js";
import { setPreferences, usePreferences } from "../state/preferences.js";
import { Button } from "../ui/Button.js";
import { ScrollBox } from "../ui/ScrollBox.js";
import { Skeleton } from "../ui/Skeleton.js";
import { FacetGroup } from "./FacetGroup.js";
import styles from "./Facets.module.css";
import { facetRows, FACETS } from "./facets-model.js";
import { Totals } from "./Totals.js";
import { UNIT_WORD, type ResultUnit } from "./units.js";

interface FacetsProps {
  /** What the counts count. */
  readonly unit: ResultUnit;
  readonly query: string;
  readonly zoneOffsetMinutes: number;
  /** Told the query that a choice makes. */
  readonly onQuery: (query: string) => void;
}

/** What is in the result, by field, with counts. The panel and the search box edit the same query. */
export function Facets({ unit, query, zoneOffsetMinutes, onQuery }: FacetsProps) {
  const folded = usePreferences((preferences) => preferences.facetsFolded);
  const parsed = useMemo(() => parseQuery(query), [query]);
  const counted = useEngineQuery(
    "search.facets",
    { query, in: unit, zoneOffsetMinutes },
    { enabled: parsed.ok, keepPrevious: true },
  );
  const facets = counted.data?.facets;
  const edit = (change: (node: QueryNode) => QueryNode) => {
    if (!parsed.ok) return;
    onQuery(formatQuery(change(parsed.query)));
  };

  const fold = (group: string) =>
    setPreferences({
      facetsFolded: folded.includes(group) ? folded.filter((one) => one !== group) : [...folded, group],
    });

  return (
    <section className={styles.panel} aria-label="Facets" aria-busy={counted.isFetching}>
      <ScrollBox className={styles.scroll}>
        <Totals
          query={query}
          zoneOffsetMinutes={zoneOffsetMinutes}
          folded={folded.includes("totals")}
          onFold={() => fold("totals")}
        />
        {counted.isError && !counted.isFetching ? (
          <div className={styles.failed}>
            <p>{counted.error.message}</p>
            <Button onClick={() => void counted.refetch()}>Count again</Button>
          </div>
        ) : facets === undefined ? (
          parsed.ok ? (
            <Skeleton label="Counting" rows={14} rowHeightPx={24} />
          ) : null
        ) : (
          FACETS.map(({ field, label }) => {
            const facet = facets.find((one) => one.field === field);
            const rows = parsed.ok ? facetRows(parsed.query, field, facet?.values ?? []) : [];
            if (rows.length === 0) return null;
            const isFolded = folded.includes(field);
            return (
              <FacetGroup
                key={field}
                unit={UNIT_WORD[unit]}
                field={field}
                label={label}
                rows={rows}
                distinct={facet?.distinct ?? rows.length}
                folded={isFolded}
                onFold={() => fold(field)}
                onToggle={(value) => edit((node) => toggleFacet(node, field, value))}
                onExclude={(value) => edit((node) => toggleExcluded(node, field, value))}
              />
            );
          })
        )}
      </ScrollBox>
    </section>
  );
}
