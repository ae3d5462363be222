import type { OutputOf, ParsedInputOf } from "../../../shared/contract/procedure.js";
import type { searchContract } from "../../../shared/contract/search.js";
import type { Hit } from "../../../shared/contract/traces.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { highlightTerms } from "../../../shared/query/highlight.js";
import type { Session } from "../db/session.js";
import { listConversations } from "./conversations/list.js";
import { compileSpans } from "./filter/compile.js";
import { holdTables } from "./filter/hold.js";
import { FOUND_USES } from "./filter/text-scan.js";
import { queryTree } from "./parse-filter.js";
import { countSpans, spanRows } from "./span-list.js";
import { excerptsOf } from "./trace-hits.js";
import { listTraces } from "./trace-list.js";

type Input = ParsedInputOf<(typeof searchContract)["search.run"]>;
type Answer = OutputOf<(typeof searchContract)["search.run"]>;

/** Ranked hits over spans, traces or conversations; of the latter two the best hit of each. */
export async function runSearch(session: Session, input: Input): Promise<Answer> {
  switch (input.in) {
    case "traces":
      return searchTraces(session, input);
    case "conversations":
      return searchConversations(session, input);
    case "spans":
      return searchSpans(session, input);
  }
}

async function searchTraces(session: Session, input: Input): Promise<Answer> {
  const list = await listTraces(session, { ...input, sort: "relevance", descending: true, offset: 0 });
  return { total: list.total, texts: list.texts ?? 0, ms: list.ms, hits: hitsOf(list, await scoresOf(session, list)) };
}

async function searchConversations(session: Session, input: Input): Promise<Answer> {
  const list = await listConversations(session, { ...input, sort: "relevance", descending: true, offset: 0 });
  return { total: list.total, texts: list.texts ?? 0, ms: list.ms, hits: hitsOf(list, await scoresOf(session, list)) };
}

/** What the lists of traces and conversations have in common. */
interface List {
  readonly traceId: readonly string[];
  readonly title: readonly string[];
  readonly originNs: string;
  readonly startNs: Float64Array;
  readonly hits: readonly ((Hit & { readonly traceId?: TraceId }) | null)[];
}

/** The scores of the traces in which the hits are: what the list was sorted by is still held. */
async function scoresOf(
  session: Session,
  list: List & { readonly texts: number | null },
): Promise<Map<string, number>> {
  if (list.texts === null || list.traceId.length === 0) return new Map();
  const traces = list.hits.map((hit, row) => hit?.traceId ?? list.traceId[row]);
  const rows = await session.rows<{ trace_id: string; score: number }>(
    `SELECT t.trace_id, max(u.score) AS score FROM trace t JOIN ${FOUND_USES} u ON u.trace = t.trace
    WHERE u.is_new AND t.trace_id IN (SELECT unnest(json_transform($1, '["VARCHAR"]'))) GROUP BY t.trace_id`,
    [JSON.stringify(traces)],
  );
  return new Map(rows.map((row) => [row.trace_id, row.score]));
}

function hitsOf(list: List, scores: ReadonlyMap<string, number>): Answer["hits"] {
  const originMs = Number(BigInt(list.originNs) / 1_000_000n);
  return list.traceId.map((traceId, row) => {
    const hit = list.hits[row] ?? null;
    const offset = list.startNs[row] ?? Number.NaN;
    return {
      traceId: hit?.traceId ?? (traceId as TraceId),
      spanId: hit?.spanId ?? null,
      score: scores.get(hit?.traceId ?? traceId) ?? 0,
      name: list.title[row] ?? "",
      kind: hit?.kind ?? null,
      agent: hit?.agent ?? null,
      excerpt: hit?.excerpt ?? "",
      part: hit?.part ?? "",
      startMs: Number.isNaN(offset) ? null : originMs + offset / 1e6,
    };
  });
}

/** Spans by how well their best text matches. */
async function searchSpans(session: Session, input: Input): Promise<Answer> {
  const began = performance.now();
  const query = queryTree(input.query);
  const filter = await holdTables(
    session,
    compileSpans(query, { zoneOffsetMinutes: input.zoneOffsetMinutes, alias: "s" }),
    { ranked: true },
  );
  const counts = await countSpans(session, filter);
  const window = { sort: "relevance", descending: true, offset: 0, limit: input.limit } as const;
  const rows = await spanRows(session, filter, window);
  const excerpts = await excerptsOf(
    session,
    rows.map((row) => row.text).filter((text) => text !== null),
    highlightTerms(query),
    filter.patterns,
  );
  return {
    total: counts.total,
    texts: counts.texts,
    ms: performance.now() - began,
    hits: rows.map((row) => ({
      traceId: row.trace_id,
      spanId: row.span_id,
      score: row.score,
      name: row.name,
      kind: row.kind,
      agent: row.agent,
      excerpt: row.text === null ? row.name : (excerpts(row.text)?.excerpt ?? ""),
      part: row.role ?? row.part ?? "name",
      startMs: row.start_ms,
    })),
  };
}
