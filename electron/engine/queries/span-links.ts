import type { SpanLink } from "../../../shared/contract/spans.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { Session } from "../db/session.js";

/** Links in a direction that are told; more than these nobody reads. */
const MOST_LINKS = 200;

type Row = Omit<SpanLink, "inTrace">;

/** What a span links to, and what links to it, with what the workspace knows of the other end. */
export async function spanLinks(
  session: Session,
  traceId: TraceId,
  spanId: SpanId,
  { trace, preorder }: { readonly trace: number; readonly preorder: number },
): Promise<{ links: SpanLink[]; linkedFrom: SpanLink[] }> {
  const withEnds = (from: string): string => `SELECT f.trace_id AS "traceId", f.span_id AS "spanId", s.name,
      coalesce(t.title, t.root_name) AS title
    FROM (${from}) f LEFT JOIN trace t ON t.trace_id = f.trace_id
      LEFT JOIN span s ON s.trace = t.trace AND s.span_id = f.span_id
    ORDER BY f.place LIMIT ${MOST_LINKS}`;
  const out = await session.rows<Row>(
    withEnds(`SELECT linked_trace_id AS trace_id, linked_span_id AS span_id, position AS place FROM link
      WHERE trace = $1::INTEGER AND preorder = $2::INTEGER`),
    [trace, preorder],
  );
  const back = await session.rows<Row>(
    withEnds(`SELECT o.trace_id, o.span_id, o.start_ns AS place FROM link l
        JOIN span o ON o.trace = l.trace AND o.preorder = l.preorder
      WHERE l.linked_trace_id = $1 AND l.linked_span_id = $2`),
    [traceId, spanId],
  );
  const told = (row: Row): SpanLink => ({ ...row, inTrace: row.traceId === traceId });
  return { links: out.map(told), linkedFrom: back.map(told) };
}
