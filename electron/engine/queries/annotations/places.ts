import { MOST_ANNOTATED } from "../../../../shared/contract/annotations.js";
import { type AnnotationAbout, annotationAbout } from "../../../../shared/model/own-annotation.js";
import type { QueryView } from "../../../../shared/query/fields.js";
import type { Session } from "../../db/session.js";
import { orderInTalk, makeMembers, MEMBERS } from "../conversations/members.js";
import { compileConversations, compileSpans, compileTraces } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { queryTree } from "../parse-filter.js";

export interface FoundPlaces {
  readonly places: readonly AnnotationAbout[];
  /** How many the search selects beyond them. */
  readonly beyond: number;
}

interface PlaceRow {
  readonly trace_id: string;
  readonly span_id: string | null;
  readonly total: number;
}

const TARGETS = { spans: "span", traces: "trace", conversations: "conversation" } as const;

/** The rows that a search selects in a view, the earliest first, as what can be annotated: a conversation by its first trace. */
export async function findPlaces(
  session: Session,
  search: { readonly query: string; readonly in: QueryView; readonly zoneOffsetMinutes: number },
): Promise<FoundPlaces> {
  const { sql, parameters } = await selected(session, search);
  const rows = await session.rows<PlaceRow>(
    `SELECT trace_id, span_id, count(*) OVER ()::DOUBLE AS total FROM (${sql}) ORDER BY start_ns NULLS LAST, trace, preorder
    LIMIT ${MOST_ANNOTATED}`,
    parameters,
  );
  const target = TARGETS[search.in];
  return {
    places: rows.map(({ trace_id: traceId, span_id: spanId }) =>
      annotationAbout.parse({ target, traceId, ...(spanId === null ? {} : { spanId }) }),
    ),
    beyond: Math.max(0, (rows[0]?.total ?? 0) - rows.length),
  };
}

/** SQL of (trace_id, span_id, start_ns, trace, preorder). */
async function selected(
  session: Session,
  search: { readonly query: string; readonly in: QueryView; readonly zoneOffsetMinutes: number },
): Promise<{ sql: string; parameters: Readonly<Record<string, string | number>> }> {
  const query = queryTree(search.query);
  const options = { zoneOffsetMinutes: search.zoneOffsetMinutes };
  if (search.in === "spans") {
    const { where, parameters } = await holdTables(session, compileSpans(query, { ...options, alias: "s" }));
    return {
      sql: `SELECT s.trace_id, s.span_id, s.start_ns, s.trace, s.preorder FROM span s WHERE ${where}`,
      parameters,
    };
  }
  const noSpan = "NULL::VARCHAR AS span_id";
  if (search.in === "traces") {
    const { where, parameters } = await holdTables(session, compileTraces(query, { ...options, alias: "t" }));
    return {
      sql: `SELECT t.trace_id, ${noSpan}, t.start_ns, t.trace, 0 AS preorder FROM trace t WHERE ${where}`,
      parameters,
    };
  }
  await makeMembers(session);
  const compiled = compileConversations(query, { ...options, alias: "c", members: MEMBERS });
  const { where, parameters } = await holdTables(session, compiled);
  return {
    sql: `SELECT arg_min(t.trace_id, ${orderInTalk("t")}) AS trace_id, ${noSpan}, min(t.start_ns) AS start_ns,
      min(t.trace) AS trace, 0 AS preorder
    FROM (SELECT DISTINCT conversation FROM ${MEMBERS}) c JOIN ${MEMBERS} m ON m.conversation = c.conversation
      JOIN trace t ON t.trace = m.trace
    WHERE ${where} GROUP BY c.conversation`,
    parameters,
  };
}
