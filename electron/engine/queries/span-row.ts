import { AppError } from "../../../shared/contract/errors.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { SpanKind, SpanStatus } from "../../../shared/model/kind.js";
import type { Session } from "../db/session.js";
import { traceNumber } from "./trace-get.js";

/** A row of `span` with numbers that fit a double; times are offsets from the trace's start. */
export interface SpanRow {
  readonly trace: number;
  readonly preorder: number;
  readonly parent: number;
  readonly record: number;
  readonly source: number;
  readonly span_id: SpanId;
  readonly parent_span_id: SpanId | null;
  readonly name: string;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  readonly start_text: string | null;
  readonly offset_ns: number | null;
  readonly duration_ns: number | null;
  readonly self_ns: number | null;
  readonly agent: string | null;
  readonly owner_agent: string | null;
  readonly owner_conversation: string | null;
  readonly owner_user: string | null;
  readonly tool: string | null;
  readonly tool_call_id: string | null;
  readonly model: string | null;
  readonly provider: string | null;
  readonly service: string | null;
  readonly scope: string | null;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly cache_read_tokens: number | null;
  readonly cache_write_tokens: number | null;
  readonly reasoning_tokens: number | null;
  readonly cost_usd: number | null;
  readonly cost_from: number | null;
  readonly total_tokens: number | null;
  /** False where its usage is that of calls inside it. */
  readonly counted: boolean;
  readonly time_to_first_token_ns: number | null;
  readonly finish_reason: string | null;
  readonly response_id: string | null;
  readonly error_type: string | null;
  readonly error_text: number | null;
  readonly input_text: number | null;
  readonly output_text: number | null;
  readonly query_text: number | null;
  readonly tools_text: number | null;
  readonly knowledge_base: string | null;
  readonly top_k: number | null;
  readonly handoff_from: string | null;
  readonly handoff_to: string | null;
  readonly operation: string | null;
  readonly messages: number;
  readonly documents: number;
  readonly attributes: number;
  readonly meaning: number;
}

/** Finds a span by its two ids. Throws NOT_FOUND. */
export async function findSpan(session: Session, traceId: TraceId, spanId: SpanId): Promise<SpanRow> {
  const trace = await traceNumber(session, traceId);
  const row = await session.first<SpanRow>(
    `SELECT s.* EXCLUDE (start_ns, end_ns, record_hash, duration_ns, self_ns), s.start_ns::VARCHAR AS start_text,
      (s.start_ns - t.start_ns)::DOUBLE AS offset_ns, s.duration_ns::DOUBLE AS duration_ns, s.self_ns::DOUBLE AS self_ns
    FROM span s JOIN trace t ON t.trace = s.trace WHERE s.trace = $1::INTEGER AND s.span_id = $2`,
    [trace, spanId],
  );
  if (row === undefined) {
    throw new AppError("NOT_FOUND", `There is no span ${spanId} in trace ${traceId}.`, {
      hint: "Its file may have been removed.",
    });
  }
  return row;
}
