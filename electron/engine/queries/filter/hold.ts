import { AppError } from "../../../../shared/contract/errors.js";
import type { Parameters, Session } from "../../db/session.js";
import { type CompiledFilter, SCAN_TABLES } from "./compile.js";
import { Deadline } from "./deadline.js";
import { holdScan } from "./hold-scan.js";
import { holdLookup } from "./kept-lookups.js";

/**
 * Runs a filter's subqueries once and keeps their rows on this connection, so that the statements of one answer (the
 * total, the page, its hits) do not look through the texts again. What was kept for an earlier answer is replaced. Texts are
 * scored only where `ranked`.
 * Throws QUERY_SYNTAX for a pattern that can't be read, TOO_LARGE where patterns or attributes take too long.
 */
export async function holdTables(
  session: Session,
  filter: CompiledFilter,
  {
    ranked = false,
    deadline = new Deadline(session),
  }: { readonly ranked?: boolean; readonly deadline?: Deadline } = {},
): Promise<CompiledFilter> {
  for (const pattern of filter.patterns) await checkPattern(session, pattern);
  for (const lookup of filter.lookups) await holdLookup(session, lookup, deadline);
  const run = (sql: string, parameters: Parameters): Promise<void> =>
    filter.patterns.length === 0 ? session.run(sql, parameters) : deadline.run(sql, parameters);
  const { scan } = filter;
  if (scan !== null) await holdScan(session, scan, filter.words, filter.parameters, { ranked, run });
  for (const table of filter.tables.slice(scan === null ? 0 : SCAN_TABLES)) {
    await run(`CREATE OR REPLACE TEMP TABLE ${table.replace(" AS MATERIALIZED (", " AS (")}`, filter.parameters);
  }
  return { ...filter, tables: [], scan: null, lookups: [] };
}

async function checkPattern(session: Session, pattern: string): Promise<void> {
  try {
    await session.run("SELECT regexp_matches('', $1)", [pattern]);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^[\w ]+Error: /, "") : "";
    throw new AppError("QUERY_SYNTAX", `The pattern can't be read: ${reason.slice(0, 200)}`, {
      hint: "Patterns are written as for RE2.",
    });
  }
}
