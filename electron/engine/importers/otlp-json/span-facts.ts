import type { SpanEventFacts, SpanFacts } from "../../../../shared/model/facts.js";
import type { Rejection, ResourceContext, ScopeContext } from "../importer.js";
import { otlpAttributes } from "../common/any-value.js";
import { field, isObject, type JsonObject, list } from "../common/fields.js";
import { normaliseId } from "../common/ids.js";
import { kindCode, statusCode } from "../common/otel-enums.js";
import { timeNs } from "../common/times.js";

/** The facts of an OTLP span. It needs no more than an id or a name to be one; what is odd in it is read as far as it goes. */
export function otlpSpanFacts(value: unknown, resource: ResourceContext, scope: ScopeContext): SpanFacts | Rejection {
  if (!isObject(value)) return { code: "NOT_A_SPAN", reason: "A span must be a JSON object." };
  const name = field(value, "name");
  const spanId = normaliseId(field(value, "spanId"), 8);
  const traceId = normaliseId(field(value, "traceId"), 16);
  if (spanId === "" && traceId === "" && typeof name !== "string") {
    return { code: "NOT_A_SPAN", reason: "It has neither ids nor a name." };
  }
  const attributes = field(value, "attributes");
  if (attributes !== undefined && typeof attributes !== "object") {
    return { code: "BAD_ATTRIBUTES", reason: "`attributes` must be a list of keys and values." };
  }
  const status = field(value, "status");
  const parent = normaliseId(field(value, "parentSpanId"), 8);
  return {
    traceId,
    spanId,
    parentSpanId: parent === "" || parent === "root" ? null : parent,
    name: typeof name === "string" ? name : "",
    otelKind: kindCode(field(value, "kind")),
    startNs: timeNs(field(value, "startTimeUnixNano") ?? field(value, "startTime")),
    endNs: timeNs(field(value, "endTimeUnixNano") ?? field(value, "endTime")),
    statusCode: statusCode(isObject(status) ? field(status, "code") : status),
    statusMessage: isObject(status) ? textOrNull(field(status, "message") ?? field(status, "description")) : null,
    attributes: otlpAttributes(attributes),
    events: list(field(value, "events")).filter(isObject).map(eventFacts),
    links: list(field(value, "links")).filter(isObject).map(linkFacts),
    resource: resource.attributes,
    scopeName: scope.name,
    scopeVersion: scope.version,
  };
}

/** Name and version of an instrumentation scope. */
export function otlpScope(value: unknown): { name: string | null; version: string | null } {
  if (!isObject(value)) return { name: null, version: null };
  return { name: textOrNull(value["name"]), version: textOrNull(value["version"]) };
}

function eventFacts(value: JsonObject): SpanEventFacts {
  return {
    name: textOrNull(field(value, "name")) ?? "",
    timeNs: timeNs(field(value, "timeUnixNano")),
    attributes: otlpAttributes(field(value, "attributes")),
  };
}

function linkFacts(value: JsonObject): SpanFacts["links"][number] {
  return {
    traceId: normaliseId(field(value, "traceId"), 16),
    spanId: normaliseId(field(value, "spanId"), 8),
    attributes: otlpAttributes(field(value, "attributes")),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
