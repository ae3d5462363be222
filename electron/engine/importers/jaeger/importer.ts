import { isObject } from "../common/fields.js";
import type { Confidence, Importer, Sample } from "../importer.js";
import { JaegerReading } from "./reading.js";
import { jaegerScope, jaegerSpanFacts, processAttributes } from "./span-facts.js";

function detect({ text, first }: Sample): Confidence {
  if (!/^[\s\ufeff]*[{[]/.test(text) || /"resourceSpans"\s*:/.test(text)) return 0;
  if (/"spans"\s*:/.test(text) && /"traceID"\s*:/.test(text)) return 3;
  // The answer of the query API that found nothing.
  const found = isObject(first) ? first["data"] : undefined;
  return Array.isArray(found) && found.length === 0 && isObject(first) && "total" in first && "errors" in first ? 1 : 0;
}

/** Traces as Jaeger's UI saves them and its query API answers. docs/formats/jaeger.md tells what is read. */
export const jaeger: Importer = {
  id: "jaeger",
  label: "Jaeger",
  detect,
  open: (sink, options) => new JaegerReading(sink, options.maxRecordLength),
  spanFacts: jaegerSpanFacts,
  resourceAttributes: processAttributes,
  scopeOf: jaegerScope,
};
