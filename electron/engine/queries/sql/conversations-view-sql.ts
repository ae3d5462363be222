import type { ConversationSort } from "../../../../shared/contract/conversations.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { sqlContract } from "../../../../shared/contract/sql.js";
import type { Session } from "../../db/session.js";
import { membersSql, MEMBERS, orderInTalk } from "../conversations/members.js";
import { compileConversations } from "../filter/compile.js";
import { queryTree } from "../parse-filter.js";
import { withLines, writeFilter } from "./filter-sql.js";
import { sqlLiteral } from "./sql-literal.js";

type Input = ParsedInputOf<(typeof sqlContract)["sql.ofConversations"]>;

/** How each sort reads a row of the statement. */
const SORTS: Readonly<Record<ConversationSort, string>> = {
  // The score of a text is no column; the list's other order is by time.
  relevance: "started",
  start: "started",
  span: "seconds",
  turns: "turns",
  traces: "traces",
  errors: "errors",
  tokens: "total_tokens",
  cost: "cost_usd",
  agents: "len(agents)",
  title: "lower(title)",
};

/** The statement behind a list of conversations, as `tracesSql` is that behind a list of traces. Throws as it does. */
export async function conversationsSql(session: Session, input: Input): Promise<string> {
  const filter = await writeFilter(
    session,
    compileConversations(queryTree(input.query), {
      zoneOffsetMinutes: input.zoneOffsetMinutes,
      alias: "m",
      members: MEMBERS,
    }),
  );
  const members = `  ${MEMBERS} AS (${await membersSql(session, sqlLiteral)})`;
  const order = orderInTalk("t");
  const direction = input.descending ? "DESC" : "ASC";
  const where = input.query.trim() === "" ? "" : `\n  WHERE ${filter.where}`;
  const listed = `  listed AS (
  SELECT
    arg_min(t.trace_id, ${order}) AS trace_id,
    coalesce(arg_min(t.title, ${order}) FILTER (t.title IS NOT NULL), arg_min(t.root_name, ${order})) AS title,
    make_timestamp_ns(min(t.start_ns)) AS started,
    (max(coalesce(t.end_ns, t.start_ns)) - min(t.start_ns)) / 1e9 AS seconds,
    count(*) AS traces,
    coalesce(sum(k.turns), 0) AS turns,
    sum(t.errors) AS errors,
    sum(t.total_tokens) AS total_tokens,
    sum(t.cost_usd) AS cost_usd,
    list_sort(list_distinct(flatten(list(t.agents)))) AS agents,
    min(t.trace) AS number
  FROM ${MEMBERS} m
  JOIN trace t ON t.trace = m.trace
  LEFT JOIN talk_part k ON k.trace = t.trace${where}
  GROUP BY m.conversation)`;
  return [
    ...withLines([members, ...filter.tables, listed]),
    "SELECT * EXCLUDE (number) FROM listed",
    `ORDER BY ${SORTS[input.sort]} ${direction} NULLS LAST, number ${direction}`,
  ].join("\n");
}
