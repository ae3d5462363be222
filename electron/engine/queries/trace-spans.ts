import type { TraceOpening } from "../../../shared/contract/traces.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { SPAN_FLAG, type SpanTable } from "../../../shared/model/span-table.js";
import { readColumns } from "../db/column-reader.js";
import type { Session } from "../db/session.js";
import { SAID_COUNTS, type SaidCounts } from "./annotations/counts.js";
import { SpanColumns } from "./span-columns.js";
import { traceNumber } from "./trace-get.js";

/** Rows that are read at a time: what is done to them on the engine's thread at once stays short. */
const CHUNK_ROWS = 65_536;

/** Rows of a trace that are many more than a window shows, and so are no more than its first picture needs. */
const OPENING_ROWS = 2000;
/** A trace of up to this many is read as a whole as soon as its opening rows are. */
const WHOLE_AT_ONCE = 20_000;

/** The rows `0` to `rows` of a trace. */
interface Rows {
  readonly traceId: TraceId;
  readonly trace: number;
  /** Where offsets count from, unix ns in decimal digits. */
  readonly origin: string;
  readonly rows: number;
}

/** All spans of a trace as columns, in preorder. Reads a part at a time, so that other calls get their turn meanwhile. */
export async function traceSpans(session: Session, traceId: TraceId): Promise<SpanTable> {
  return readTable(session, await allRows(session, traceId));
}

/** The spans of a trace, or the first ones of a trace of many, so that its first picture does not wait for the last. */
export async function traceOpening(session: Session, traceId: TraceId): Promise<TraceOpening> {
  const all = await allRows(session, traceId);
  const whole = all.rows <= WHOLE_AT_ONCE;
  if (whole) return { whole, table: await readTable(session, all) };
  const table = await readTable(session, { ...all, rows: OPENING_ROWS });
  // What a row holds ends with the rows that are here.
  for (let row = 0; row < OPENING_ROWS; row++) {
    table.subtreeEnd[row] = Math.min(table.subtreeEnd[row] ?? 0, OPENING_ROWS);
  }
  return { whole, table };
}

async function allRows(session: Session, traceId: TraceId): Promise<Rows> {
  const trace = await traceNumber(session, traceId);
  const head = await session.first<{ origin: string | null; spans: number }>(
    `SELECT (SELECT start_ns::VARCHAR FROM trace WHERE trace = $1::INTEGER) AS origin,
      count(*)::INTEGER AS spans FROM span WHERE trace = $1::INTEGER`,
    [trace],
  );
  return { traceId, trace, origin: head?.origin ?? "0", rows: head?.spans ?? 0 };
}

async function readTable(session: Session, part: Rows): Promise<SpanTable> {
  const { trace, origin, rows } = part;
  const columns = new SpanColumns(rows);
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    await columns.read(session, { trace, origin, from, end: Math.min(from + CHUNK_ROWS, rows) });
  }
  const { parent, startNs, flags } = columns;
  // A span without a start stands where its parent does.
  for (let row = 0; row < startNs.length; row++) {
    if (Number.isNaN(startNs[row])) startNs[row] = startNs[parent[row] ?? -1] ?? 0;
  }
  const { notes, labels } = await saidCounts(session, part, flags);
  await markConflicts(session, part, flags);
  return {
    originNs: origin,
    ...columns.table(),
    notes,
    labels,
    events: await traceEvents(session, part),
    links: await traceLinks(session, part),
  };
}

async function saidCounts(
  session: Session,
  { trace, traceId }: Rows,
  flags: Uint8Array,
): Promise<Pick<SpanTable, "notes" | "labels">> {
  const notes = new Uint32Array(flags.length);
  const labels = new Uint32Array(flags.length);
  // What is said of the whole trace stands at its first span.
  const counts = await session.rows<SaidCounts & { row: number }>(
    `SELECT coalesce(s.preorder, 0)::INTEGER AS row, ${SAID_COUNTS}
    FROM annotation a LEFT JOIN span s ON s.trace = $1::INTEGER AND s.span_id = a.span_id
    WHERE a.trace_id = $2 AND (a.span_id IS NULL OR s.preorder IS NOT NULL) GROUP BY row`,
    [trace, traceId],
  );
  for (const said of counts) {
    if (said.row >= notes.length || said.notes + said.labels === 0) continue;
    notes[said.row] = said.notes;
    labels[said.row] = said.labels;
    flags[said.row] = (flags[said.row] ?? 0) | SPAN_FLAG.hasNotes;
  }
  return { notes, labels };
}

async function markConflicts(session: Session, { trace, traceId }: Rows, flags: Uint8Array): Promise<void> {
  const rows = await session.rows<{ row: number }>(
    `SELECT DISTINCT s.preorder AS row FROM copy c JOIN span s ON s.trace = $1::INTEGER AND s.span_id = c.span_id
    WHERE c.trace_id = $2 AND c.verdict = 'conflict'`,
    [trace, traceId],
  );
  for (const { row } of rows) if (row < flags.length) flags[row] = (flags[row] ?? 0) | SPAN_FLAG.conflict;
}

async function traceEvents(session: Session, { trace, origin, rows }: Rows): Promise<SpanTable["events"]> {
  const columns = await readColumns(
    await session.result(
      `SELECT preorder, (at_ns - ${origin}::BIGINT)::DOUBLE, name FROM event
      WHERE trace = $1::INTEGER AND preorder < $2::INTEGER AND at_ns IS NOT NULL ORDER BY preorder, position`,
      [trace, rows],
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

async function traceLinks(session: Session, { trace, traceId, rows: end }: Rows): Promise<SpanTable["links"]> {
  const rows = await session.rows<{
    preorder: number;
    trace_id: string;
    span_id: string;
    target: number;
    known: boolean;
  }>(
    `SELECT l.preorder, l.linked_trace_id AS trace_id, l.linked_span_id AS span_id,
      CASE WHEN l.linked_trace_id = $2 AND s.preorder < $3::INTEGER THEN s.preorder ELSE -1 END::INTEGER AS target,
      l.linked_trace_id IN (SELECT trace_id FROM trace) AS known
    FROM link l LEFT JOIN span s ON s.trace = $1::INTEGER AND s.span_id = l.linked_span_id
    WHERE l.trace = $1::INTEGER AND l.preorder < $3::INTEGER ORDER BY l.preorder, l.position`,
    [trace, traceId, end],
  );
  return {
    span: Uint32Array.from(rows, (row) => row.preorder),
    targetTraceId: rows.map((row) => row.trace_id),
    targetSpanId: rows.map((row) => row.span_id),
    targetRow: Int32Array.from(rows, (row) => row.target),
    targetKnown: Uint8Array.from(rows, (row) => (row.known ? 1 : 0)),
  };
}
