import type { DriftUnit } from "../../../../shared/contract/drift.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import { readTexts } from "../../db/read-texts.js";
import type { Session } from "../../db/session.js";
import { compileTraces } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { queryTree } from "../parse-filter.js";

export type SideName = "left" | "right";

/** A text that one side has, and the span that opens it. */
export interface SideText {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  /** Number of the text; null for a question, which is known by its words alone. */
  readonly id: number | null;
  readonly text: string;
}

export interface SideTexts {
  readonly traces: number;
  /** How many there are in all. */
  readonly total: number;
  /** Those that were drawn. */
  readonly texts: readonly SideText[];
}

/** Best scores of retrievals that can be compared: of one kind and one knowledge base. */
export interface ScoreList {
  readonly kind: string;
  readonly knowledgeBase: string | null;
  readonly scores: readonly number[];
}

const MOST_SCORES = 20_000;
const LONGEST = 2000;

function tableOf(side: SideName): string {
  return `drift_${side}`;
}

/** Keeps the traces that a search selects on this connection. Throws QUERY_SYNTAX. */
export async function chooseSide(
  session: Session,
  side: SideName,
  query: string,
  zoneOffsetMinutes: number,
): Promise<void> {
  const filter = await holdTables(session, compileTraces(queryTree(query), { zoneOffsetMinutes, alias: "t" }));
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${tableOf(side)} AS SELECT t.trace FROM trace t WHERE ${filter.where}`,
    filter.parameters,
  );
}

/** True where a side has a retrieval whose query is recorded. */
export async function hasQueries(session: Session, side: SideName): Promise<boolean> {
  return (await session.first(`SELECT 1 FROM ${queriesOf(side)} LIMIT 1`)) !== undefined;
}

function queriesOf(side: SideName): string {
  return `(SELECT s.trace_id, s.span_id, s.query_text AS id, NULL::VARCHAR AS words FROM retrieval r
    JOIN span s ON s.trace = r.trace AND s.preorder = r.preorder
    WHERE r.part_of IS NULL AND s.query_text IS NOT NULL AND r.trace IN (SELECT trace FROM ${tableOf(side)}))`;
}

function questionsOf(side: SideName): string {
  return `(SELECT t.trace_id, s.span_id, NULL::BIGINT AS id, t.title AS words FROM trace t
    JOIN span s ON s.trace = t.trace AND s.preorder = 0
    WHERE t.title IS NOT NULL AND t.trace IN (SELECT trace FROM ${tableOf(side)}))`;
}

/** Draws texts of a side, the same ones each time: in the order of a hash of their ids. */
export async function drawTexts(session: Session, side: SideName, unit: DriftUnit, most: number): Promise<SideTexts> {
  const from = unit === "queries" ? queriesOf(side) : questionsOf(side);
  const counts = await session.first<{ traces: number; total: number }>(
    `SELECT (SELECT count(*)::INTEGER FROM ${tableOf(side)}) AS traces, count(*)::INTEGER AS total FROM ${from}`,
  );
  const rows = await session.rows<{ trace_id: TraceId; span_id: SpanId; id: number | null; words: string | null }>(
    `SELECT trace_id, span_id, id::DOUBLE AS id, words FROM ${from} ORDER BY md5(concat(trace_id, ' ', span_id)) LIMIT ${most}`,
  );
  const words = await readTexts(session, [...new Set(rows.flatMap(({ id }) => id ?? []))]);
  return {
    traces: counts?.traces ?? 0,
    total: counts?.total ?? 0,
    texts: rows.map((row) => ({
      traceId: row.trace_id,
      spanId: row.span_id,
      id: row.id,
      text: (row.id === null ? (row.words ?? "") : (words.get(row.id) ?? "")).slice(0, LONGEST),
    })),
  };
}

/** The best scores of a side's retrievals, of those that have scores of one kind; at most 20,000, drawn as texts are. */
export async function readScores(session: Session, side: SideName): Promise<ScoreList[]> {
  const rows = await session.rows<{ kind: string; base: string | null; scores: readonly number[] }>(
    `SELECT kind, base, list(best) AS scores FROM (SELECT r.score_kind::VARCHAR AS kind, s.knowledge_base AS base, r.best
      FROM retrieval r JOIN span s ON s.trace = r.trace AND s.preorder = r.preorder
      WHERE r.part_of IS NULL AND r.best IS NOT NULL AND r.trace IN (SELECT trace FROM ${tableOf(side)})
      ORDER BY md5(concat(s.trace_id, ' ', s.span_id)) LIMIT ${MOST_SCORES}) GROUP BY kind, base`,
  );
  return rows.map(({ kind, base, scores }) => ({ kind, knowledgeBase: base, scores }));
}
