import type { Sample, TextImporter } from "../importer.js";
import { otlpAttributes } from "../common/any-value.js";
import { annotationsOfLog } from "./annotation-logs.js";
import { otlpLogFacts } from "./log-facts.js";
import { OtlpReading } from "./reading.js";
import { otlpScope, otlpSpanFacts } from "./span-facts.js";
import { field, isObject } from "../common/fields.js";

const TRACES = /"(resourceSpans|resource_spans)"\s*:/;
const PARTS = /"(scopeSpans|scope_spans|instrumentationLibrarySpans|instrumentation_library_spans)"\s*:/;
const OTHER_SIGNALS = /"(resourceLogs|resource_logs|resourceMetrics|resource_metrics)"\s*:/;

/** A line of traces among what a program or a container printed. */
const LINE = /^\s*\{\s*"(resourceSpans|resource_spans)"\s*:/m;

function detect(sample: Sample): 0 | 1 | 2 | 3 {
  if (!/^[\s\ufeff]*[{[]/.test(sample.text)) return LINE.test(sample.text) ? 2 : 0;
  if (TRACES.test(sample.text)) return 3;
  if (PARTS.test(sample.text)) return 2;
  if (OTHER_SIGNALS.test(sample.text)) return 2;
  return 0;
}

/** OTLP as JSON: lines, one document, an array, documents back to back. Section 1 of docs/formats/otlp-json.md. */
export const otlpJson: TextImporter = {
  id: "otlp-json",
  label: "OTLP JSON",
  detect,
  open: (sink, options) => new OtlpReading(sink, options.maxRecordLength),
  spanFacts: otlpSpanFacts,
  logFacts: otlpLogFacts,
  annotations: annotationsOfLog,
  resourceAttributes: (value) => otlpAttributes(isObject(value) ? field(value, "attributes") : undefined),
  scopeOf: otlpScope,
};
