import { contextSpanFacts } from "../common/context-span.js";
import { SpanListReading } from "../common/span-list-reading.js";
import type { Confidence, Importer, Sample } from "../importer.js";

const KIND = /"kind"\s*:\s*"SpanKind\./;
const HEX_ID = /"trace_id"\s*:\s*"0x[0-9a-fA-F]+"/;
const CONTEXT = /"context"\s*:\s*\{[^{}]*"trace_id"\s*:/;
const STATUS = /"status"\s*:\s*\{[^{}]*"status_code"\s*:/;
const START = /"start_time"\s*:/;

/** Text of the program may stand before the first span. */
function detect(sample: Sample): Confidence {
  const { text } = sample;
  if (!CONTEXT.test(text)) return 0;
  if (KIND.test(text)) return 3;
  if (HEX_ID.test(text) && STATUS.test(text)) return 2;
  // Programs that write their own files keep the shape of the SDK's spans, more or less.
  return STATUS.test(text) && START.test(text) ? 1 : 0;
}

/** The console exporters of logs and metrics write to the same stream; their first key tells them. */
function otherSignal(head: string): "logs" | "metrics" | null {
  const key = /^\{\s*"(\w+)"/.exec(head)?.[1];
  return key === "body" ? "logs" : key === "resource_metrics" ? "metrics" : null;
}

/** Spans as OpenTelemetry's Python SDK prints them. See docs/formats/otel-console-python.md. */
export const otelConsolePython: Importer = {
  id: "otel-console-python",
  label: "OpenTelemetry Python console",
  detect,
  open: (sink, options) => new SpanListReading(sink, options.maxRecordLength, { otherSignal }),
  spanFacts: contextSpanFacts,
  resourceAttributes: () => new Map(),
  scopeOf: () => ({ name: null, version: null }),
};
