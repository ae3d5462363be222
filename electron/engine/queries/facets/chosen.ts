import type { QueryNode } from "../../../../shared/query/ast.js";
import type { QueryView } from "../../../../shared/query/fields.js";
import type { Session } from "../../db/session.js";
import { makeMembers, MEMBERS } from "../conversations/members.js";
import { compileSelections } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";

/** The temporary table that `chooseEach` makes. */
const CHOSEN = "facet_chosen";

/** What queries select in a view: temporary tables of the connection, until the next ones are made. */
export interface Choice {
  readonly view: QueryView;
  /**
   * A relation. Of traces and conversations (unit, trace, mask): the number of the row of the view, and each of its traces.
   * Of spans the columns that were asked for and `mask`. A bit of `mask` is set where the row is among those of the query of that
   * place.
   */
  readonly rows: string;
  /** SQL for a row of `span`, `s`, being among those of a query, by its place; of spans only. */
  spanIs(place: number): string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/**
 * Finds what queries select in one pass. `columns` of `span` are read, or with `counted` told apart and counted as `n`, which
 * makes few rows of many where their values are few.
 */
export async function chooseEach(
  session: Session,
  queries: readonly QueryNode[],
  asked: { readonly view: QueryView; readonly zoneOffsetMinutes: number },
  columns: string,
  counted = false,
): Promise<Choice> {
  const { view, zoneOffsetMinutes } = asked;
  if (view === "conversations") await makeMembers(session);
  const { filter: compiled, conditions } = compileSelections(queries, view, { zoneOffsetMinutes, members: MEMBERS });
  const filter = await holdTables(session, compiled);
  const bits = conditions.map((condition, place) =>
    condition === "TRUE" ? String(1 << place) : `(coalesce(${condition}, FALSE)::INTEGER << ${place})`,
  );
  const mask = `(${bits.join(" | ")}) AS mask`;
  const rows = {
    spans: `SELECT ${columns}, ${mask} FROM span s WHERE ${filter.where}`,
    traces: `SELECT t.trace AS unit, t.trace, ${mask} FROM trace t WHERE ${filter.where}`,
    conversations: `SELECT dense_rank() OVER (ORDER BY c.conversation) AS unit, c.trace, ${mask} FROM ${MEMBERS} c WHERE ${filter.where}`,
  };
  // Asked of the mask, each condition is looked at once.
  const some = `FROM (${rows[view]}) WHERE mask <> 0`;
  const made = counted && view === "spans" ? `SELECT *, count(*) AS n ${some} GROUP BY ALL` : some;
  await session.run(`CREATE OR REPLACE TEMP TABLE ${CHOSEN} AS ${made}`, filter.parameters);
  return {
    view,
    rows: CHOSEN,
    spanIs: (place) => `${filter.where} AND ${conditions[place] ?? "TRUE"}`,
    parameters: filter.parameters,
  };
}
