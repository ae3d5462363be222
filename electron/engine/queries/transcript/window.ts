import { TRANSCRIPT_TYPES, type TranscriptEntry } from "../../../../shared/contract/traces.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { SpanKind, SpanStatus } from "../../../../shared/model/kind.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../text-preview.js";
import { traceNumber } from "../trace-get.js";
import type { ReadOutline } from "./outline.js";

/** Longest text of an entry; "more" reads the rest by its hash. */
const ENTRY_LENGTH = 4000;

interface SpanRow {
  preorder: number;
  span_id: SpanId;
  kind: SpanKind;
  status: SpanStatus;
  depth: number;
  duration_ns: number | null;
  detail: string | null;
  operation: string | null;
  error_type: string | null;
  documents: number | null;
}

/** What stands where an entry has no text of its own. */
function insteadOfText(type: TranscriptEntry["type"], span: SpanRow): string {
  if (type === "documents") return `${span.documents ?? 0} documents`;
  if (type === "memory") return span.operation ?? span.detail ?? "";
  if (type === "error") return span.error_type ?? "";
  return type === "tool_call" || type === "handoff" || type === "verdict" ? (span.detail ?? "") : "";
}

/** A window of the transcript of a trace, with its words. */
export async function readWindow(
  session: Session,
  traceId: TraceId,
  outline: ReadOutline,
  offset: number,
  limit: number,
): Promise<{ total: number; offset: number; entries: TranscriptEntry[] }> {
  const total = outline.row.length;
  const places = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => offset + at);
  if (places.length === 0) return { total, offset, entries: [] };
  const rows = [...new Set(places.map((place) => outline.row[place] ?? 0))];
  const spans = await session.rows<SpanRow>(
    `SELECT preorder, span_id, kind, status, depth, duration_ns::DOUBLE AS duration_ns, detail, operation, error_type, documents
    FROM span WHERE trace = $1::INTEGER AND preorder IN (${rows.join(", ")})`,
    [await traceNumber(session, traceId)],
  );
  const spanOf = new Map(spans.map((span) => [span.preorder, span]));
  const textOf = (place: number): number | null => {
    const text = outline.text[place] ?? Number.NaN;
    return Number.isNaN(text) ? null : text;
  };
  const previews = await readPreviews(session, places.map(textOf), ENTRY_LENGTH);
  const entries = places.flatMap((place): TranscriptEntry[] => {
    const span = spanOf.get(outline.row[place] ?? 0);
    if (span === undefined) return [];
    const type = TRANSCRIPT_TYPES[outline.type[place] ?? 0] ?? "message";
    const preview = previews(textOf(place));
    const text = preview?.text ?? insteadOfText(type, span);
    return [
      {
        spanId: span.span_id,
        row: span.preorder,
        atNs: outline.atNs[place] ?? 0,
        kind: span.kind,
        status: span.status,
        depth: span.depth,
        type,
        speaker: dictionaryAt(outline.speaker, place) ?? "",
        role: dictionaryAt(outline.role, place) ?? "",
        addressee: dictionaryAt(outline.addressee, place),
        text,
        length: preview?.length ?? text.length,
        hash: preview?.hash ?? null,
        format: preview?.format ?? "text",
        durationNs: span.duration_ns,
      },
    ];
  });
  return { total, offset, entries };
}
