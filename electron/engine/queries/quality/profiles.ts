import { readColumns } from "../../db/column-reader.js";
import { readTexts } from "../../db/read-texts.js";
import type { Session } from "../../db/session.js";
import { CHOSEN, MOST_RETRIEVALS } from "./chosen.js";

/** What the signs of trouble look at, of the chosen retrievals in their order, as columns. NaN: not known. */
export interface RetrievalFigures {
  readonly scored: Int32Array;
  readonly scoreKind: readonly (string | null)[];
  readonly best: Float64Array;
  readonly median: Float64Array;
  readonly spread: Float64Array;
  readonly kept: Float64Array;
  readonly cited: Float64Array;
  readonly nearDuplicates: Int32Array;
  /** The number of the conversation, or of the trace where it has none: within it the same may be asked again. */
  readonly talk: Int32Array;
  /** Number of the text of the first document; NaN where there is none. */
  readonly firstText: Float64Array;
}

export async function readFigures(session: Session): Promise<RetrievalFigures> {
  const result = await session.result(
    `WITH found AS (SELECT d.trace, d.preorder, arg_min(d.text, d.rank) AS text FROM document d
        JOIN ${CHOSEN} c ON c.trace = d.trace AND c.preorder = d.preorder WHERE d.role = 'retrieved' GROUP BY d.trace, d.preorder),
      alike AS (SELECT u.trace, u.preorder, count(u.duplicate_of)::INTEGER AS count FROM document_use u
        JOIN ${CHOSEN} c ON c.trace = u.trace AND c.preorder = u.preorder WHERE u.role = 'retrieved' GROUP BY u.trace, u.preorder)
    SELECT r.scored, r.score_kind::VARCHAR, r.best, r.median, r.spread, r.kept::DOUBLE, r.cited::DOUBLE,
      coalesce(alike.count, 0), dense_rank() OVER (ORDER BY coalesce(s.owner_conversation, s.trace_id))::INTEGER, found.text::DOUBLE
    FROM ${CHOSEN} c JOIN retrieval r ON r.trace = c.trace AND r.preorder = c.preorder
      JOIN span s ON s.trace = c.trace AND s.preorder = c.preorder
      LEFT JOIN found ON found.trace = c.trace AND found.preorder = c.preorder
      LEFT JOIN alike ON alike.trace = c.trace AND alike.preorder = c.preorder
    WHERE c.place < ${MOST_RETRIEVALS} ORDER BY c.place`,
  );
  const columns = await readColumns(result);
  return {
    scored: columns.integers(0),
    scoreKind: columns.texts(1),
    best: columns.doubles(2),
    median: columns.doubles(3),
    spread: columns.doubles(4),
    kept: columns.doubles(5),
    cited: columns.doubles(6),
    nearDuplicates: columns.integers(7),
    talk: columns.integers(8),
    firstText: columns.doubles(9),
  };
}

const QUERIES = `SELECT s.query_text FROM ${CHOSEN} c JOIN span s ON s.trace = c.trace AND s.preorder = c.preorder`;
const FIRST_DOCUMENTS = `SELECT arg_min(d.text, d.rank) FROM document d
  JOIN ${CHOSEN} c ON c.trace = d.trace AND c.preorder = d.preorder WHERE d.role = 'retrieved' GROUP BY d.trace, d.preorder`;
/** Opened texts of one turn. */
const PAGE = 250;

/** How the queries of the chosen retrievals, or their first documents, begin: by number of the text, some at a time. */
export async function* beginnings(
  session: Session,
  of: "queries" | "documents",
  length: number,
): AsyncGenerator<ReadonlyMap<number, string>> {
  const result = await session.stream(
    `SELECT id::DOUBLE, left(body, ${length}), opened FROM text WHERE id IN (${of === "queries" ? QUERIES : FIRST_DOCUMENTS})`,
  );
  const opened: number[] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    const [ids, bodies, isOpened] = [0, 1, 2].map((column) => chunk.getColumnValues(column)) as [
      number[],
      string[],
      boolean[],
    ];
    opened.push(...ids.filter((_, row) => isOpened[row]));
    yield new Map(ids.flatMap((id, row) => (isOpened[row] === true ? [] : [[id, bodies[row] ?? ""] as const])));
  }
  for (let from = 0; from < opened.length; from += PAGE) {
    const wholes = await readTexts(session, opened.slice(from, from + PAGE));
    yield new Map(Array.from(wholes, ([id, body]) => [id, body.slice(0, length)]));
  }
}
