import { type DocumentFilter, type DocumentSort, UNUSED_AFTER } from "../../../../shared/contract/documents.js";
import type { Session } from "../../db/session.js";
import { FOUND } from "./found.js";

/** What `countDocuments` makes: a row for each document that was found. */
export const STATS = "document_stats";

/** Pairs of texts that say nearly the same, by their numbers; each pair once. */
export interface NearTexts {
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** Share of shingles in common, 0 to 1. */
  readonly similarity: readonly number[];
}
/** The pairs, both ways round: a temporary table of (text, other, similarity). */
export const NEAR = "document_near";

/** How each sort reads a document from the rows of its retrievals. */
const SORTS: Readonly<Record<Exclude<DocumentSort, "twins">, string>> = {
  retrieved: "count(*)",
  knowledge: "lower(any_value(knowledge_base))",
  best: "min(rank)",
  median: "median(rank)",
  similarity: "max(score) FILTER (score_kind = 'similarity')",
  distance: "min(score) FILTER (score_kind = 'distance')",
  relevance: "max(score) FILTER (score_kind = 'relevance')",
  score: "max(score) FILTER (score_kind = 'unknown')",
  kept: "count(*) FILTER (kept)",
  cited: "count(*) FILTER (cited)",
  agents: "count(DISTINCT agent)",
  first: "min(start_ns)",
  last: "max(start_ns)",
};

/** The condition of a quick filter on a row of STATS. */
export const ONLY: Readonly<Record<DocumentFilter, string>> = {
  all: "TRUE",
  unused: `retrieved >= ${UNUSED_AFTER} AND known > 0 AND kept = 0`,
  near: "twins > 0",
};

/**
 * Sums up what `findDocuments` found: (doc, number, retrieved, text, known, kept, cited, place, twins). A document's text is the
 * newest that came under its name. `place` is what it is sorted by; `twins` is NULL without `near`.
 */
export async function countDocuments(session: Session, sort: DocumentSort, near: NearTexts | null): Promise<void> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${STATS} AS SELECT doc, min(id) AS number, count(*) AS retrieved, max(text) AS text,
      count(kept) AS known, count(*) FILTER (kept) AS kept, count(*) FILTER (cited) AS cited,
      ${sort === "twins" ? "0" : SORTS[sort]} AS place, NULL::BIGINT AS twins
    FROM ${FOUND} WHERE doc IS NOT NULL GROUP BY doc`,
  );
  if (near === null) return;
  await holdNear(session, near);
  // Each document has one text here: those of the same text, and those of the texts that are near it.
  const twins = "(coalesce(a.documents - 1, 0) + coalesce(n.documents, 0))::BIGINT";
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${STATS} AS
    WITH alike AS (SELECT text, count(*) AS documents FROM ${STATS} WHERE text IS NOT NULL GROUP BY text),
      near AS (SELECT n.text, sum(a.documents) AS documents FROM ${NEAR} n JOIN alike a ON a.text = n.other GROUP BY n.text)
    SELECT s.* EXCLUDE (place, twins), ${sort === "twins" ? twins : "s.place"} AS place, ${twins} AS twins
    FROM ${STATS} s LEFT JOIN alike a ON a.text = s.text LEFT JOIN near n ON n.text = s.text`,
  );
}

/** Numbers go in as one text each: value by value they would hold up the thread. */
async function holdNear(session: Session, near: NearTexts): Promise<void> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${NEAR} AS
    WITH pair AS (SELECT unnest(string_split($1, ','))::BIGINT AS a, unnest(string_split($2, ','))::BIGINT AS b,
      unnest(string_split($3, ','))::DOUBLE AS similarity FROM (SELECT 1 WHERE $1 <> ''))
    SELECT a AS text, b AS other, similarity FROM pair UNION ALL SELECT b, a, similarity FROM pair`,
    [near.left.join(","), near.right.join(","), near.similarity.join(",")],
  );
}
