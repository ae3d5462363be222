import { AppError } from "../../shared/contract/errors.js";
import { spanId, type SpanId, traceId, type TraceId } from "../../shared/model/ids.js";

/** Reads TRACE/SPAN. Throws INVALID_INPUT. */
export function spanKey(key: string): { traceId: TraceId; spanId: SpanId } {
  const slash = key.lastIndexOf("/");
  if (slash <= 0 || slash === key.length - 1) {
    throw new AppError("INVALID_INPUT", "A span is named by its trace and its own id.", {
      hint: "Write TRACE/SPAN; `skein search` and `skein retrieval` print both ids.",
    });
  }
  return { traceId: traceId.parse(key.slice(0, slash)), spanId: spanId.parse(key.slice(slash + 1)) };
}
