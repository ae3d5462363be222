import type { AttributeValue } from "../../../../shared/model/facts.js";

/** What OpenTelemetry's exporters write into tags of formats that have no field for it. */
export interface OtelTags {
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly scopeName: string | null;
  readonly scopeVersion: string | null;
}

/** Takes the tags that stand for fields of a span out of `attributes`, which is changed in place. */
export function takeOtelTags(attributes: Map<string, AttributeValue>): OtelTags {
  const code = take(attributes, "otel.status_code")?.toUpperCase();
  return {
    statusCode: code === "OK" ? 1 : code === "ERROR" ? 2 : 0,
    statusMessage: take(attributes, "otel.status_description"),
    scopeName: scope(attributes, "name"),
    scopeVersion: scope(attributes, "version"),
  };
}

function scope(attributes: Map<string, AttributeValue>, part: "name" | "version"): string | null {
  // Exporters write the name of old beside the new one.
  const old = take(attributes, `otel.library.${part}`);
  return take(attributes, `otel.scope.${part}`) ?? old;
}

function take(attributes: Map<string, AttributeValue>, key: string): string | null {
  const value = attributes.get(key);
  if (typeof value !== "string") return null;
  attributes.delete(key);
  return value === "" ? null : value;
}

/** An OpenTelemetry span kind by name, in either case; 0 for anything else. */
export function otelKind(value: unknown): number {
  return typeof value === "string" ? KINDS.indexOf(value.toLowerCase()) + 1 : 0;
}
const KINDS = ["internal", "server", "client", "producer", "consumer"];
