import type { Attributes, AttributeValue, SpanEventFacts, SpanFacts } from "../../../../shared/model/facts.js";
import { anyValue } from "../common/any-value.js";
import { isObject, type JsonObject, list } from "../common/fields.js";
import { normaliseId } from "../common/ids.js";
import { endOf, microsDurationNs, microsNs } from "../common/micros.js";
import { otelKind, takeOtelTags } from "../common/otel-tags.js";
import type { Rejection, ResourceContext, ScopeContext } from "../importer.js";

/** What Jaeger shows as the service of OpenTelemetry spans that name none. */
const NO_SERVICE = "OTLPResourceNoServiceName";

const VALUE_KEYS: Readonly<Record<string, string>> = {
  string: "stringValue",
  bool: "boolValue",
  int64: "intValue",
  float64: "doubleValue",
  binary: "bytesValue",
};

/** The facts of a span of Jaeger's JSON. The fields of OpenTelemetry that Jaeger keeps as tags are fields again. */
export function jaegerSpanFacts(value: unknown, resource: ResourceContext): SpanFacts | Rejection {
  if (!isObject(value)) return { code: "NOT_A_SPAN", reason: "A span must be a JSON object." };
  const traceId = normaliseId(value["traceID"], 16);
  const spanId = normaliseId(value["spanID"], 8);
  const name = value["operationName"];
  if (traceId === "" && spanId === "" && typeof name !== "string") {
    return { code: "NOT_A_SPAN", reason: "It has neither ids nor a name." };
  }
  const { tags } = value;
  if (tags !== undefined && tags !== null && !Array.isArray(tags)) {
    return { code: "BAD_ATTRIBUTES", reason: "`tags` must be a list of keys, types and values." };
  }
  const attributes = jaegerTags(tags);
  const otel = takeOtelTags(attributes);
  const kind = otelKind(attributes.get("span.kind"));
  if (kind !== 0) attributes.delete("span.kind");
  const startNs = microsNs(value["startTime"]);
  const error = attributes.get("error");
  return {
    traceId,
    spanId,
    ...relations(value, traceId),
    name: typeof name === "string" ? name : "",
    otelKind: kind,
    startNs,
    endNs: endOf(startNs, microsDurationNs(value["duration"])),
    statusCode: otel.statusCode === 0 && (error === true || error === "true") ? 2 : otel.statusCode,
    statusMessage: otel.statusMessage,
    attributes,
    events: list(value["logs"]).filter(isObject).map(eventFacts),
    resource: resource.attributes,
    scopeName: otel.scopeName,
    scopeVersion: otel.scopeVersion,
  };
}

/** Jaeger keeps the scope among the tags of each span. */
export function jaegerScope(): Pick<ScopeContext, "name" | "version"> {
  return { name: null, version: null };
}

/** The attributes of a process: its tags and the name of its service. */
export function processAttributes(value: unknown): Attributes {
  if (!isObject(value)) return new Map();
  const attributes = jaegerTags(value["tags"]);
  const service = value["serviceName"];
  if (typeof service === "string" && service !== "" && service !== NO_SERVICE) attributes.set("service.name", service);
  return attributes;
}

function jaegerTags(value: unknown): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>();
  for (const tag of list(value)) {
    if (isObject(tag) && typeof tag["key"] === "string") attributes.set(tag["key"], tagValue(tag));
  }
  return attributes;
}

function tagValue({ type, value }: JsonObject): AttributeValue {
  const key = typeof type === "string" ? VALUE_KEYS[type.toLowerCase()] : undefined;
  return key === undefined || typeof value === "object" ? anyValue(value) : anyValue({ [key]: value });
}

/** The parent is the first CHILD_OF within the trace, else the first FOLLOWS_FROM within it; the others are links. */
function relations(value: JsonObject, traceId: string): Pick<SpanFacts, "parentSpanId" | "links"> {
  const references = list(value["references"])
    .filter(isObject)
    .map((reference) => ({
      isChild: reference["refType"] === "CHILD_OF",
      type: reference["refType"],
      traceId: normaliseId(reference["traceID"], 16),
      spanId: normaliseId(reference["spanID"], 8),
    }))
    .filter((reference) => reference.spanId !== "");
  const near = references.filter((reference) => reference.traceId === traceId);
  const parent = near.find((reference) => reference.isChild) ?? near.find(({ type }) => type === "FOLLOWS_FROM");
  const field = normaliseId(value["parentSpanID"], 8);
  return {
    parentSpanId: parent?.spanId ?? (field === "" ? null : field),
    links: references
      .filter((reference) => reference !== parent)
      .map((reference) => ({
        traceId: reference.traceId,
        spanId: reference.spanId,
        attributes:
          typeof reference.type === "string"
            ? new Map([["opentracing.ref_type", reference.type.toLowerCase()]])
            : new Map<string, AttributeValue>(),
      })),
  };
}

function eventFacts(value: JsonObject): SpanEventFacts {
  const attributes = jaegerTags(value["fields"]);
  const name = attributes.get("event");
  if (typeof name === "string") attributes.delete("event");
  return { name: typeof name === "string" ? name : "", timeNs: microsNs(value["timestamp"]), attributes };
}
