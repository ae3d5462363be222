import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { sqlContract } from "../../../../shared/contract/sql.js";
import type { Session } from "../../db/session.js";
import { compileSpans } from "../filter/compile.js";
import { queryTree } from "../parse-filter.js";
import { anywhere, CHOSEN_COLUMNS, chosenFrom, JUDGEMENTS } from "../retrieval/chosen.js";
import { orderOf } from "../retrieval/list.js";
import { withLines, writeFilter } from "./filter-sql.js";

type Input = ParsedInputOf<(typeof sqlContract)["sql.ofRetrievals"]>;

/** The statement behind a list of retrievals. Throws as that behind a list of traces does. */
export async function retrievalsSql(session: Session, input: Input): Promise<string> {
  const { zoneOffsetMinutes } = input;
  const query = anywhere(queryTree(input.query));
  const filter = await writeFilter(session, compileSpans(query, { zoneOffsetMinutes, alias: "s" }));
  const tables = [
    ...filter.tables,
    `  chosen AS (SELECT ${CHOSEN_COLUMNS}\n    ${chosenFrom(filter.where)})`,
    `  judgements AS (${JUDGEMENTS})`,
  ];
  return [
    ...withLines(tables),
    `SELECT
  s.trace_id,
  s.span_id,
  (SELECT left(q.body, 200) FROM text q WHERE q.id = c.query_text) AS query,
  c.knowledge_base,
  c.agent,
  c.top_k,
  c.documents,
  c.best,
  c.median,
  c.spread,
  c.score_kind,
  c.kept,
  c.cited,
  c.supported,
  make_timestamp_ns(c.start_ns) AS started,
  c.duration_ns / 1e9 AS seconds,
  j.judged,
  j.judgement
FROM chosen c JOIN span s ON s.rowid = c.span_row
LEFT JOIN judgements j ON j.trace = c.trace AND j.preorder = c.preorder
ORDER BY ${orderOf(input)}`,
  ].join("\n");
}
