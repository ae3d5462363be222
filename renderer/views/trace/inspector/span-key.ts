import type { SpanId, TraceId } from "../../../../shared/model/ids.js";

/** What every question about one span names. */
export interface SpanKey {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
}
