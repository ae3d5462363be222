import { AppError } from "../../../shared/contract/errors.js";
import type { ParsedInputOf } from "../../../shared/contract/procedure.js";
import type { TraceSummary, tracesContract } from "../../../shared/contract/traces.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { costOrigin } from "../../../shared/model/prices.js";
import type { Session } from "../db/session.js";
import { SAID_COUNTS } from "./annotations/counts.js";
import { compileTraces } from "./filter/compile.js";
import { holdTables } from "./filter/hold.js";
import { queryTree } from "./parse-filter.js";
import { isRanked, orderOf, SCORES } from "./trace-list.js";

/** The number of a trace in the store. Throws NOT_FOUND. Numbers change with every import: never keep one. */
export async function traceNumber(session: Session, traceId: TraceId): Promise<number> {
  const row = await session.first<{ trace: number }>("SELECT trace FROM trace WHERE trace_id = $1", [traceId]);
  if (row === undefined) {
    throw new AppError("NOT_FOUND", `There is no trace ${traceId} in this workspace.`, {
      hint: "Its file may have been removed; the list of traces shows what is there.",
    });
  }
  return row.trace;
}

interface SummaryRow {
  trace_id: TraceId;
  title: string;
  root_name: string;
  origin: string | null;
  duration_ns: number | null;
  spans: number;
  errors: number;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_usd: number | null;
  unpriced: number;
  unpriced_tokens: number | null;
  cost_from: number | null;
  agents: string[];
  models: string[];
  services: string[];
  conversation: string | null;
  user_id: string | null;
  orphans: number;
  sources: string[];
  notes: number;
  labels: number;
}

export async function getTrace(session: Session, traceId: TraceId): Promise<TraceSummary> {
  const trace = await traceNumber(session, traceId);
  const row = await session.first<SummaryRow>(
    `SELECT t.trace_id, coalesce(t.title, t.root_name) AS title, t.root_name, t.start_ns::VARCHAR AS origin,
      t.duration_ns::DOUBLE AS duration_ns, t.spans, t.errors, t.input_tokens, t.output_tokens, t.cost_usd, t.unpriced,
      t.unpriced_tokens, t.cost_from,
      t.agents, t.models, t.services, t.conversation, t.user_id, t.orphans,
      (SELECT coalesce(list(name ORDER BY id), []) FROM source WHERE list_contains(t.sources, id)) AS sources,
      n.notes, n.labels
    FROM trace t, (SELECT ${SAID_COUNTS} FROM annotation a WHERE a.trace_id = $2) n WHERE t.trace = $1::INTEGER`,
    [trace, traceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no trace ${traceId} in this workspace.`);
  return {
    traceId: row.trace_id,
    title: row.title,
    rootName: row.root_name,
    originNs: row.origin ?? "0",
    durationNs: row.duration_ns,
    spans: row.spans,
    errors: row.errors,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    costUsd: row.cost_usd,
    unpriced: row.unpriced,
    unpricedTokens: row.unpriced_tokens ?? 0,
    costFrom: costOrigin(row.cost_from),
    agents: row.agents,
    models: row.models,
    conversation: row.conversation,
    user: row.user_id,
    services: row.services,
    sources: row.sources,
    notes: row.notes,
    labels: row.labels,
    orphans: row.orphans,
  };
}

type NeighboursInput = ParsedInputOf<(typeof tracesContract)["trace.neighbours"]>;

/** The traces before and after one in a sorted list, and its place in it, from 1. */
export async function traceNeighbours(
  session: Session,
  input: NeighboursInput,
): Promise<{ previous: TraceId | null; next: TraceId | null; place: number | null; total: number }> {
  const compiled = compileTraces(queryTree(input.query), { zoneOffsetMinutes: input.zoneOffsetMinutes, alias: "t" });
  const ranked = isRanked(input, compiled);
  const filter = await holdTables(session, compiled, { ranked });
  const order = orderOf(input, ranked);
  const row = await session.first<{ previous: TraceId | null; next: TraceId | null; place: number; total: number }>(
    `SELECT previous, next, place, total FROM (
      SELECT t.trace_id, lag(t.trace_id) OVER w AS previous, lead(t.trace_id) OVER w AS next,
        (row_number() OVER w)::DOUBLE AS place, (count(*) OVER ())::DOUBLE AS total
      FROM trace t ${ranked ? SCORES : ""} WHERE ${filter.where} WINDOW w AS (ORDER BY ${order})) WHERE trace_id = $wanted_trace`,
    { ...filter.parameters, wanted_trace: input.traceId },
  );
  return row ?? { previous: null, next: null, place: null, total: 0 };
}
