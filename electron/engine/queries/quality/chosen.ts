import { readColumns } from "../../db/column-reader.js";
import type { Session } from "../../db/session.js";
import { compileSpans } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { queryTree } from "../parse-filter.js";
import { anywhere } from "../retrieval/chosen.js";

/** More retrievals are not looked at: the latest are. */
export const MOST_RETRIEVALS = 50_000;
/** The temporary table of `chooseRetrievals`: (place, trace, preorder). */
export const CHOSEN = "quality_chosen";

/** Retrievals, one a place, as columns. */
export interface ChosenRetrievals {
  readonly count: number;
  readonly truncated: boolean;
  readonly trace: Int32Array;
  readonly preorder: Int32Array;
  /** ms since 1970; NaN where it has no time. */
  readonly startMs: Float64Array;
  /** Number of the query's text; NaN where none is recorded. */
  readonly query: Float64Array;
  readonly documents: Int32Array;
  /** 1 where its span failed. */
  readonly failed: Int32Array;
  readonly knowledgeBase: readonly (string | null)[];
  readonly agent: readonly (string | null)[];
}

/** Finds the retrievals whose span a search selects, latest first, and keeps their places on this connection. Throws QUERY_SYNTAX. */
export async function chooseRetrievals(
  session: Session,
  query: string,
  zoneOffsetMinutes: number,
): Promise<ChosenRetrievals> {
  const filter = await holdTables(session, compileSpans(anywhere(queryTree(query)), { zoneOffsetMinutes, alias: "s" }));
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${CHOSEN} AS
    SELECT (row_number() OVER (ORDER BY s.start_ns DESC NULLS LAST, s.trace, s.preorder) - 1)::INTEGER AS place, s.trace, s.preorder
    FROM retrieval r JOIN span s ON s.trace = r.trace AND s.preorder = r.preorder
    WHERE r.part_of IS NULL AND ${filter.where}
    ORDER BY place LIMIT ${MOST_RETRIEVALS + 1}`,
    filter.parameters,
  );
  const result = await session.result(
    `SELECT c.trace, c.preorder, s.start_ns / 1e6, s.query_text::DOUBLE, r.documents, s.knowledge_base, s.owner_agent,
      (s.status = 'error')::INTEGER
    FROM ${CHOSEN} c JOIN span s ON s.trace = c.trace AND s.preorder = c.preorder
      JOIN retrieval r ON r.trace = c.trace AND r.preorder = c.preorder
    WHERE c.place < ${MOST_RETRIEVALS} ORDER BY c.place`,
  );
  const columns = await readColumns(result);
  const total = await session.first<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM ${CHOSEN}`);
  return {
    count: columns.rows,
    truncated: (total?.n ?? 0) > MOST_RETRIEVALS,
    trace: columns.integers(0),
    preorder: columns.integers(1),
    startMs: columns.doubles(2),
    query: columns.doubles(3),
    documents: columns.integers(4),
    knowledgeBase: columns.texts(5),
    agent: columns.texts(6),
    failed: columns.integers(7),
  };
}
