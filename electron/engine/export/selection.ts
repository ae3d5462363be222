import { AppError } from "../../../shared/contract/errors.js";
import type { TraceExport } from "../../../shared/contract/export.js";
import type { Session } from "../db/session.js";
import { POINTED_TRACES } from "../incidents/pointed-traces.js";
import { type CompiledFilter, compileSpans, compileTraces } from "../queries/filter/compile.js";
import { holdTables } from "../queries/filter/hold.js";
import { queryTree } from "../queries/parse-filter.js";

export interface Selection {
  readonly spans: number;
  readonly traces: number;
  /** What a reduced export leaves out; null where it is not reduced. */
  readonly left: { readonly spans: number; readonly traces: number } | null;
}

/** Temporary tables of the connection: spans to write, by their place in the file; traces, where the export is reduced. */
export const EXPORT_SPANS = "export_span";
const EXPORT_TRACES = "export_trace";

/** Compiles what is to be written, and keeps its subqueries on this connection. */
export function holdFilter(session: Session, input: TraceExport): Promise<CompiledFilter> {
  if (input.in === "spans" && input.reduce !== undefined) {
    throw new AppError("INVALID_INPUT", "Only whole traces can be reduced.", {
      hint: "Leave out what narrows it to spans.",
    });
  }
  const query = queryTree(input.query);
  const options = { zoneOffsetMinutes: input.zoneOffsetMinutes };
  return holdTables(
    session,
    input.in === "spans"
      ? compileSpans(query, { ...options, alias: "s" })
      : compileTraces(query, { ...options, alias: "t" }),
  );
}

/**
 * Lists the spans to write in `EXPORT_SPANS`: trace by trace, in the order in which they were read, which settles the order of
 * siblings that began at the same time.
 */
export async function holdSelection(session: Session, filter: CompiledFilter, input: TraceExport): Promise<Selection> {
  const list = (where: string): Promise<void> =>
    session.run(
      `CREATE OR REPLACE TEMP TABLE ${EXPORT_SPANS} AS
      SELECT (row_number() OVER (ORDER BY s.trace, s.record) - 1)::BIGINT AS place, s.trace, s.preorder, s.record, s.trace_id, s.span_id
      FROM span s WHERE ${where} ORDER BY s.trace, s.record`,
      filter.parameters,
    );
  if (input.reduce === undefined) {
    await list(input.in === "spans" ? filter.where : `s.trace IN (SELECT t.trace FROM trace t WHERE ${filter.where})`);
    return { ...(await countListed(session)), left: null };
  }
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${EXPORT_TRACES} AS
    SELECT trace, spans, told OR row_number() OVER (PARTITION BY told ORDER BY hash(trace_id || ':' || ${input.seed}), trace_id)
        <= ${input.reduce} AS kept
    FROM (SELECT t.trace, t.trace_id, t.spans, t.failed OR t.errors > 0 OR t.trace_id IN (${POINTED_TRACES}) AS told
      FROM trace t WHERE ${filter.where})`,
    filter.parameters,
  );
  await list(`s.trace IN (SELECT trace FROM ${EXPORT_TRACES} WHERE kept)`);
  const left = await session.first<{ spans: number; traces: number }>(
    `SELECT coalesce(sum(spans), 0)::DOUBLE AS spans, count(*)::DOUBLE AS traces FROM ${EXPORT_TRACES} WHERE NOT kept`,
  );
  return { ...(await countListed(session)), left: left ?? { spans: 0, traces: 0 } };
}

async function countListed(session: Session): Promise<{ spans: number; traces: number }> {
  const row = await session.first<{ spans: number; traces: number }>(
    `SELECT count(*)::DOUBLE AS spans, count(DISTINCT trace)::DOUBLE AS traces FROM ${EXPORT_SPANS}`,
  );
  return row ?? { spans: 0, traces: 0 };
}

/** Lets go of what was listed. */
export async function dropSelection(session: Session): Promise<void> {
  for (const table of [EXPORT_SPANS, EXPORT_TRACES]) await session.run(`DROP TABLE IF EXISTS temp.${table}`);
}
