import type { OutputOf, ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { searchContract } from "../../../../shared/contract/search.js";
import type { QueryNode } from "../../../../shared/query/ast.js";
import type { QueryView } from "../../../../shared/query/fields.js";
import type { Session } from "../../db/session.js";
import { queryTree } from "../parse-filter.js";
import { chooseEach } from "./chosen.js";

type Input = ParsedInputOf<(typeof searchContract)["search.stats"]>;
type Answer = OutputOf<(typeof searchContract)["search.stats"]>;

const COLUMNS =
  "owner_agent, tool, model, status, start_ns, end_ns, counted, total_tokens, input_tokens, output_tokens, cost_usd";

/** How many traces or conversations a query selects in their list. */
export async function countUnits(
  session: Session,
  query: QueryNode,
  asked: { readonly view: Exclude<QueryView, "spans">; readonly zoneOffsetMinutes: number },
): Promise<number> {
  const { rows } = await chooseEach(session, [query], asked, "");
  const row = await session.first<{ total: number }>(`SELECT count(DISTINCT unit)::DOUBLE AS total FROM ${rows}`);
  return row?.total ?? 0;
}

/** The totals of what a query selects in each view, and the figures of the spans. */
export async function searchStats(session: Session, input: Input): Promise<Answer> {
  const began = performance.now();
  const query = queryTree(input.query);
  const { zoneOffsetMinutes } = input;
  const traces = await countUnits(session, query, { view: "traces", zoneOffsetMinutes });
  const conversations = await countUnits(session, query, { view: "conversations", zoneOffsetMinutes });
  const { rows } = await chooseEach(session, [query], { view: "spans", zoneOffsetMinutes }, COLUMNS);
  const figures = await session.first<Omit<Answer, "traces" | "conversations" | "ms">>(
    `SELECT count(*)::DOUBLE AS spans, (count(*) FILTER (status = 'error'))::DOUBLE AS errors,
      sum(total_tokens) FILTER (counted) AS tokens,
      sum(input_tokens) FILTER (counted) AS "inputTokens",
      sum(output_tokens) FILTER (counted) AS "outputTokens",
      sum(cost_usd) FILTER (counted) AS cost,
      count(DISTINCT owner_agent)::DOUBLE AS agents, count(DISTINCT tool)::DOUBLE AS tools,
      count(DISTINCT model)::DOUBLE AS models, min(start_ns) / 1e6 AS "startMs",
      max(coalesce(end_ns, start_ns)) / 1e6 AS "endMs" FROM ${rows}`,
  );
  if (figures === undefined) throw new Error("A count without groups has a row");
  return { ...figures, traces, conversations, ms: performance.now() - began };
}
