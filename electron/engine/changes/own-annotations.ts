import { type OwnAnnotation, ownAnnotation } from "../../../shared/model/own-annotation.js";
import type { Session } from "../db/session.js";

interface OwnRow {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
  readonly trace_id: string;
  readonly span_id: string | null;
  readonly position: number | null;
  readonly text_hash: string | null;
  readonly text_offset: number | null;
  readonly quote: string | null;
  readonly name: string | null;
  readonly label: string | null;
  readonly score: number | null;
  readonly text: string | null;
  readonly annotator: string | null;
  readonly created_at_ms: number;
}

/** What readers said under some ids, as they would say it again; ids that are not there give nothing. */
export async function readOwnAnnotations(session: Session, ids: readonly string[]): Promise<OwnAnnotation[]> {
  const rows = await session.rows<OwnRow>(
    `SELECT id, kind, target, trace_id, span_id, position, replace(text_hash::VARCHAR, '-', '') AS text_hash, text_offset, quote,
      name, label, score, text, annotator, created_at_ms
    FROM annotation WHERE record IS NULL AND id IN (SELECT unnest(from_json($1, '["VARCHAR"]'))) ORDER BY rowid`,
    [JSON.stringify(ids)],
  );
  return rows.map((row) =>
    ownAnnotation.parse({
      id: row.id,
      about: aboutOf(row),
      said: saidOf(row),
      by: row.annotator ?? "",
      atMs: row.created_at_ms,
    }),
  );
}

function aboutOf(row: OwnRow): object {
  return {
    target: row.target,
    traceId: row.trace_id,
    ...(row.span_id === null ? {} : { spanId: row.span_id }),
    ...(row.position === null ? {} : { position: row.position }),
    ...(row.text_hash === null ? {} : { hash: row.text_hash, offset: row.text_offset, quote: row.quote }),
  };
}

function saidOf({ kind, name, label, score, text }: OwnRow): object {
  switch (kind) {
    case "note":
      return { kind, text };
    case "label":
      return { kind, label };
    default:
      return { kind, name, score };
  }
}
