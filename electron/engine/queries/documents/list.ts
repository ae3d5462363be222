import {
  type DocumentListAnswer,
  type documentsContract,
  RANK_BUCKETS,
} from "../../../../shared/contract/documents.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import { DictionaryBuilder } from "../../../../shared/model/columns.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../text-preview.js";
import { findDocuments, FOUND, originOf } from "./found.js";
import { countDocuments, type NearTexts, ONLY, STATS } from "./stats.js";

type Input = ParsedInputOf<(typeof documentsContract)["document.list"]>;

/** What a document is called: by its metadata (JSON), its id and its text. */
export type TitleOf = (metadata: string | null, id: string | null, text: string | null) => string;

/** Units of a text and of its metadata that are read for a title. */
export const TITLE_UNITS = 20_000;

interface DocumentRow {
  key: string;
  retrieved: number;
  knowledge_base: string | null;
  document_id: string | null;
  text: number | null;
  metadata: number | null;
  best: number;
  median: number;
  ranks: number[];
  similarity: number | null;
  distance: number | null;
  relevance: number | null;
  score: number | null;
  known: number;
  kept: number;
  cited: number;
  agents: string[] | null;
  first_ns: number | null;
  last_ns: number | null;
  twins: number | null;
}

interface Totals {
  total: number;
  documents: number;
  retrieved: number;
  known: number;
}

/** A window of the distinct documents that the spans of a search retrieved. `near` tells which texts say nearly the same. */
export async function listDocuments(
  session: Session,
  input: Input,
  near: NearTexts | null,
  titleOf: TitleOf,
): Promise<DocumentListAnswer> {
  const began = performance.now();
  await findDocuments(session, input);
  await countDocuments(session, input.sort, near);
  const origin = await originOf(session);
  const totals = await session.first<Totals>(
    `SELECT count(*) FILTER (${ONLY[input.only]})::DOUBLE AS total, count(*)::DOUBLE AS documents,
      coalesce(sum(retrieved), 0)::DOUBLE AS retrieved, coalesce(sum(known), 0)::DOUBLE AS known FROM ${STATS}`,
  );
  const found = await session.first<{ retrievals: number; unnamed: number }>(
    `SELECT count(DISTINCT trace::BIGINT * 4294967296 + preorder)::DOUBLE AS retrievals,
      count(*) FILTER (doc IS NULL)::DOUBLE AS unnamed FROM ${FOUND}`,
  );
  const rows = await pageOf(session, input, origin);
  const previews = await readPreviews(
    session,
    rows.flatMap((row) => [row.text, row.metadata]),
    TITLE_UNITS,
  );
  const knowledge = new DictionaryBuilder();
  for (const row of rows) knowledge.push(row.knowledge_base);
  const counts = (value: (row: DocumentRow) => number): Uint32Array<ArrayBuffer> => Uint32Array.from(rows, value);
  const figures = (value: (row: DocumentRow) => number | null): Float64Array<ArrayBuffer> =>
    Float64Array.from(rows, (row) => value(row) ?? Number.NaN);
  return {
    total: totals?.total ?? 0,
    documents: totals?.documents ?? 0,
    retrieved: totals?.retrieved ?? 0,
    known: totals?.known ?? 0,
    retrievals: found?.retrievals ?? 0,
    unnamed: found?.unnamed ?? 0,
    compared: near !== null,
    ms: performance.now() - began,
    offset: input.offset,
    key: rows.map((row) => row.key),
    title: rows.map((row) =>
      titleOf(previews(row.metadata)?.text ?? null, row.document_id, previews(row.text)?.text ?? null),
    ),
    knowledgeBase: knowledge.finish(),
    documentId: rows.map((row) => row.document_id),
    retrievedTimes: counts((row) => row.retrieved),
    bestRank: counts((row) => row.best),
    medianRank: figures((row) => row.median),
    ranks: Uint32Array.from(rows.flatMap((row) => row.ranks)),
    similarity: figures((row) => row.similarity),
    distance: figures((row) => row.distance),
    relevance: figures((row) => row.relevance),
    score: figures((row) => row.score),
    knownTimes: counts((row) => row.known),
    keptTimes: counts((row) => row.kept),
    citedTimes: counts((row) => row.cited),
    agents: rows.map((row) => row.agents ?? []),
    originNs: origin,
    firstNs: figures((row) => row.first_ns),
    lastNs: figures((row) => row.last_ns),
    twins: figures((row) => row.twins),
  };
}

/** What has no value comes last either way; the place of a document's first row settles what is equal. */
function pageOf(session: Session, input: Input, origin: string): Promise<DocumentRow[]> {
  const order = `place ${input.descending ? "DESC" : "ASC"} NULLS LAST, number`;
  return session.rows<DocumentRow>(
    `WITH page AS (SELECT *, row_number() OVER (ORDER BY ${order}) AS at FROM ${STATS} WHERE ${ONLY[input.only]}
        ORDER BY ${order} LIMIT ${input.limit} OFFSET ${input.offset})
    SELECT p.doc::VARCHAR AS key, any_value(p.retrieved)::INTEGER AS retrieved, any_value(f.knowledge_base) AS knowledge_base,
      any_value(d.document_id) AS document_id, any_value(p.text) AS text, max(f.metadata) AS metadata,
      min(f.rank)::INTEGER AS best, median(f.rank)::DOUBLE AS median, [${bucketCounts("f.rank")}] AS ranks,
      max(f.score) FILTER (f.score_kind = 'similarity') AS similarity,
      min(f.score) FILTER (f.score_kind = 'distance') AS distance,
      max(f.score) FILTER (f.score_kind = 'relevance') AS relevance,
      max(f.score) FILTER (f.score_kind = 'unknown') AS score,
      any_value(p.known)::INTEGER AS known, any_value(p.kept)::INTEGER AS kept, any_value(p.cited)::INTEGER AS cited,
      list_sort(list(DISTINCT f.agent) FILTER (f.agent IS NOT NULL)) AS agents,
      (min(f.start_ns) - ${origin}::BIGINT)::DOUBLE AS first_ns, (max(f.start_ns) - ${origin}::BIGINT)::DOUBLE AS last_ns,
      any_value(p.twins)::DOUBLE AS twins
    FROM page p JOIN ${FOUND} f ON f.doc = p.doc JOIN document d ON d.rowid = p.number
    GROUP BY p.doc, p.at ORDER BY p.at`,
  );
}

/** How many ranks fall into each of RANK_BUCKETS. */
function bucketCounts(rank: string): string {
  return RANK_BUCKETS.map((from, at) => {
    const next = RANK_BUCKETS[at + 1];
    const below = next === undefined ? "" : ` AND ${rank} < ${next}`;
    return `count(*) FILTER (${rank} >= ${from}${below})::INTEGER`;
  }).join(", ");
}
