import type { Importer, Sample } from "../importer.js";
import { LangfuseReading } from "./reading.js";
import { langfuseSpanFacts } from "./span-facts.js";
import { langfuseTraceAttributes } from "./trace.js";

/** How an export begins: alone, in an array, or wrapped in `data`. */
const BEGINNING = /^[\s\ufeff]*(\[\s*)?(\{\s*"data"\s*:\s*\[\s*)?\{\s*"(trace|observations)"\s*:\s*[{[]/;
const OBSERVATION = /"(parentObservationId|usageDetails|costDetails|completionStartTime|modelParameters)"\s*:/;
const TRACE = /"(projectId|bookmarked|sessionId|htmlPath|userId)"\s*:/;

/** A trace as the API gives it, its observations inside. */
const INSIDE = /"observations"\s*:\s*\[\s*\{/;

function detect(sample: Sample): 0 | 1 | 2 | 3 {
  if (!/^[\s\ufeff]*[{[]/.test(sample.text)) return 0;
  if (INSIDE.test(sample.text) && /"parentObservationId"\s*:/.test(sample.text)) return 3;
  if (!BEGINNING.test(sample.text)) return 0;
  if (/"(resourceSpans|resource_spans|scopeSpans|scope_spans)"\s*:/.test(sample.text)) return 0;
  if (OBSERVATION.test(sample.text)) return 3;
  return TRACE.test(sample.text) ? 2 : 0;
}

/** Langfuse's exports of a trace with its observations. Described in docs/formats/langfuse.md. */
export const langfuse: Importer = {
  id: "langfuse",
  label: "Langfuse",
  detect,
  open: (sink, options) => new LangfuseReading(sink, options.maxRecordLength),
  spanFacts: langfuseSpanFacts,
  resourceAttributes: langfuseTraceAttributes,
  scopeOf: () => ({ name: null, version: null }),
};
