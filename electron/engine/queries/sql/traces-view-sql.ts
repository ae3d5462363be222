import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { sqlContract } from "../../../../shared/contract/sql.js";
import type { Session } from "../../db/session.js";
import { compileTraces } from "../filter/compile.js";
import { queryTree } from "../parse-filter.js";
import { orderOf } from "../trace-list.js";
import { withLines, writeFilter } from "./filter-sql.js";

type Input = ParsedInputOf<(typeof sqlContract)["sql.ofTraces"]>;

/**
 * The statement behind a list of traces, to be read and run by the user: what the filter compiles to, with its values as
 * literals in the places where they are bound. Throws QUERY_SYNTAX; TOO_LARGE where too many records have an attribute.
 */
export async function tracesSql(session: Session, input: Input): Promise<string> {
  const filter = await writeFilter(
    session,
    compileTraces(queryTree(input.query), { zoneOffsetMinutes: input.zoneOffsetMinutes, alias: "t" }),
  );
  return [
    ...withLines(filter.tables),
    `SELECT
  t.trace_id,
  coalesce(t.title, t.root_name) AS title,
  make_timestamp_ns(t.start_ns) AS started,
  t.duration_ns / 1e9 AS seconds,
  t.spans,
  t.errors,
  t.total_tokens,
  t.cost_usd,
  t.agents
FROM trace t`,
    ...(input.query.trim() === "" ? [] : [`WHERE ${filter.where}`]),
    `ORDER BY ${orderOf(input)}`,
  ].join("\n");
}
