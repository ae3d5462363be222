import type { ParsedInputOf } from "../../../shared/contract/procedure.js";
import type { TraceListAnswer, TraceSort, tracesContract } from "../../../shared/contract/traces.js";
import { highlightTerms } from "../../../shared/query/highlight.js";
import type { Session } from "../db/session.js";
import { SAID_BY_TRACE } from "./annotations/counts.js";
import { type CompiledFilter, compileTraces } from "./filter/compile.js";
import { holdTables } from "./filter/hold.js";
import { FOUND_USES } from "./filter/text-scan.js";
import { queryTree } from "./parse-filter.js";
import { traceHits } from "./trace-hits.js";

type Input = ParsedInputOf<(typeof tracesContract)["trace.list"]>;

/** How each sort reads a trace; the trace's number settles what is equal, so that pages never overlap. */
const SORTS: Readonly<Record<Exclude<TraceSort, "relevance">, string>> = {
  start: "t.start_ns",
  duration: "t.duration_ns",
  spans: "t.spans",
  errors: "t.errors",
  tokens: "t.total_tokens",
  cost: "t.cost_usd",
  agents: "len(t.agents)",
  title: "lower(coalesce(t.title, t.root_name))",
};

/**
 * `ORDER BY` of a list of traces; what has no value comes last. By relevance is by the score of `SCORES` where there are words,
 * `ranked`, else the latest come first.
 */
export function orderOf(input: Pick<Input, "sort" | "descending">, ranked = false): string {
  const direction = input.descending ? "DESC" : "ASC";
  const score = ranked ? `coalesce(r.score, 0) ${direction}, ` : "";
  return `${score}${SORTS[input.sort === "relevance" ? "start" : input.sort]} ${direction} NULLS LAST, t.trace ${direction}`;
}

/** Joins the score of a trace, a row `t`: that of its best text among those that a held filter found. */
export const SCORES = `LEFT JOIN (SELECT trace, max(score) AS score FROM ${FOUND_USES} WHERE is_new GROUP BY trace) r ON r.trace = t.trace`;

/** True where a list is to be sorted by how well its texts match. */
export function isRanked(input: Pick<Input, "sort">, filter: CompiledFilter): boolean {
  return input.sort === "relevance" && filter.words.length > 0;
}

interface TraceRow {
  trace: number;
  trace_id: string;
  title: string | null;
  root_name: string;
  start_ns: string | null;
  offset_ns: number | null;
  duration_ns: number | null;
  spans: number;
  errors: number;
  total_tokens: number | null;
  cost_usd: number | null;
  agents: string[];
  models: string[];
  conversation: string | null;
  user_id: string | null;
  failed: boolean;
  notes: number;
  labels: number;
}

/** A window of the traces that a query selects, without the verdicts in them. */
export async function listTraces(session: Session, input: Input): Promise<Omit<TraceListAnswer, "verdicts">> {
  const began = performance.now();
  const query = queryTree(input.query);
  const compiled = compileTraces(query, { zoneOffsetMinutes: input.zoneOffsetMinutes, alias: "t" });
  const ranked = isRanked(input, compiled);
  const filter = await holdTables(session, compiled, { ranked });
  const totals = await session.first<{ total: number; longest: number | null; origin: string | null }>(
    `SELECT count(*)::DOUBLE AS total, max(t.duration_ns)::DOUBLE AS longest,
      min(t.start_ns)::VARCHAR AS origin FROM trace t WHERE ${filter.where}`,
    filter.parameters,
  );
  const origin = totals?.origin ?? "0";
  const rows = await session.rows<TraceRow>(
    `WITH said AS (${SAID_BY_TRACE})
    SELECT t.trace, t.trace_id, t.title, t.root_name, (t.start_ns - ${origin}::BIGINT)::DOUBLE AS offset_ns,
      t.duration_ns::DOUBLE AS duration_ns, t.spans, t.errors, t.total_tokens, t.cost_usd, t.agents, t.models,
      t.conversation, t.user_id, t.failed, coalesce(said.notes, 0) AS notes, coalesce(said.labels, 0) AS labels
    FROM trace t LEFT JOIN said ON said.trace_id = t.trace_id ${ranked ? SCORES : ""}
    WHERE ${filter.where} ORDER BY ${orderOf(input, ranked)} LIMIT ${input.limit} OFFSET ${input.offset}`,
    filter.parameters,
  );
  const terms = highlightTerms(query);
  const hits =
    filter.words.length === 0
      ? null
      : await traceHits(
          session,
          filter,
          rows.map((row) => row.trace),
          terms,
        );
  const counts = filter.words.length === 0 ? null : await countWords(session, filter);
  return {
    total: totals?.total ?? 0,
    spans: counts?.spans ?? null,
    texts: counts?.texts ?? null,
    ms: performance.now() - began,
    offset: input.offset,
    traceId: rows.map((row) => row.trace_id),
    title: rows.map((row) => row.title ?? row.root_name),
    rootName: rows.map((row) => row.root_name),
    originNs: origin,
    startNs: Float64Array.from(rows, (row) => row.offset_ns ?? Number.NaN),
    durationNs: Float64Array.from(rows, (row) => row.duration_ns ?? Number.NaN),
    spanCount: Uint32Array.from(rows, (row) => row.spans),
    errors: Uint32Array.from(rows, (row) => row.errors),
    tokens: Float64Array.from(rows, (row) => row.total_tokens ?? Number.NaN),
    costUsd: Float64Array.from(rows, (row) => row.cost_usd ?? Number.NaN),
    agents: rows.map((row) => row.agents),
    models: rows.map((row) => row.models),
    conversation: rows.map((row) => row.conversation),
    user: rows.map((row) => row.user_id),
    notes: Uint32Array.from(rows, (row) => row.notes),
    labels: Uint32Array.from(rows, (row) => row.labels),
    failed: Uint8Array.from(rows, (row) => (row.failed ? 1 : 0)),
    hits: rows.map((row) => hits?.get(row.trace) ?? null),
    longestNs: totals?.longest ?? 0,
  };
}

/** Distinct texts of the traces of a held filter that hold its words, and spans that say them. */
async function countWords(session: Session, filter: CompiledFilter): Promise<{ texts: number; spans: number }> {
  const row = await session.first<{ texts: number; spans: number }>(
    `SELECT count(DISTINCT text)::DOUBLE AS texts, count(DISTINCT (trace::BIGINT << 32) | preorder)::DOUBLE AS spans
    FROM ${FOUND_USES} WHERE is_new AND score > 0 AND trace IN (SELECT t.trace FROM trace t WHERE ${filter.where})`,
    filter.parameters,
  );
  return { texts: row?.texts ?? 0, spans: row?.spans ?? 0 };
}
