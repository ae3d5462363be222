import type { Session } from "../db/session.js";

/** Spans of a page: their rows are joined and sorted at once, so this bounds the memory that takes. */
const PAGE_SPANS = 40_000;

/** Traces that are derived at one go: a range of them, and the range in which their records lie. */
export interface TracePage {
  readonly firstTrace: number;
  readonly lastTrace: number;
  readonly firstRecord: number;
  readonly lastRecord: number;
}

/** Gives the staged traces their numbers, in order of first record (table `stage_trace`), and cuts them into pages. */
export async function numberTraces(session: Session): Promise<TracePage[]> {
  await session.run(`CREATE OR REPLACE TEMP TABLE stage_trace AS
    WITH numbered AS (
      SELECT trace_id, (row_number() OVER (ORDER BY min(record))
        + (SELECT coalesce(max(trace), 0) FROM trace))::INTEGER AS trace, min(start_ns) AS start_ns, count(*) AS spans,
        min(record) AS first_record, max(record) AS last_record
      FROM stage_span GROUP BY trace_id)
    SELECT *, ((sum(spans) OVER (ORDER BY trace) - spans) // ${PAGE_SPANS})::INTEGER AS page FROM numbered`);
  return session.rows<{ firstTrace: number; lastTrace: number; firstRecord: number; lastRecord: number }>(
    `SELECT min(trace) AS "firstTrace", max(trace) AS "lastTrace",
      min(first_record) AS "firstRecord", max(last_record) AS "lastRecord"
    FROM stage_trace GROUP BY page ORDER BY page`,
  );
}

/** The condition that a number of a trace is of the page. */
export function tracesOf(page: TracePage, column: string): string {
  return `${column} BETWEEN ${page.firstTrace} AND ${page.lastTrace}`;
}

/** The same of a record: not of the page alone, but DuckDB passes over the parts of a table where there is none of it. */
export function recordsOf(page: TracePage, column: string): string {
  return `${column} BETWEEN ${page.firstRecord} AND ${page.lastRecord}`;
}
