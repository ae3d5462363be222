import type { AttributeValue, SpanEventFacts, SpanFacts } from "../../../shared/model/facts.js";

type Plain = Readonly<Record<string, AttributeValue>>;

/** A span for tests: only what the test is about needs to be said. */
export function spanOf(attributes: Plain, other: Partial<SpanFacts> & { readonly resourceOf?: Plain } = {}): SpanFacts {
  const { resourceOf, ...facts } = other;
  return {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    parentSpanId: "00f067aa0ba902b7",
    name: "span",
    otelKind: 1,
    startNs: 1_700_000_000_000_000_000n,
    endNs: 1_700_000_001_000_000_000n,
    statusCode: 0,
    statusMessage: null,
    attributes: new Map(Object.entries(attributes)),
    events: [],
    links: [],
    resource: new Map(Object.entries(resourceOf ?? {})),
    scopeName: null,
    scopeVersion: null,
    ...facts,
  };
}

/** An event of a span, in tests. `timeNs` counts from the span's start. */
export function eventOf(name: string, attributes: Plain, timeNs: number | null = 0): SpanEventFacts {
  return {
    name,
    timeNs: timeNs === null ? null : 1_700_000_000_000_000_000n + BigInt(timeNs),
    attributes: new Map(Object.entries(attributes)),
  };
}
