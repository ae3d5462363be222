import { DictionaryBuilder } from "../../../../shared/model/columns.js";
import type { annotationsContract } from "../../../../shared/contract/annotations.js";
import type { OutputOf } from "../../../../shared/contract/procedure.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";

/** SQL of two columns over a group of `annotation`, `a`: notes, and what else is said, but for judgements of documents. */
export const SAID_COUNTS = `count(*) FILTER (a.kind = 'note')::INTEGER AS notes,
  count(*) FILTER (a.kind <> 'note' AND NOT (a.kind = 'judgement' AND a.target = 'document'))::INTEGER AS labels`;

/** SQL of (trace_id, notes, labels): of each trace of which something is said. */
export const SAID_BY_TRACE = `SELECT a.trace_id, ${SAID_COUNTS} FROM annotation a GROUP BY a.trace_id`;

/** How much is said. */
export interface SaidCounts {
  readonly notes: number;
  readonly labels: number;
}

/**
 * SQL of (trace, preorder, trace_id, kind, target): annotations at the spans where they stand, of the traces of a relation of
 * (trace, trace_id). In two parts, because a join by one or the other compares each with each.
 */
export const placedSql = (traces: string): string => `SELECT s.trace, s.preorder, a.trace_id, a.kind, a.target
      FROM annotation a JOIN ${traces} t ON t.trace_id = a.trace_id JOIN span s ON s.trace = t.trace AND s.span_id = a.span_id
    UNION ALL SELECT t.trace, 0 AS preorder, a.trace_id, a.kind, a.target
      FROM annotation a JOIN ${traces} t ON t.trace_id = a.trace_id WHERE a.span_id IS NULL`;

/** SQL for an annotation, `a`, standing at a span: what is said of a whole trace or conversation stands at the first span of the trace. */
export function standsAt(traceId: string, spanId: string, preorder: string): string {
  return `(a.trace_id = ${traceId} AND (a.span_id = ${spanId} OR (a.span_id IS NULL AND ${preorder} = 0)))`;
}

/** How much is said of the spans of some traces. */
export async function countAnnotations(
  session: Session,
  traceIds: readonly TraceId[],
): Promise<OutputOf<(typeof annotationsContract)["annotation.counts"]>> {
  const rows = await session.rows<SaidCounts & { trace_id: TraceId; span_id: SpanId }>(
    `WITH asked AS (SELECT trace, trace_id FROM trace WHERE trace_id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))),
      placed AS (${placedSql("asked")})
    SELECT a.trace_id, s.span_id, ${SAID_COUNTS}
    FROM placed a JOIN span s ON s.trace = a.trace AND s.preorder = a.preorder
    GROUP BY a.trace_id, s.span_id, a.trace, a.preorder HAVING notes + labels > 0 ORDER BY a.trace, a.preorder`,
    [JSON.stringify(traceIds)],
  );
  const traces = new DictionaryBuilder();
  for (const row of rows) traces.push(row.trace_id);
  return {
    traceId: traces.finish(),
    spanId: rows.map((row) => row.span_id),
    notes: Uint32Array.from(rows, (row) => row.notes),
    labels: Uint32Array.from(rows, (row) => row.labels),
  };
}
