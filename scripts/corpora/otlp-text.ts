/** OTLP JSON put together as text: a corpus of 10 GB is written at the speed of the disk, not of a serialiser. */

/** An attribute with a string; `escaped` stands between the quotes as it is. */
export function stringAttribute(key: string, escaped: string): string {
  return `{"key":"${key}","value":{"stringValue":"${escaped}"}}`;
}

export function integerAttribute(key: string, value: number): string {
  return `{"key":"${key}","value":{"intValue":"${value}"}}`;
}

export interface SpanText {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly attributes: readonly string[];
  readonly failed?: boolean;
}

export function spanText(span: SpanText): string {
  const parent = span.parentSpanId === "" ? "" : `"parentSpanId":"${span.parentSpanId}",`;
  const status = span.failed === true ? `{"code":2,"message":"timeout after 3000 ms"}` : "{}";
  return `{"traceId":"${span.traceId}","spanId":"${span.spanId}",${parent}"name":"${span.name}","kind":1,"startTimeUnixNano":"${span.startMs}000000","endTimeUnixNano":"${span.startMs + span.durationMs}000000","attributes":[${span.attributes.join(",")}],"status":${status}}`;
}

/** One line: a document with the spans of one service. */
export function lineText(service: string, scope: string, spans: readonly string[]): string {
  return `{"resourceSpans":[{"resource":{"attributes":[${stringAttribute("service.name", service)}]},"scopeSpans":[{"scope":{"name":"${scope}","version":"1.0.0"},"spans":[${spans.join(",")}]}]}]}\n`;
}

/** Where the corpora begin: 1 November 2026. */
export const ORIGIN_MS = Date.UTC(2026, 10, 1);
