import type {
  ConversationHit,
  ConversationListAnswer,
  ConversationOrigin,
  ConversationSort,
  conversationsContract,
} from "../../../../shared/contract/conversations.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { TraceId } from "../../../../shared/model/ids.js";
import { highlightTerms } from "../../../../shared/query/highlight.js";
import type { Session } from "../../db/session.js";
import { SAID_BY_TRACE } from "../annotations/counts.js";
import { type CompiledFilter, compileConversations } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { FOUND_USES } from "../filter/text-scan.js";
import { queryTree } from "../parse-filter.js";
import { traceHits } from "../trace-hits.js";
import { lastWordsOf } from "./last-words.js";
import { makeMembers, MEMBERS, orderInTalk } from "./members.js";

type Input = ParsedInputOf<(typeof conversationsContract)["conversation.list"]>;

/** How each sort reads a conversation, from the rows of its traces. */
const SORTS: Readonly<Record<Exclude<ConversationSort, "relevance">, string>> = {
  start: "min(t.start_ns)",
  span: "max(coalesce(t.end_ns, t.start_ns)) - min(t.start_ns)",
  turns: "sum(k.turns)",
  traces: "count(*)",
  errors: "sum(t.errors)",
  tokens: "sum(t.total_tokens)",
  cost: "sum(t.cost_usd)",
  agents: "len(list_distinct(flatten(list(t.agents))))",
  title: `lower(arg_min(coalesce(t.title, t.root_name), ${orderInTalk("t")}))`,
};
/** Traces without a word of their own are looked through by name, up to this many. */
const MOST_NAMED = 500;

const FOUND = "conversation_found";

/** Makes the table of the conversations that a query selects, with what they are sorted by. */
async function findAll(
  session: Session,
  input: Pick<Input, "query" | "sort" | "zoneOffsetMinutes">,
): Promise<CompiledFilter> {
  await makeMembers(session);
  const compiled = compileConversations(queryTree(input.query), {
    zoneOffsetMinutes: input.zoneOffsetMinutes,
    alias: "c",
    members: MEMBERS,
  });
  const ranked = input.sort === "relevance" && compiled.words.length > 0;
  const filter = await holdTables(session, compiled, { ranked });
  // Told for each trace first: there are far more uses than traces, and conversations are told apart by long names.
  const scores = `LEFT JOIN (SELECT m.conversation, max(u.score) AS score FROM ${MEMBERS} m
      JOIN (SELECT trace, max(score) AS score FROM ${FOUND_USES} WHERE is_new GROUP BY trace) u ON u.trace = m.trace
    GROUP BY m.conversation) r ON r.conversation = c.conversation`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${FOUND} AS SELECT c.*, ${ranked ? "coalesce(r.score, 0)" : "0"} AS score FROM (
      SELECT m.conversation, min(m.trace) AS number, ${SORTS[input.sort === "relevance" ? "start" : input.sort]} AS place,
        ${SORTS.span} AS span_ns, min(t.start_ns) AS start_ns
      FROM ${MEMBERS} m JOIN trace t ON t.trace = m.trace LEFT JOIN talk_part k ON k.trace = m.trace
      GROUP BY m.conversation) c ${ranked ? scores : ""} WHERE ${filter.where}`,
    filter.parameters,
  );
  return filter;
}

/**
 * By the score, where the list is ranked, that of the best text. What has no value comes last; the first trace's number settles
 * what is equal, so that pages never overlap.
 */
function orderOf(descending: boolean): string {
  const direction = descending ? "DESC" : "ASC";
  return `score ${direction}, place ${direction} NULLS LAST, number ${direction}`;
}

interface TalkRow {
  conversation: string;
  trace_id: TraceId;
  title: string;
  offset_ns: number | null;
  span_ns: number | null;
  traces: number;
  turns: number;
  spans: number;
  errors: number;
  tokens: number | null;
  cost: number | null;
  agents: string[];
  user_id: string | null;
  named: string | null;
  edited: boolean;
  notes: number;
  labels: number;
  last: number[];
}

/** A window of the conversations that a query selects. */
export async function listConversations(session: Session, input: Input): Promise<ConversationListAnswer> {
  const began = performance.now();
  const filter = await findAll(session, input);
  const totals = await session.first<{ total: number; longest: number | null; origin: string | null }>(
    `SELECT count(*)::DOUBLE AS total, max(span_ns)::DOUBLE AS longest, min(start_ns)::VARCHAR AS origin FROM ${FOUND}`,
  );
  const origin = totals?.origin ?? "0";
  const order = orderInTalk("t");
  const rows = await session.rows<TalkRow>(
    `WITH page AS (SELECT conversation, row_number() OVER (ORDER BY ${orderOf(input.descending)}) AS at FROM ${FOUND}
        ORDER BY ${orderOf(input.descending)} LIMIT ${input.limit} OFFSET ${input.offset}),
      said AS (${SAID_BY_TRACE})
    SELECT p.conversation, arg_min(t.trace_id, ${order}) AS trace_id,
      coalesce(arg_min(t.title, ${order}) FILTER (t.title IS NOT NULL), arg_min(t.root_name, ${order})) AS title,
      (min(t.start_ns) - ${origin}::BIGINT)::DOUBLE AS offset_ns, (${SORTS.span})::DOUBLE AS span_ns,
      count(*)::INTEGER AS traces, coalesce(sum(k.turns), 0)::INTEGER AS turns, sum(t.spans)::INTEGER AS spans,
      sum(t.errors)::INTEGER AS errors, sum(t.total_tokens) AS tokens, sum(t.cost_usd) AS cost,
      list_sort(list_distinct(flatten(list(t.agents)))) AS agents,
      arg_min(t.user_id, ${order}) FILTER (t.user_id IS NOT NULL) AS user_id,
      arg_min(t.conversation, ${order}) FILTER (t.conversation IS NOT NULL) AS named,
      bool_or(e.trace_id IS NOT NULL) AS edited, coalesce(sum(n.notes), 0)::INTEGER AS notes,
      coalesce(sum(n.labels), 0)::INTEGER AS labels,
      arg_max(t.trace, (coalesce(t.end_ns, t.start_ns, 0), t.trace), 3) AS last
    FROM page p JOIN ${MEMBERS} m ON m.conversation = p.conversation JOIN trace t ON t.trace = m.trace
      LEFT JOIN talk_part k ON k.trace = t.trace LEFT JOIN conversation_edit e ON e.trace_id = t.trace_id
      LEFT JOIN said n ON n.trace_id = t.trace_id
    GROUP BY p.conversation, p.at ORDER BY p.at`,
  );
  const conversations = rows.map((row) => row.conversation);
  const hits = await conversationHits(session, filter, input.query, conversations);
  const last = await lastWordsOf(
    session,
    rows.map((row) => row.last),
  );
  const texts = filter.words.length === 0 ? null : await countTexts(session);
  return {
    total: totals?.total ?? 0,
    texts,
    ms: performance.now() - began,
    offset: input.offset,
    traceId: rows.map((row) => row.trace_id),
    title: rows.map((row) => row.title),
    lastWords: last.map((words) => words?.text ?? ""),
    lastSpeaker: last.map((words) => words?.speaker ?? null),
    originNs: origin,
    startNs: Float64Array.from(rows, (row) => row.offset_ns ?? Number.NaN),
    spanNs: Float64Array.from(rows, (row) => row.span_ns ?? Number.NaN),
    traces: Uint32Array.from(rows, (row) => row.traces),
    turns: Uint32Array.from(rows, (row) => row.turns),
    spans: Uint32Array.from(rows, (row) => row.spans),
    errors: Uint32Array.from(rows, (row) => row.errors),
    tokens: Float64Array.from(rows, (row) => row.tokens ?? Number.NaN),
    costUsd: Float64Array.from(rows, (row) => row.cost ?? Number.NaN),
    agents: rows.map((row) => row.agents),
    user: rows.map((row) => row.user_id),
    conversation: rows.map((row) => row.named),
    origin: rows.map((row) => originOf(row.edited, row.named, row.traces)),
    notes: Uint32Array.from(rows, (row) => row.notes),
    labels: Uint32Array.from(rows, (row) => row.labels),
    hits: conversations.map((conversation) => hits.get(conversation) ?? null),
    longestNs: totals?.longest ?? 0,
  };
}

/** How traces came to be one conversation. */
export function originOf(edited: boolean, named: string | null, traces: number): ConversationOrigin {
  if (edited) return "edited";
  if (named !== null) return "named";
  return traces > 1 ? "inferred" : "alone";
}

/** The best hit of each conversation: in the trace with the best text, the earliest of these. */
async function conversationHits(
  session: Session,
  filter: CompiledFilter,
  query: string,
  conversations: readonly string[],
): Promise<Map<string, ConversationHit>> {
  const hits = new Map<string, ConversationHit>();
  if (filter.words.length === 0 || conversations.length === 0) return hits;
  const members = await session.rows<{ conversation: string; trace: number; trace_id: TraceId }>(
    `SELECT m.conversation, m.trace, t.trace_id FROM ${MEMBERS} m JOIN trace t ON t.trace = m.trace
    WHERE m.conversation IN (${conversations.map((_, index) => `$c_${index}`).join(", ")}) ORDER BY ${orderInTalk("t")}`,
    Object.fromEntries(conversations.map((conversation, index) => [`c_${index}`, conversation])),
  );
  const best = new Map<string, number>();
  const rows = await session.rows<{ trace: number; score: number }>(
    `SELECT trace, max(score) AS score FROM ${FOUND_USES}
    WHERE is_new AND trace IN (${members.map(({ trace }) => trace).join(", ")}) GROUP BY trace`,
  );
  const scores = new Map(rows.map(({ trace, score }) => [trace, score]));
  for (const { conversation, trace } of members) {
    const found = scores.get(trace) ?? 0;
    if (found > (scores.get(best.get(conversation) ?? -1) ?? 0)) best.set(conversation, trace);
  }
  const named = members.filter(({ conversation }) => !best.has(conversation)).slice(0, MOST_NAMED);
  const found = await traceHits(
    session,
    filter,
    [...best.values(), ...named.map(({ trace }) => trace)],
    highlightTerms(queryTree(query)),
  );
  for (const { conversation, trace, trace_id } of members) {
    const hit = found.get(trace);
    if (hit === undefined || hits.has(conversation) || (best.get(conversation) ?? trace) !== trace) continue;
    hits.set(conversation, { ...hit, traceId: trace_id });
  }
  return hits;
}

async function countTexts(session: Session): Promise<number> {
  const row = await session.first<{ texts: number }>(
    `SELECT count(DISTINCT text)::DOUBLE AS texts FROM ${FOUND_USES} WHERE is_new AND score > 0 AND trace IN (
      SELECT m.trace FROM ${MEMBERS} m JOIN ${FOUND} f ON f.conversation = m.conversation)`,
  );
  return row?.texts ?? 0;
}

type NeighboursInput = ParsedInputOf<(typeof conversationsContract)["conversation.neighbours"]>;

/** The conversations before and after that of a trace in a sorted list, and its place in it, from 1. */
export async function conversationNeighbours(
  session: Session,
  input: NeighboursInput,
): Promise<{ previous: TraceId | null; next: TraceId | null; place: number | null; total: number }> {
  await findAll(session, input);
  const row = await session.first<{ previous: TraceId | null; next: TraceId | null; place: number; total: number }>(
    `WITH listed AS (
      SELECT conversation, lag(conversation) OVER w AS previous, lead(conversation) OVER w AS next,
        (row_number() OVER w)::DOUBLE AS place, (count(*) OVER ())::DOUBLE AS total
      FROM ${FOUND} WINDOW w AS (ORDER BY ${orderOf(input.descending)})),
    here AS (SELECT * FROM listed WHERE conversation = (
      SELECT m.conversation FROM ${MEMBERS} m JOIN trace t ON t.trace = m.trace WHERE t.trace_id = $1)),
    firsts AS (
      SELECT m.conversation, arg_min(t.trace_id, ${orderInTalk("t")}) AS trace_id
      FROM ${MEMBERS} m JOIN trace t ON t.trace = m.trace
      WHERE m.conversation IN (SELECT previous FROM here UNION ALL SELECT next FROM here) GROUP BY m.conversation)
    SELECT p.trace_id AS previous, n.trace_id AS next, h.place, h.total FROM here h
      LEFT JOIN firsts p ON p.conversation = h.previous LEFT JOIN firsts n ON n.conversation = h.next`,
    [input.traceId],
  );
  if (row !== undefined) return row;
  const totals = await session.first<{ total: number }>(`SELECT count(*)::DOUBLE AS total FROM ${FOUND}`);
  return { previous: null, next: null, place: null, total: totals?.total ?? 0 };
}
