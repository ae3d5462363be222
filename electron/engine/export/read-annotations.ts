import type { AttributeValue } from "../../../shared/model/facts.js";
import type { Session } from "../db/session.js";
import { EXPORT_SPANS } from "./selection.js";

/** What is said of a span, of a document that it found, or, at a trace's first span, of the trace. */
export interface ExportedAnnotation {
  readonly kind: string;
  /** `user`, or the format that gave it. */
  readonly origin: string;
  readonly target: string;
  readonly traceId: string;
  readonly spanId: string | null;
  readonly position: number | null;
  /** Words of a text: the text by its hash, in hex, and where in it they begin. */
  readonly textHash: string | null;
  readonly textOffset: number | null;
  readonly quote: string | null;
  readonly name: string | null;
  readonly label: string | null;
  readonly score: number | null;
  readonly text: string | null;
  readonly annotatorKind: string | null;
  readonly annotator: string | null;
  readonly metadata: { readonly [key: string]: AttributeValue } | null;
  readonly atMs: number | null;
}

type Row = Omit<ExportedAnnotation, "metadata"> & { readonly owner: number; readonly metadata: string | null };

/** The annotations of a page of the listed spans, by the span's record. */
export async function readAnnotations(
  session: Session,
  place: number,
  page: number,
): Promise<Map<number, ExportedAnnotation[]>> {
  const rows = await session.rows<Row>(
    `WITH page AS (SELECT record, preorder, trace_id, span_id FROM ${EXPORT_SPANS}
      WHERE place >= ${place} AND place < ${place + page})
    SELECT p.record AS owner, a.kind, a.origin, a.target, a.trace_id AS "traceId", a.span_id AS "spanId", a.position,
      replace(a.text_hash::VARCHAR, '-', '') AS "textHash", a.text_offset AS "textOffset", a.quote, a.name,
      a.label, a.score, a.text, a.annotator_kind AS "annotatorKind", a.annotator, a.metadata, a.created_at_ms AS "atMs"
    FROM page p JOIN annotation a ON a.trace_id = p.trace_id
      AND (a.span_id = p.span_id OR (a.span_id IS NULL AND p.preorder = 0))
    ORDER BY owner, a.record NULLS LAST, a.rowid`,
  );
  const annotations = new Map<number, ExportedAnnotation[]>();
  for (const { owner, ...row } of rows) {
    const annotation = { ...row, metadata: row.metadata === null ? null : membersOf(row.metadata) };
    const own = annotations.get(owner);
    if (own === undefined) annotations.set(owner, [annotation]);
    else own.push(annotation);
  }
  return annotations;
}

function membersOf(json: string): ExportedAnnotation["metadata"] {
  return JSON.parse(json) as ExportedAnnotation["metadata"];
}
