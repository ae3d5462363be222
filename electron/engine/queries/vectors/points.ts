import type { UnusableVector, VectorSpace } from "../../../../shared/contract/vectors.js";
import { readColumns } from "../../db/column-reader.js";
import type { Session } from "../../db/session.js";
import { IN_SPACE_SQL, type SpaceKey, spaceParameters, UNUSABLE_SQL } from "./spaces.js";

/** Where a point of a map stands; rows of `map_point`, as columns. */
export interface PointColumns {
  readonly count: number;
  /** Codes of MAP_KINDS. */
  readonly kind: Uint8Array<ArrayBuffer>;
  readonly span: Float64Array<ArrayBuffer>;
  /** -1: none. */
  readonly text: Float64Array<ArrayBuffer>;
  readonly score: Float64Array<ArrayBuffer>;
  readonly scoreKind: Uint8Array<ArrayBuffer>;
  readonly times: Int32Array<ArrayBuffer>;
  readonly agent: readonly (string | null)[];
  readonly source: readonly (string | null)[];
  readonly atMs: Float64Array<ArrayBuffer>;
  /** Which vector or text lies there. */
  readonly item: Int32Array<ArrayBuffer>;
}

/** The model call whose words are a trace's answer: the last one to begin, of traces in which something was retrieved. */
const ANSWERS_SQL = (where: string): string => `
  SELECT s.trace, s.preorder, m.text FROM (
    SELECT c.trace, arg_max(c.preorder, (c.start_ns, c.preorder)) AS preorder FROM span c
    WHERE c.kind = 'llm' AND c.trace IN (SELECT trace FROM retrieval) AND ${where}
      AND (c.trace, c.preorder) IN (SELECT (trace, preorder) FROM message WHERE direction = 'output' AND type = 'text' AND text IS NOT NULL)
    GROUP BY c.trace) s
  JOIN message m ON m.trace = s.trace AND m.preorder = s.preorder
  WHERE m.direction = 'output' AND m.type = 'text' AND m.text IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY s.trace ORDER BY m.position DESC, m.part DESC) = 1`;

/**
 * Makes the temporary table `map_use`: what could be a point, of the traces of `where` (a condition over rows `c`). A query is one
 * point each time that it was asked, an answer each time it was given; a document is one, however often it was retrieved. `key` is
 * the text's number, or a negative one for a vector without a text.
 */
export async function findUses(session: Session, where: string): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE map_use AS
    SELECT 0::UTINYINT AS kind, c.trace, c.preorder, s.query_text AS key, c.best AS score,
      CASE WHEN c.best IS NULL OR c.score_kind IN ('mixed', 'none') THEN 'unknown' ELSE c.score_kind::VARCHAR END AS score_kind,
      1::INTEGER AS times
    FROM retrieval c JOIN span s USING (trace, preorder) WHERE c.part_of IS NULL AND s.query_text IS NOT NULL AND ${where}
    UNION ALL
    SELECT 1::UTINYINT, trace, preorder, text, CASE WHEN kinds = 1 THEN CASE WHEN score_kind = 'distance' THEN low ELSE high END END,
      CASE WHEN kinds = 1 THEN score_kind::VARCHAR ELSE 'unknown' END, times
    FROM (SELECT c.text, min(c.trace) AS trace, arg_min(c.preorder, (c.trace, c.preorder)) AS preorder,
        min(c.score) FILTER (isfinite(c.score)) AS low, max(c.score) FILTER (isfinite(c.score)) AS high,
        any_value(c.score_kind) FILTER (isfinite(c.score)) AS score_kind,
        count(DISTINCT c.score_kind) FILTER (isfinite(c.score)) AS kinds, count(*)::INTEGER AS times
      FROM document c LEFT JOIN retrieval step ON step.trace = c.trace AND step.preorder = c.preorder AND step.part_of IS NOT NULL
      WHERE c.role = 'retrieved' AND c.text IS NOT NULL AND step.trace IS NULL AND ${where} GROUP BY c.text)
    UNION ALL
    SELECT 2::UTINYINT, trace, preorder, text, NULL, 'unknown', 1 FROM (${ANSWERS_SQL(where)})`);
}

/** 0: a document; 1: a query; 2: all else. */
const RANK_SQL = "min(CASE u.kind WHEN 1 THEN 0 WHEN 0 THEN 1 ELSE 2 END)";

/**
 * Makes the temporary table `map_item` of a map of texts: each text once, documents before queries before all else, at most `most`
 * of them, evenly. Returns how many were left out.
 */
export function itemsOfTexts(session: Session, most: number): Promise<number> {
  return numberItems(
    session,
    `SELECT key, NULL::BIGINT AS place, ${RANK_SQL} AS rank FROM map_use u GROUP BY key`,
    most,
  );
}

/**
 * As `itemsOfTexts`, of the usable vectors of a space, wherever in the workspace they were made: of
 * a text with several the first. What was embedded in the traces of `where` and is no query, document or answer becomes a point
 * of its own.
 */
export async function itemsOfVectors(session: Session, where: string, space: SpaceKey, most: number): Promise<number> {
  // The vectors themselves are read once.
  await session.run(
    `CREATE OR REPLACE TEMP TABLE map_space AS
    SELECT coalesce(e.text, -1 - e.rowid) AS key, e.rowid AS place, e.trace, e.preorder,
      e.trace IN (SELECT c.trace FROM trace c WHERE ${where}) AS is_chosen, ${UNUSABLE_SQL} AS reason
    FROM embedding e WHERE ${IN_SPACE_SQL}`,
    spaceParameters(space),
  );
  await session.run(`CREATE OR REPLACE TEMP TABLE map_vector AS
    SELECT key, min(place) AS place, min(trace) AS trace, arg_min(preorder, place) AS preorder, bool_or(is_chosen) AS is_chosen
    FROM map_space WHERE reason IS NULL AND (is_chosen OR key IN (SELECT key FROM map_use)) GROUP BY key`);
  await matchDocuments(session);
  await session.run("DELETE FROM map_use WHERE key NOT IN (SELECT key FROM map_vector)");
  await session.run(`INSERT INTO map_use SELECT 3, trace, preorder, key, NULL, 'unknown', 1 FROM map_vector
    WHERE is_chosen AND key NOT IN (SELECT key FROM map_use)`);
  const rows = `SELECT v.key, v.place, ${RANK_SQL} AS rank FROM map_vector v JOIN map_use u USING (key) GROUP BY v.key, v.place`;
  return numberItems(session, rows, most);
}

/**
 * Frameworks embed a document with its metadata before it and a blank line between: what stands behind the blank line is the document
 * that is retrieved later. Its point then lies where that vector does.
 */
async function matchDocuments(session: Session): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE map_match AS
    WITH alone AS (SELECT key FROM map_vector WHERE key >= 0 AND key NOT IN (SELECT key FROM map_use)),
    embedded AS (SELECT t.id AS key, trim(substr(t.body, strpos(t.body, E'\\n\\n')), E' \\n') AS rest FROM text t
      WHERE t.id IN (SELECT key FROM alone) AND contains(t.body, E'\\n\\n')),
    wanted AS (SELECT t.id AS document, trim(t.body, E' \\n') AS body FROM text t
      WHERE t.id IN (SELECT key FROM map_use WHERE kind = 1 AND key NOT IN (SELECT key FROM map_vector)))
    SELECT w.document, min(e.key) AS key FROM wanted w JOIN embedded e ON e.rest = w.body GROUP BY w.document`);
  await session.run(
    "UPDATE map_use SET key = m.key FROM map_match m WHERE map_use.kind = 1 AND map_use.key = m.document",
  );
}

/** The space of the last map of vectors, as `listSpaces` counts it. */
export async function spaceOfMap(session: Session, space: SpaceKey): Promise<VectorSpace> {
  const rows = await session.rows<{ reason: UnusableVector | null; count: number }>(
    "SELECT reason, count(*)::DOUBLE AS count FROM map_space WHERE is_chosen GROUP BY reason ORDER BY reason",
  );
  const unusable = rows.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]));
  return { ...space, vectors: rows.find(({ reason }) => reason === null)?.count ?? 0, unusable };
}

/** Numbers the items from 0 in their order; returns how many were left out. */
async function numberItems(session: Session, rows: string, most: number): Promise<number> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE map_item AS
    WITH numbered AS (SELECT *, row_number() OVER (ORDER BY rank, key) - 1 AS number, count(*) OVER () AS total FROM (${rows}))
    SELECT (row_number() OVER (ORDER BY number) - 1)::INTEGER AS item, key, place, rank, total FROM numbered
    WHERE total <= $most::BIGINT OR number = 0 OR number * $most::BIGINT // total <> (number - 1) * $most::BIGINT // total`,
    { most },
  );
  const counts = await session.first<{ rest: number | null }>(
    "SELECT (max(total) - count(*))::DOUBLE AS rest FROM map_item",
  );
  return counts?.rest ?? 0;
}

/** How many queries, documents and answers `map_use` has. */
export async function countUses(session: Session): Promise<{ queries: number; documents: number; answers: number }> {
  const row = await session.first<{ queries: number; documents: number; answers: number }>(
    `SELECT count(*) FILTER (kind = 0)::DOUBLE AS queries, count(*) FILTER (kind = 1)::DOUBLE AS documents,
      count(*) FILTER (kind = 2)::DOUBLE AS answers FROM map_use`,
  );
  return row ?? { queries: 0, documents: 0, answers: 0 };
}

/** How many items there are of each rank. */
export async function countItems(session: Session): Promise<{ count: number; documents: number; queries: number }> {
  const row = await session.first<{ count: number; documents: number; queries: number }>(
    `SELECT count(*)::DOUBLE AS count, count(*) FILTER (rank = 0)::DOUBLE AS documents,
      count(*) FILTER (rank = 1)::DOUBLE AS queries FROM map_item`,
  );
  return row ?? { count: 0, documents: 0, queries: 0 };
}

/** A name of the set of items, which stays the same as long as nothing is added to it or taken from it. */
export async function digestItems(session: Session): Promise<string> {
  const row = await session.first<{ digest: string }>(
    `SELECT md5(string_agg(i.key || '/' || coalesce(e.record, 0) || '/' || coalesce(e.position, 0), ',' ORDER BY i.item)) AS digest
    FROM map_item i LEFT JOIN embedding e ON e.rowid = i.place`,
  );
  return row?.digest ?? "";
}

/** The points of the items, in order of item. */
export async function readPoints(session: Session): Promise<PointColumns> {
  const columns = await readColumns(
    await session.result(`SELECT u.kind, s.record::DOUBLE, greatest(u.key, -1)::DOUBLE, u.score::DOUBLE, u.score_kind::score_kind,
      u.times, s.owner_agent, source.name, (s.start_ns / 1e6)::DOUBLE, i.item
    FROM map_use u JOIN map_item i USING (key)
    JOIN span s ON s.trace = u.trace AND s.preorder = u.preorder JOIN source ON source.id = s.source
    ORDER BY i.item, u.kind, u.trace, u.preorder`),
  );
  return {
    count: columns.rows,
    kind: columns.codes(0),
    span: columns.doubles(1),
    text: columns.doubles(2),
    score: columns.doubles(3),
    scoreKind: columns.codes(4),
    times: columns.integers(5),
    agent: columns.texts(6),
    source: columns.texts(7),
    atMs: columns.doubles(8),
    item: columns.integers(9),
  };
}
