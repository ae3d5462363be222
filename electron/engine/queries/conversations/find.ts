import type { conversationsContract } from "../../../../shared/contract/conversations.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { Session } from "../../db/session.js";
import { compileSpans } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { queryTree } from "../parse-filter.js";
import { textsWithWords } from "../trace-hits.js";
import { entriesSql } from "./entries-sql.js";
import { tracesOfConversation } from "./members.js";

type Input = ParsedInputOf<(typeof conversationsContract)["conversation.find"]>;

/**
 * Places in the transcript of a conversation, from 0: those that hold one of the query's words or, where it has none, whose
 * span the query selects. Each of its terms holds for some span of the conversation, so words may be far apart. Documents and
 * memories are found by all their texts, of which the transcript shows the count.
 */
export async function findInConversation(
  session: Session,
  input: Input,
): Promise<{ total: number; entries: number[] }> {
  const query = queryTree(input.query);
  if (query.type === "everything") return { total: 0, entries: [] };
  const members = await tracesOfConversation(session, input.traceId);
  const filter = await holdTables(
    session,
    compileSpans(query, {
      zoneOffsetMinutes: input.zoneOffsetMinutes,
      alias: "s",
      traces: members.map((member) => member.trace),
    }),
  );
  const entries = entriesSql(members, members[0]?.startNs ?? "0");
  const held = filter.words.length === 0 ? "" : `, words AS (${textsWithWords(filter)})`;
  const where =
    filter.words.length === 0
      ? `EXISTS (SELECT 1 FROM spans s WHERE s.trace = e.trace AND s.preorder = e.preorder AND ${filter.where})`
      : `e.text IN (SELECT text FROM words) OR e.result IN (SELECT text FROM words) OR (e.type IN ('documents', 'memory')
        AND (e.trace, e.preorder) IN (SELECT (u.trace, u.preorder) FROM "use" u JOIN words w ON w.text = u.text WHERE u.trace IN (
          SELECT trace FROM talk)))`;
  const rows = await session.rows<{ ordinal: number }>(
    `${entries}${held} SELECT e.ordinal FROM entries e WHERE ${where} ORDER BY e.ordinal`,
    filter.parameters,
  );
  return { total: rows.length, entries: rows.slice(0, input.limit).map((row) => row.ordinal) };
}
