import type { VectorPlace } from "../../../../shared/contract/vectors.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../text-preview.js";

/** Longest beginning of a text that goes out, in UTF-16 units. */
const PREVIEW = 1200;

interface SpanRow {
  readonly record: number;
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly spanName: string | null;
  readonly agent: string | null;
  readonly source: string;
  readonly startMs: number | null;
  readonly queryText: number | null;
}

const SPAN_SQL = `SELECT s.record::DOUBLE AS record, s.trace_id AS "traceId", s.span_id AS "spanId", s.name AS "spanName",
    s.owner_agent AS agent, source.name AS source, (s.start_ns / 1e6)::DOUBLE AS "startMs", s.query_text::DOUBLE AS "queryText"
  FROM span s JOIN source ON source.id = s.source`;

/** Texts where they stand, by the numbers of spans' records and of texts; null for what is not there. */
export async function placesOf(
  session: Session,
  wanted: readonly { readonly span: number; readonly text: number | null }[],
): Promise<(VectorPlace | null)[]> {
  const records = [...new Set(wanted.map(({ span }) => span))].filter((span) => Number.isInteger(span));
  if (records.length === 0) return wanted.map(() => null);
  const rows = await session.rows<SpanRow>(`${SPAN_SQL} WHERE s.record IN (${records.join(", ")})`);
  const spans = new Map(rows.map((row) => [row.record, row]));
  const textOf = (text: number | null): number | null => (text === null || !(text >= 0) ? null : Math.floor(text));
  const preview = await readPreviews(
    session,
    wanted.map(({ text }) => textOf(text)),
    PREVIEW,
  );
  return wanted.map(({ span, text }) => {
    const row = spans.get(span);
    return row === undefined ? null : toPlace(row, textOf(text), preview);
  });
}

/** Spans with their queries; what is not there is left out. */
export async function placesOfSpans(
  session: Session,
  wanted: readonly { readonly traceId: TraceId; readonly spanId: SpanId }[],
): Promise<VectorPlace[]> {
  if (wanted.length === 0) return [];
  const parameters: Record<string, string> = Object.fromEntries(
    wanted.flatMap(({ traceId, spanId }, at): [string, string][] => [
      [`trace_${at}`, traceId],
      [`span_${at}`, spanId],
    ]),
  );
  const list = wanted.map((_, at) => `(${at}, $trace_${at}, $span_${at})`).join(", ");
  const rows = await session.rows<SpanRow>(
    `${SPAN_SQL} JOIN (VALUES ${list}) w(place, trace_id, span_id) ON w.trace_id = s.trace_id AND w.span_id = s.span_id ORDER BY w.place`,
    parameters,
  );
  const preview = await readPreviews(
    session,
    rows.map(({ queryText }) => queryText),
    PREVIEW,
  );
  return rows.map((row) => toPlace(row, row.queryText, preview));
}

function toPlace(
  row: SpanRow,
  text: number | null,
  preview: (id: number | null) => VectorPlace["preview"],
): VectorPlace {
  const { traceId, spanId, spanName, agent, source, startMs } = row;
  return {
    span: row.record,
    text,
    traceId,
    spanId,
    spanName: spanName ?? "",
    agent,
    source,
    startMs,
    preview: preview(text),
  };
}
