import type { TraceId } from "../../../shared/model/ids.js";
import { SPAN_FLAG, type SpanTable } from "../../../shared/model/span-table.js";
import { readColumns } from "../db/column-reader.js";
import type { Session } from "../db/session.js";
import { SpanColumns } from "./span-columns.js";
import { traceNumber } from "./trace-get.js";

/** Rows that are read at a time: what is done to them on the engine's thread at once stays short. */
const CHUNK_ROWS = 65_536;

/** All spans of a trace as columns, in preorder. Reads a part at a time, so that other calls get their turn meanwhile. */
export async function traceSpans(session: Session, traceId: TraceId): Promise<SpanTable> {
  const trace = await traceNumber(session, traceId);
  const head = await session.first<{ origin: string | null; spans: number }>(
    `SELECT (SELECT start_ns::VARCHAR FROM trace WHERE trace = $1::INTEGER) AS origin,
      count(*)::INTEGER AS spans FROM span WHERE trace = $1::INTEGER`,
    [trace],
  );
  const origin = head?.origin ?? "0";
  const columns = new SpanColumns(head?.spans ?? 0);
  for (let from = 0; from < columns.rows; from += CHUNK_ROWS) {
    await columns.read(session, { trace, origin, from, end: Math.min(from + CHUNK_ROWS, columns.rows) });
  }
  const { parent, startNs, flags } = columns;
  // A span without a start stands where its parent does.
  for (let row = 0; row < startNs.length; row++) {
    if (Number.isNaN(startNs[row])) startNs[row] = startNs[parent[row] ?? -1] ?? 0;
  }
  const notes = await noteCounts(session, trace, traceId, flags);
  await markConflicts(session, trace, traceId, flags);
  return {
    originNs: origin,
    ...columns.table(),
    notes,
    events: await traceEvents(session, trace, origin),
    links: await traceLinks(session, trace, traceId),
  };
}

async function noteCounts(
  session: Session,
  trace: number,
  traceId: TraceId,
  flags: Uint8Array,
): Promise<Uint32Array<ArrayBuffer>> {
  const notes = new Uint32Array(flags.length);
  // What is said of the whole trace stands at its first span.
  const counts = await session.rows<{ row: number; n: number }>(
    `SELECT coalesce(s.preorder, 0)::INTEGER AS row, count(*)::INTEGER AS n
    FROM annotation a LEFT JOIN span s ON s.trace = $1::INTEGER AND s.span_id = a.span_id
    WHERE a.trace_id = $2 AND (a.span_id IS NULL OR s.preorder IS NOT NULL) GROUP BY row`,
    [trace, traceId],
  );
  for (const { row, n } of counts) {
    if (row >= notes.length) continue;
    notes[row] = n;
    flags[row] = (flags[row] ?? 0) | SPAN_FLAG.hasNotes;
  }
  return notes;
}

async function markConflicts(session: Session, trace: number, traceId: TraceId, flags: Uint8Array): Promise<void> {
  const rows = await session.rows<{ row: number }>(
    `SELECT DISTINCT s.preorder AS row FROM copy c JOIN span s ON s.trace = $1::INTEGER AND s.span_id = c.span_id
    WHERE c.trace_id = $2 AND c.verdict = 'conflict'`,
    [trace, traceId],
  );
  for (const { row } of rows) flags[row] = (flags[row] ?? 0) | SPAN_FLAG.conflict;
}

async function traceEvents(session: Session, trace: number, origin: string): Promise<SpanTable["events"]> {
  const columns = await readColumns(
    await session.result(
      `SELECT preorder, (at_ns - ${origin}::BIGINT)::DOUBLE, name FROM event
      WHERE trace = $1::INTEGER AND at_ns IS NOT NULL ORDER BY preorder, position`,
      [trace],
    ),
  );
  const values: string[] = [];
  const entries = new Map<string, number>();
  const index = Uint32Array.from(columns.texts(2), (name) => {
    const known = entries.get(name ?? "");
    if (known !== undefined) return known;
    entries.set(name ?? "", values.length);
    return values.push(name ?? "") - 1;
  });
  return { span: Uint32Array.from(columns.integers(0)), atNs: columns.doubles(1), name: { values, index } };
}

async function traceLinks(session: Session, trace: number, traceId: TraceId): Promise<SpanTable["links"]> {
  const rows = await session.rows<{ preorder: number; trace_id: string; span_id: string; target: number }>(
    `SELECT l.preorder, l.linked_trace_id AS trace_id, l.linked_span_id AS span_id,
      CASE WHEN l.linked_trace_id = $2 THEN coalesce(s.preorder, -1) ELSE -1 END::INTEGER AS target
    FROM link l LEFT JOIN span s ON s.trace = $1::INTEGER AND s.span_id = l.linked_span_id
    WHERE l.trace = $1::INTEGER ORDER BY l.preorder, l.position`,
    [trace, traceId],
  );
  return {
    span: Uint32Array.from(rows, (row) => row.preorder),
    targetTraceId: rows.map((row) => row.trace_id),
    targetSpanId: rows.map((row) => row.span_id),
    targetRow: Int32Array.from(rows, (row) => row.target),
  };
}
