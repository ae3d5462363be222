import type { ParsedInputOf } from "../../../shared/contract/procedure.js";
import type { SpanListAnswer, SpanSort, spansContract } from "../../../shared/contract/spans.js";
import type { Hit } from "../../../shared/contract/traces.js";
import { DictionaryBuilder } from "../../../shared/model/columns.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { SPAN_KINDS, SPAN_STATUSES, type SpanKind, type SpanStatus } from "../../../shared/model/kind.js";
import { excerptAround, findMarks, highlightTerms } from "../../../shared/query/highlight.js";
import type { Session } from "../db/session.js";
import { placedSql, SAID_COUNTS } from "./annotations/counts.js";
import { type CompiledFilter, compileSpans } from "./filter/compile.js";
import { holdTables } from "./filter/hold.js";
import { FOUND_USES } from "./filter/text-scan.js";
import { queryTree } from "./parse-filter.js";
import { EXCERPT_LENGTH, excerptsOf, toHit } from "./trace-hits.js";

type Input = ParsedInputOf<(typeof spansContract)["span.list"]>;
type Window = Pick<Input, "sort" | "descending" | "offset" | "limit">;

const SORTS: Readonly<Record<Exclude<SpanSort, "relevance">, string>> = {
  start: "s.start_ns",
  duration: "s.duration_ns",
  tokens: "s.total_tokens",
  cost: "s.cost_usd",
  name: "lower(s.name)",
};

interface SpanRow {
  trace: number;
  trace_id: TraceId;
  span_id: SpanId;
  name: string;
  kind: SpanKind;
  status: SpanStatus;
  agent: string | null;
  tool: string | null;
  model: string | null;
  start_ms: number | null;
  offset_ns: number | null;
  duration_ns: number | null;
  tokens: number | null;
  cost_usd: number | null;
  error: string | null;
  notes: number;
  labels: number;
  /** The text that matches best, what it is in the span, and how well it matches. */
  text: number | null;
  part: string | null;
  role: string | null;
  score: number;
  repeated: number;
}

interface SpanCounts {
  readonly total: number;
  readonly traces: number;
  readonly texts: number;
  readonly longestNs: number;
  /** The earliest start, unix ns in decimal digits. */
  readonly originNs: string;
}

/**
 * The order of spans, rows `s`; by relevance the order by time is that of equals. What has no value comes last; a span's place in
 * its trace settles what is equal, so that windows never overlap.
 */
export function orderOf({ sort, descending }: Pick<Input, "sort" | "descending">): string {
  const column = SORTS[sort === "relevance" ? "start" : sort];
  return `${column} ${descending ? "DESC" : "ASC"} NULLS LAST, s.trace, s.preorder`;
}

/** A window of the spans that a query selects. */
export async function listSpans(session: Session, input: Input): Promise<SpanListAnswer> {
  const began = performance.now();
  const query = queryTree(input.query);
  const compiled = compileSpans(query, { zoneOffsetMinutes: input.zoneOffsetMinutes, alias: "s" });
  const filter = await holdTables(session, compiled, {
    ranked: input.sort === "relevance" && compiled.words.length > 0,
  });
  const counts = await countSpans(session, filter);
  const rows = await spanRows(session, filter, input, counts.originNs);
  const words = filter.words.length > 0;
  const hits = words ? await hitsOf(session, filter, rows, highlightTerms(query)) : rows.map(() => null);
  return {
    total: counts.total,
    traces: counts.traces,
    texts: words ? counts.texts : null,
    ms: performance.now() - began,
    offset: input.offset,
    traceId: rows.map((row) => row.trace_id),
    spanId: rows.map((row) => row.span_id),
    name: rows.map((row) => row.name),
    kind: Uint8Array.from(rows, (row) => SPAN_KINDS.indexOf(row.kind)),
    status: Uint8Array.from(rows, (row) => SPAN_STATUSES.indexOf(row.status)),
    agent: dictionaryOf(rows, (row) => row.agent),
    tool: dictionaryOf(rows, (row) => row.tool),
    model: dictionaryOf(rows, (row) => row.model),
    originNs: counts.originNs,
    startNs: Float64Array.from(rows, (row) => row.offset_ns ?? Number.NaN),
    durationNs: Float64Array.from(rows, (row) => row.duration_ns ?? Number.NaN),
    tokens: Float64Array.from(rows, (row) => row.tokens ?? Number.NaN),
    costUsd: Float64Array.from(rows, (row) => row.cost_usd ?? Number.NaN),
    error: rows.map((row) => row.error),
    notes: Uint32Array.from(rows, (row) => row.notes),
    labels: Uint32Array.from(rows, (row) => row.labels),
    hits,
    longestNs: counts.longestNs,
  };
}

/** What a held filter over spans, rows `s`, selects, in numbers; `texts`, of those spans, is 0 for a query without words. */
export async function countSpans(session: Session, filter: CompiledFilter): Promise<SpanCounts> {
  const words = filter.words.length > 0;
  const said = `SELECT count(DISTINCT u.text) FROM ${FOUND_USES} u JOIN found f ON f.trace = u.trace AND f.preorder = u.preorder`;
  const texts = words ? `(${said} WHERE u.is_new AND u.score > 0)` : "0";
  const row = await session.first<{
    total: number;
    traces: number;
    texts: number;
    longest: number | null;
    origin: string | null;
  }>(
    `WITH found AS ${words ? "MATERIALIZED " : ""}(SELECT s.trace, s.preorder, s.duration_ns, s.start_ns FROM span s WHERE ${filter.where})
    SELECT count(*)::DOUBLE AS total, count(DISTINCT trace)::DOUBLE AS traces, ${texts}::DOUBLE AS texts,
      max(duration_ns)::DOUBLE AS longest, min(start_ns)::VARCHAR AS origin FROM found`,
    filter.parameters,
  );
  return {
    total: row?.total ?? 0,
    traces: row?.traces ?? 0,
    texts: row?.texts ?? 0,
    longestNs: row?.longest ?? 0,
    originNs: row?.origin ?? "0",
  };
}

/**
 * A window of the spans of a held filter, each with its best text. By relevance is by the BM25 of that text: those that are
 * found by a name come after, among equals the latest is first.
 */
export async function spanRows(
  session: Session,
  filter: CompiledFilter,
  { sort, descending, offset, limit }: Window,
  originNs = "0",
): Promise<SpanRow[]> {
  const words = filter.words.length > 0;
  const score = words && sort === "relevance" ? `score ${descending ? "DESC" : "ASC"}, ` : "";
  const order = `${score}${orderOf({ sort, descending })}`;
  const best = words
    ? `SELECT trace, preorder, max(score) AS score, arg_max(text, (score, -text)) AS text
        FROM ${FOUND_USES} WHERE is_new AND score > 0 GROUP BY trace, preorder`
    : "SELECT NULL::INTEGER AS trace, NULL::INTEGER AS preorder, 0.0 AS score, NULL::BIGINT AS text WHERE FALSE";
  return session.rows<SpanRow>(
    `WITH best AS (${best}),
      page AS (SELECT s.rowid AS id, b.text, coalesce(b.score, 0)::DOUBLE AS score
        FROM span s LEFT JOIN best b ON b.trace = s.trace AND b.preorder = s.preorder
        WHERE ${filter.where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}),
      said AS (SELECT p.id, min(u.part) AS part, arg_min(u.role, u.part) AS role FROM page p
        JOIN span s ON s.rowid = p.id
        JOIN "use" u ON u.trace = s.trace AND u.preorder = s.preorder AND u.text = p.text AND u.is_new GROUP BY p.id),
      again AS (SELECT u.trace, u.text, count(*)::INTEGER AS repeated FROM "use" u
        JOIN (SELECT DISTINCT s.trace, p.text FROM page p JOIN span s ON s.rowid = p.id) t ON t.trace = u.trace AND t.text = u.text
        WHERE NOT u.is_new GROUP BY u.trace, u.text),
      shown AS (SELECT DISTINCT s.trace, s.trace_id FROM page p JOIN span s ON s.rowid = p.id),
      said_of AS (SELECT a.trace, a.preorder, ${SAID_COUNTS} FROM (${placedSql("shown")}) a GROUP BY a.trace, a.preorder)
    SELECT s.trace, s.trace_id, s.span_id, s.name, s.kind::VARCHAR AS kind, s.status::VARCHAR AS status, s.owner_agent AS agent,
      s.tool, s.model, s.start_ns / 1e6 AS start_ms, (s.start_ns - ${originNs}::BIGINT)::DOUBLE AS offset_ns,
      s.duration_ns::DOUBLE AS duration_ns, s.total_tokens AS tokens, s.cost_usd, s.error_excerpt AS error,
      coalesce(said_of.notes, 0) AS notes, coalesce(said_of.labels, 0) AS labels, p.text, said.part::VARCHAR AS part, said.role,
      p.score, coalesce(again.repeated, 0) AS repeated
    FROM page p JOIN span s ON s.rowid = p.id LEFT JOIN said ON said.id = p.id
      LEFT JOIN said_of ON said_of.trace = s.trace AND said_of.preorder = s.preorder
      LEFT JOIN again ON again.trace = s.trace AND again.text = p.text
    ORDER BY ${order.replace("score ", "p.score ")}`,
    filter.parameters,
  );
}

/** Where each row was found; null where only a field of it matched. */
async function hitsOf(
  session: Session,
  filter: CompiledFilter,
  rows: readonly SpanRow[],
  terms: readonly string[],
): Promise<(Hit | null)[]> {
  const texts = rows.flatMap((row) => row.text ?? []);
  const excerpts = await excerptsOf(session, texts, terms, filter.patterns);
  return rows.map((row) => {
    if (row.text !== null) return toHit({ ...row, text: row.text, part: row.part ?? "" }, excerpts(row.text));
    const where = [row.name, row.agent, row.error].find(
      (text) => text !== null && findMarks(text, terms, 1).length > 0,
    );
    if (where == null) return null;
    const part = where === row.error ? "error" : "name";
    return toHit({ ...row, text: 0, part, role: null }, excerptAround(where, terms, EXCERPT_LENGTH));
  });
}

function dictionaryOf(rows: readonly SpanRow[], value: (row: SpanRow) => string | null) {
  const builder = new DictionaryBuilder();
  for (const row of rows) builder.push(value(row));
  return builder.finish();
}
