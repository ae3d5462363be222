/** A value as an attribute holds it, decoded. Integers beyond 2^53 are strings of digits; bytes are base64 strings. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };
export type Attributes = ReadonlyMap<string, AttributeValue>;

export interface SpanEventFacts {
  readonly name: string;
  /** Nanoseconds since 1970; null where the source gave none. */
  readonly timeNs: bigint | null;
  readonly attributes: Attributes;
}

/** What every importer makes of a span record, whatever the format: the facts, before any convention reads them. */
export interface SpanFacts {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  /** OTLP span kind, 0 to 5. */
  readonly otelKind: number;
  readonly startNs: bigint | null;
  readonly endNs: bigint | null;
  /** OTLP status code: 0 unset, 1 ok, 2 error. */
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly attributes: Attributes;
  readonly events: readonly SpanEventFacts[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly attributes: Attributes }[];
  readonly resource: Attributes;
  readonly scopeName: string | null;
  readonly scopeVersion: string | null;
}
