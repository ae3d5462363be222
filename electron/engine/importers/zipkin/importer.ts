import type { Confidence, Importer, Sample } from "../importer.js";
import { ZipkinReading } from "./reading.js";
import { zipkinResource, zipkinScope, zipkinSpanFacts } from "./span-facts.js";

const TRACE_ID = /"traceId"\s*:\s*"[0-9a-fA-F]{1,32}"/;
const ID = /"id"\s*:\s*"[0-9a-fA-F]{1,16}"/;
/** What only Zipkin has: endpoints, which version 1 has in its annotations. */
const OWN = /"(localEndpoint|remoteEndpoint)"\s*:\s*\{|"endpoint"\s*:\s*\{[^{}]*"(serviceName|ipv4)"\s*:/;
const TIMESTAMP = /"timestamp"\s*:\s*\d{16}\b/;
/** What spans of other formats have that count their time in microseconds too. */
const OTHERS = /"(spanId|span_id|startTime|start_time|hrTime)"\s*:|"(resource|attributes)"\s*:\s*[[{]/;

function detect({ text }: Sample): Confidence {
  if (!/^[\s\ufeff]*(\[[\s\ufeff]*)*\{/.test(text) || /"resourceSpans"\s*:/.test(text)) return 0;
  if (!TRACE_ID.test(text) || !ID.test(text)) return 0;
  if (OWN.test(text)) return 3;
  return TIMESTAMP.test(text) && !OTHERS.test(text) ? 2 : 0;
}

/** Spans of Zipkin, version 2 and version 1. docs/formats/zipkin.md tells what is read. */
export const zipkin: Importer = {
  id: "zipkin",
  label: "Zipkin",
  detect,
  open: (sink, options) => new ZipkinReading(sink, options.maxRecordLength),
  spanFacts: zipkinSpanFacts,
  resourceAttributes: zipkinResource,
  scopeOf: zipkinScope,
};
