import { and, type QueryNode } from "../../../../shared/query/ast.js";
import type { Session } from "../../db/session.js";
import { compileSelections } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { SPAN_VERDICTS } from "../quality/span-verdicts.js";

/** What queries select, until the connection holds another filter. */
export interface ChosenRetrievals {
  /**
   * SQL of the retrievals of a query, by its place, with the columns of `CHOSEN_COLUMNS`. It is asked anew in each statement, which
   * reads the columns that it needs: to keep them all would take longer.
   */
  rows(place: number): string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** A run has mostly said before what a retrieval asks, so words count where they stand again. */
const ANYWHERE: QueryNode = { type: "match", field: "in", value: "all", wildcard: false };

/** The columns of `retrieval`, its row as `retrieval_row`, that of `span` as `span_row`, and those of its columns that lists sort and count by. */
export const CHOSEN_COLUMNS = `r.*, r.rowid AS retrieval_row, s.rowid AS span_row, s.start_ns, s.duration_ns, s.owner_agent AS agent, s.knowledge_base, s.top_k,
  s.source, s.query_text, s.status`;

/** Finds what makes a span one that queries of spans select. */
export async function chooseRetrievals(
  session: Session,
  queries: readonly QueryNode[],
  zoneOffsetMinutes: number,
): Promise<ChosenRetrievals> {
  const { filter: compiled, conditions } = compileSelections(queries.map(anywhere), "spans", { zoneOffsetMinutes });
  const filter = await holdTables(session, compiled);
  return {
    rows: (place) => `SELECT ${CHOSEN_COLUMNS} ${chosenFrom(`${filter.where} AND ${conditions[place] ?? "TRUE"}`)}`,
    parameters: filter.parameters,
  };
}

/** The query of a list of retrievals as what it means for their spans. */
export function anywhere(query: QueryNode): QueryNode {
  return and([query, ANYWHERE]);
}

/** SQL behind the columns; `where` is a condition over spans, `s`. A step of a larger retrieval is none of its own. */
export function chosenFrom(where: string): string {
  return `FROM retrieval r JOIN span s ON s.trace = r.trace AND s.preorder = r.preorder WHERE r.part_of IS NULL AND ${where}`;
}

/**
 * SQL of (trace, preorder, judged, judgement): judgements of retrievals, their steps and documents included: the reader's, those of
 * files, and verdicts in the traces.
 */
export const JUDGEMENTS = `SELECT r.trace, coalesce(r.part_of, r.preorder) AS preorder, count(*) AS judged, avg(a.score) AS judgement
  FROM (SELECT s.trace, s.preorder, n.score FROM annotation n JOIN span s ON s.trace_id = n.trace_id AND s.span_id = n.span_id
      WHERE (n.score IS NOT NULL OR n.label IS NOT NULL) AND n.kind <> 'label'
    UNION ALL
    SELECT v.of_trace, v.of_preorder, v.score FROM ${SPAN_VERDICTS} v WHERE v.score IS NOT NULL OR v.label IS NOT NULL) a
    JOIN retrieval r ON r.trace = a.trace AND r.preorder = a.preorder
  GROUP BY ALL`;
