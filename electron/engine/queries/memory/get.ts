import { AppError } from "../../../../shared/contract/errors.js";
import type { MemoryAction, MemoryDetail, memoryContract } from "../../../../shared/contract/memory.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { SpanStatus } from "../../../../shared/model/kind.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../text-preview.js";
import { findMemory, FOUND, originOf } from "./found.js";

const MOST_EVENTS = 500;
/** Units of a content or a question that go out with each read or write. */
const CONTENT_UNITS = 4000;

interface EventRow {
  trace_id: TraceId;
  span_id: SpanId;
  action: MemoryAction;
  operation: string;
  status: SpanStatus;
  agent: string | null;
  at_ns: number | null;
  asked: number | null;
  rank: number | null;
  score: number | null;
  text: number | null;
  changed: boolean;
  kept: boolean | null;
  cited: boolean | null;
  store: string | null;
  record_id: string | null;
  total: number;
}

/** The writes and reads of one entry in order of time. Throws NOT_FOUND. */
export async function getMemory(
  session: Session,
  input: ParsedInputOf<(typeof memoryContract)["memory.get"]>,
): Promise<MemoryDetail> {
  await findMemory(session, input, input.key);
  const origin = await originOf(session);
  const rows = await session.rows<EventRow>(
    `SELECT s.trace_id, s.span_id, f.action, f.operation, s.status::VARCHAR AS status, f.agent,
      (f.start_ns - ${origin}::BIGINT)::DOUBLE AS at_ns, f.asked, (f.rank + 1)::INTEGER AS rank, f.score, f.text,
      coalesce(f.text <> lag(f.text IGNORE NULLS) OVER (ORDER BY f.start_ns NULLS LAST, f.span, f.rank), FALSE) AS changed,
      f.kept, f.cited, f.store, f.record_id, (count(*) OVER ())::DOUBLE AS total
    FROM ${FOUND} f JOIN span s ON s.rowid = f.span
    ORDER BY f.start_ns NULLS LAST, f.span, f.rank LIMIT ${MOST_EVENTS}`,
  );
  const [first] = rows;
  if (first === undefined) {
    throw new AppError("NOT_FOUND", "The search touches no such entry of a memory.", {
      hint: "Clear the search to see what all spans read and wrote.",
    });
  }
  const previews = await readPreviews(
    session,
    rows.flatMap((row) => [row.asked, row.text]),
    CONTENT_UNITS,
  );
  return {
    key: input.key,
    store: first.store,
    recordId: first.record_id,
    total: first.total,
    originNs: origin,
    events: rows.map((row) => ({
      traceId: row.trace_id,
      spanId: row.span_id,
      action: row.action,
      operation: row.operation,
      status: row.status,
      agent: row.agent,
      atNs: row.at_ns,
      query: previews(row.asked)?.text ?? null,
      rank: row.rank,
      score: row.score,
      content: previews(row.text),
      changed: row.changed,
      kept: row.kept,
      cited: row.cited,
    })),
  };
}
