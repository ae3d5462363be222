import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";

export interface AttributeSpan {
  readonly name: string;
  /** ms from the start of the trace. */
  readonly at: number;
  readonly end: number;
  /** The name of the span that it hangs on. */
  readonly parent?: string;
  readonly failed?: boolean;
  /** Objects and lists go in as JSON, as SDKs write them. */
  readonly attributes: Readonly<Record<string, string | number | boolean | object>>;
}

const START_MS = Date.UTC(2026, 10, 1);

/** A trace of spans that are told by their attributes, as a line of OTLP JSON. `startMs` is added to its start. */
export function attributeTrace(name: string, spans: readonly AttributeSpan[], startMs = 0): string {
  const nano = (ms: number): string => String(BigInt(START_MS + startMs + ms) * 1_000_000n);
  const traceId = traceIdOf(name);
  const document = {
    resourceSpans: [
      {
        resource: { attributes: [] },
        scopeSpans: [
          {
            scope: { name: "skein.testing" },
            spans: spans.map((span) => ({
              traceId,
              spanId: spanIdOf(`${name}/${span.name}`),
              ...(span.parent === undefined ? {} : { parentSpanId: spanIdOf(`${name}/${span.parent}`) }),
              name: span.name,
              startTimeUnixNano: nano(span.at),
              endTimeUnixNano: nano(span.end),
              ...(span.failed === true ? { status: { code: 2 } } : {}),
              attributes: Object.entries(span.attributes).map(([key, value]) => ({ key, value: valueOf(value) })),
            })),
          },
        ],
      },
    ],
  };
  return JSON.stringify(document);
}

function valueOf(value: string | number | boolean | object): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { stringValue: JSON.stringify(value) };
}
