import type { DocumentJudgement } from "../../../shared/contract/annotations.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { Session } from "../db/session.js";

/** What was said of the documents of a span, in files and by the reader. */
export function listJudgements(session: Session, traceId: TraceId, spanId: SpanId): Promise<DocumentJudgement[]> {
  return session.rows<DocumentJudgement>(
    `SELECT position, record IS NULL AS own, name, label, score, text AS explanation, annotator_kind AS "annotatorKind", annotator
    FROM annotation
    WHERE target = 'document' AND trace_id = $1 AND span_id = $2 AND position IS NOT NULL
    ORDER BY position, own DESC, name, created_at_ms, id`,
    [traceId, spanId],
  );
}
