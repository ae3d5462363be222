import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { sqlContract } from "../../../../shared/contract/sql.js";
import type { Session } from "../../db/session.js";
import { compileSpans } from "../filter/compile.js";
import { queryTree } from "../parse-filter.js";
import { orderOf } from "../span-list.js";
import { withLines, writeFilter } from "./filter-sql.js";

type Input = ParsedInputOf<(typeof sqlContract)["sql.ofSpans"]>;

/** The statement behind a list of spans; by relevance it is by time, as the score of a text is no column. Throws as `tracesSql` does. */
export async function spansSql(session: Session, input: Input): Promise<string> {
  const { zoneOffsetMinutes } = input;
  const filter = await writeFilter(session, compileSpans(queryTree(input.query), { zoneOffsetMinutes, alias: "s" }));
  return [
    ...withLines(filter.tables),
    `SELECT
  s.trace_id,
  s.span_id,
  s.name,
  s.kind,
  s.status,
  s.owner_agent AS agent,
  s.tool,
  s.model,
  make_timestamp_ns(s.start_ns) AS started,
  s.duration_ns / 1e9 AS seconds,
  s.total_tokens,
  s.cost_usd,
  s.error_excerpt AS error
FROM span s`,
    ...(input.query.trim() === "" ? [] : [`WHERE ${filter.where}`]),
    `ORDER BY ${orderOf(input)}`,
  ].join("\n");
}
