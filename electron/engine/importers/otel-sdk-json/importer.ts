import { SpanListReading } from "../common/span-list-reading.js";
import type { Confidence, Importer, Sample } from "../importer.js";
import { sdkSpanFacts } from "./span-facts.js";

const CONTEXT = /"_?spanContext"\s*:\s*\{[^{}]*"(traceId|spanId)"\s*:/;
const HR_TIME = /"(startTime|endTime)"\s*:\s*\[\s*\d+\s*,\s*\d+\s*\]/;

function detect(sample: Sample): Confidence {
  const { text } = sample;
  if (!/^[\s\ufeff]*[{[]/.test(text) || !CONTEXT.test(text)) return 0;
  // The times may stand behind more attributes than the sample holds.
  return HR_TIME.test(text) ? 3 : 2;
}

/** Spans of OpenTelemetry's JavaScript SDK as JSON. See docs/formats/otel-sdk-json.md. */
export const otelSdkJson: Importer = {
  id: "otel-sdk-json",
  label: "OpenTelemetry SDK spans",
  detect,
  open: (sink, options) => new SpanListReading(sink, options.maxRecordLength, { anyList: true }),
  spanFacts: sdkSpanFacts,
  resourceAttributes: () => new Map(),
  scopeOf: () => ({ name: null, version: null }),
};
