import type { OutputOf, ParsedInputOf } from "../../../../shared/contract/procedure.js";
import {
  RETRIEVAL_FACETS,
  type RetrievalFacet,
  type retrievalContract,
  type ScoreHistogram,
} from "../../../../shared/contract/retrieval.js";
import type { QueryNode } from "../../../../shared/query/ast.js";
import { facetValues, withoutFacet } from "../../../../shared/query/facets.js";
import { formatQuery } from "../../../../shared/query/format.js";
import type { Session } from "../../db/session.js";
import { queryTree } from "../parse-filter.js";
import { type ChosenRetrievals, chooseRetrievals } from "./chosen.js";

type Input = ParsedInputOf<(typeof retrievalContract)["retrieval.facets"]>;
type Answer = OutputOf<(typeof retrievalContract)["retrieval.facets"]>;

const MOST_VALUES = 20;
const BUCKETS = 40;

/** SQL of (value, count) of a field among chosen retrievals, `chosen`: a subquery. */
const ROWS: Readonly<Record<RetrievalFacet, (chosen: string) => string>> = {
  knowledge: (chosen) =>
    `SELECT knowledge_base AS value, count(*) AS count FROM (${chosen}) WHERE value IS NOT NULL GROUP BY value`,
  agent: (chosen) => `SELECT agent AS value, count(*) AS count FROM (${chosen}) WHERE value IS NOT NULL GROUP BY value`,
  source: (chosen) =>
    `SELECT o.name AS value, count(*) AS count FROM (${chosen}) c JOIN source o ON o.id = c.source GROUP BY o.name`,
  label: (chosen) => `SELECT a.label AS value, count(*) AS count
    FROM (SELECT DISTINCT trace_id, span_id, label FROM annotation WHERE label IS NOT NULL AND span_id IS NOT NULL) a
      JOIN span s ON s.trace_id = a.trace_id AND s.span_id = a.span_id
      JOIN (${chosen}) c ON c.trace = s.trace AND c.preorder = s.preorder GROUP BY a.label`,
};

/** What the retrievals of a query are like: values of each field, counted without what the query asks of it, and their scores. */
export async function retrievalFacets(session: Session, input: Input): Promise<Answer> {
  const began = performance.now();
  const query = queryTree(input.query);
  const selections = new Map<string, QueryNode>([[formatQuery(query), query]]);
  const keys = RETRIEVAL_FACETS.map((field) => {
    const others = withoutFacet(query, field);
    selections.set(formatQuery(others), others);
    return formatQuery(others);
  });
  const chosen = await chooseRetrievals(session, [...selections.values()], input.zoneOffsetMinutes);
  const places = [...selections.keys()];
  const hasLabels = await session.first("SELECT 1 AS one FROM annotation WHERE label IS NOT NULL LIMIT 1");
  const facets: Answer["facets"] = [];
  for (const [index, field] of RETRIEVAL_FACETS.entries()) {
    const place = places.indexOf(keys[index] ?? "");
    facets.push(
      field === "label" && hasLabels === undefined
        ? { field, distinct: 0, values: [] }
        : await countField(session, field, chosen, place, facetValues(query, field)),
    );
  }
  const scores = await scoreHistograms(session, chosen);
  const none = await session.first<{ without: number; mixed: number }>(
    `SELECT (count(*) FILTER (score_kind = 'none'))::DOUBLE AS without, (count(*) FILTER (score_kind = 'mixed'))::DOUBLE AS mixed
    FROM (${chosen.rows(0)})`,
    chosen.parameters,
  );
  return {
    ms: performance.now() - began,
    facets,
    scores,
    withoutScores: none?.without ?? 0,
    mixed: none?.mixed ?? 0,
  };
}

async function countField(
  session: Session,
  field: RetrievalFacet,
  chosen: ChosenRetrievals,
  place: number,
  ticked: readonly string[],
): Promise<Answer["facets"][number]> {
  const rows = await session.rows<{ value: string; count: number; distinct: number }>(
    `SELECT value, count::DOUBLE AS count, (count(*) OVER ())::DOUBLE AS distinct FROM (${ROWS[field](chosen.rows(place))})
    ORDER BY list_contains(json_transform($ticked, '["VARCHAR"]'), lower(value)) DESC, count DESC, value
    LIMIT ${MOST_VALUES + ticked.length}`,
    { ...chosen.parameters, ticked: JSON.stringify(ticked.map((value) => value.toLowerCase())) },
  );
  const values = rows.map(({ value, count }) => ({ value, count }));
  return { field, distinct: rows[0]?.distinct ?? 0, values };
}

/** Best scores by kind, most frequent kind first, in buckets of equal width. */
async function scoreHistograms(session: Session, chosen: ChosenRetrievals): Promise<ScoreHistogram[]> {
  const best = `SELECT score_kind, best, kept FROM (${chosen.rows(0)}) WHERE best IS NOT NULL AND isfinite(best)`;
  const rows = await session.rows<{
    kind: ScoreHistogram["kind"];
    count: number;
    low: number;
    high: number;
    bucket: number;
    all: number;
    unused: number;
  }>(
    `WITH best AS (${best}),
      kinds AS (SELECT score_kind, count(*)::DOUBLE AS count, min(best) AS low, max(best) AS high FROM best GROUP BY score_kind)
    SELECT score_kind::VARCHAR AS kind, k.count, k.low, k.high,
      CASE WHEN k.high > k.low THEN least(${BUCKETS - 1}, floor((b.best - k.low) / (k.high - k.low) * ${BUCKETS}))::INTEGER ELSE 0 END AS bucket,
      count(*)::DOUBLE AS all, (count(*) FILTER (b.kept = 0))::DOUBLE AS unused
    FROM best b JOIN kinds k USING (score_kind) GROUP BY ALL ORDER BY k.count DESC, kind`,
    chosen.parameters,
  );
  const histograms = new Map<string, ScoreHistogram>();
  for (const { kind, count, low, high, bucket, all, unused } of rows) {
    const empty = (): number[] => Array.from({ length: high > low ? BUCKETS : 1 }, () => 0);
    const known = histograms.get(kind) ?? { kind, count, from: low, to: high, counts: empty(), unused: empty() };
    histograms.set(kind, known);
    known.counts[bucket] = all;
    known.unused[bucket] = unused;
  }
  return [...histograms.values()];
}
