import { useMemo } from "react";
import type { RetrievalFacet } from "../../../../shared/contract/retrieval.js";
import type { QueryNode } from "../../../../shared/query/ast.js";
import { toggleExcluded, toggleFacet } from "../../../../shared/query/facets.js";
import { formatQuery } from "../../../../shared/query/format.js";
import { parseQuery } from "../../../../shared/query/parse.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted } from "../../../lib/format.js";
import { FacetGroup } from "../../../results/FacetGroup.js";
import { FacetHead } from "../../../results/FacetHead.js";
import styles from "../../../results/Facets.module.css";
import { facetRows } from "../../../results/facets-model.js";
import { setPreferences, usePreferences } from "../../../state/preferences.js";
import { Button } from "../../../ui/Button.js";
import { ScrollBox } from "../../../ui/ScrollBox.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import bars from "./score-bars.module.css";
import { ScoreBars } from "./ScoreBars.js";
import { withoutScores, withScores } from "./score-range.js";

interface RetrievalFacetsProps {
  readonly query: string;
  readonly zoneOffsetMinutes: number;
  /** Told the query that a choice makes. */
  readonly onQuery: (query: string) => void;
}

const LABELS: Readonly<Record<RetrievalFacet, string>> = {
  knowledge: "Knowledge base",
  agent: "Agent",
  source: "Source",
  label: "Label",
};

/** What the retrievals are like: their best scores, a picture for each kind of them, and values with counts. */
export function RetrievalFacets({ query, zoneOffsetMinutes, onQuery }: RetrievalFacetsProps) {
  const folded = usePreferences((preferences) => preferences.facetsFolded);
  const parsed = useMemo(() => parseQuery(query), [query]);
  const counted = useEngineQuery(
    "retrieval.facets",
    { query, zoneOffsetMinutes },
    { enabled: parsed.ok, keepPrevious: true },
  );
  const { data } = counted;
  const edit = (change: (node: QueryNode) => QueryNode) => {
    if (parsed.ok) onQuery(formatQuery(change(parsed.query)));
  };
  const fold = (group: string) =>
    setPreferences({
      facetsFolded: folded.includes(group) ? folded.filter((one) => one !== group) : [...folded, group],
    });
  return (
    <section className={styles.panel} aria-label="Facets" aria-busy={counted.isFetching}>
      <ScrollBox className={styles.scroll}>
        {counted.isError && !counted.isFetching ? (
          <div className={styles.failed}>
            <p>{counted.error.message}</p>
            <Button onClick={() => void counted.refetch()}>Count again</Button>
          </div>
        ) : data === undefined ? (
          parsed.ok ? (
            <Skeleton label="Counting" rows={14} rowHeightPx={24} />
          ) : null
        ) : (
          <>
            <div className={styles.group} role="group" aria-label="Best score">
              <FacetHead label="Best score" folded={folded.includes("scores")} onFold={() => fold("scores")} />
              {folded.includes("scores") ? null : (
                <>
                  {data.scores.map((scores) => (
                    <ScoreBars
                      key={scores.kind}
                      scores={scores}
                      // A limit holds for every kind, so it is offered only where there is one.
                      onRange={
                        data.scores.length === 1 ? (range) => edit((node) => withScores(node, range)) : undefined
                      }
                    />
                  ))}
                  {[
                    data.withoutScores > 0 ? `${formatCounted(data.withoutScores, "retrieval")} without scores` : "",
                    data.mixed > 0 ? `${formatCounted(data.mixed, "retrieval")} with scores of several kinds` : "",
                  ].map((words) =>
                    words === "" ? null : (
                      <p key={words} className={bars.note}>
                        {words}
                      </p>
                    ),
                  )}
                  {parsed.ok && withoutScores(parsed.query) !== null ? (
                    <button
                      type="button"
                      className={styles.more}
                      onClick={() => edit((node) => withoutScores(node) ?? node)}
                    >
                      All scores
                    </button>
                  ) : null}
                </>
              )}
            </div>
            {data.facets.map(({ field, distinct, values }) => {
              const rows = parsed.ok ? facetRows(parsed.query, field, values) : [];
              return rows.length === 0 ? null : (
                <FacetGroup
                  key={field}
                  unit="retrieval"
                  field={field}
                  label={LABELS[field]}
                  rows={rows}
                  distinct={distinct}
                  folded={folded.includes(field)}
                  onFold={() => fold(field)}
                  onToggle={(value) => edit((node) => toggleFacet(node, field, value))}
                  onExclude={(value) => edit((node) => toggleExcluded(node, field, value))}
                />
              );
            })}
          </>
        )}
      </ScrollBox>
    </section>
  );
}
