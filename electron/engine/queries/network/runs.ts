import type { QueryNode } from "../../../../shared/query/ast.js";
import type { Session } from "../../db/session.js";
import { compileSpans, compileTraces } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { queryTree } from "../parse-filter.js";

/** The runs that a search selects: how many, and a condition over rows `c` of `contact`. */
export interface ChosenRuns {
  readonly where: string;
  readonly traces: number;
  readonly spans: number;
}

/** Chooses the runs of a search and keeps them in the temporary table `name`. Throws QUERY_SYNTAX. */
export async function chooseRuns(
  session: Session,
  name: string,
  query: string,
  zoneOffsetMinutes: number,
): Promise<ChosenRuns> {
  const tree = queryTree(query);
  const all = tree.type === "everything";
  if (!all) {
    const filter = await holdTables(session, compileTraces(tree, { zoneOffsetMinutes, alias: "t" }));
    const rows = `SELECT t.trace FROM trace t WHERE ${filter.where}`;
    await session.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${rows}`, filter.parameters);
  }
  const where = all ? "true" : `c.trace IN (SELECT trace FROM ${name})`;
  const totals = await session.first<{ traces: number; spans: number; known: number }>(
    `SELECT count(*)::DOUBLE AS traces, coalesce(sum(c.spans), 0)::DOUBLE AS spans,
      (SELECT count(*) FROM trace)::DOUBLE AS known FROM trace c WHERE ${where}`,
  );
  const traces = totals?.traces ?? 0;
  // A search that selects all runs is none.
  return { where: traces === totals?.known ? "true" : where, traces, spans: totals?.spans ?? 0 };
}

/** Keeps the spans that a query selects in the temporary table `name`, as (trace, preorder). */
export async function chooseSpans(
  session: Session,
  name: string,
  query: QueryNode,
  zoneOffsetMinutes: number,
): Promise<void> {
  const filter = await holdTables(session, compileSpans(query, { zoneOffsetMinutes, alias: "s" }));
  const rows = `SELECT s.trace, s.preorder FROM span s WHERE ${filter.where}`;
  await session.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${rows}`, filter.parameters);
}
