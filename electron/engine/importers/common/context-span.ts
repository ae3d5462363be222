import type { AttributeValue, SpanEventFacts, SpanFacts } from "../../../../shared/model/facts.js";
import type { Rejection } from "../importer.js";
import { isObject, type JsonObject, list } from "./fields.js";
import { normaliseId } from "./ids.js";
import { nestedAttributes } from "./nested-attributes.js";
import { kindCode, statusCode } from "./otel-enums.js";
import { timeNs } from "./times.js";

/** The facts of a span with attributes that may still be added to. */
interface OpenFacts extends SpanFacts {
  readonly attributes: Map<string, AttributeValue>;
}

/**
 * The facts of a span as the Python world writes it: `{name, context: {trace_id, span_id}, parent_id, start_time,
 * end_time, status: {status_code, description} | status_code, attributes, events, links, resource}`. Also as a row of a
 * table, with names like `context.span_id` and `attributes.llm.model_name`.
 */
export function contextSpanFacts(value: unknown): OpenFacts | Rejection {
  if (!isObject(value)) return { code: "NOT_A_SPAN", reason: "A span must be a JSON object." };
  const { name } = value;
  const { traceId, spanId } = contextOf(value);
  const parent = normaliseId(value["parent_id"] ?? value["parent_span_id"], 8);
  const named = typeof name === "string";
  const isSpan = spanId !== "" || (named && (traceId !== "" || timeNs(value["start_time"]) !== null));
  if (!isSpan) return { code: "NOT_A_SPAN", reason: "It has no span id, and no name with a trace id or a start." };
  const attributes = attributesOf(value);
  if (!(attributes instanceof Map)) return attributes;
  const { status, resource } = value;
  return {
    traceId,
    spanId,
    parentSpanId: parent === "" || parent === "root" ? null : parent,
    name: named ? name : "",
    otelKind: kindCode(value["kind"]),
    startNs: timeNs(value["start_time"]),
    endNs: timeNs(value["end_time"]),
    statusCode: statusCode(isObject(status) ? status["status_code"] : (value["status_code"] ?? status)),
    statusMessage: textOrNull(isObject(status) ? status["description"] : value["status_message"]),
    attributes,
    events: list(value["events"]).filter(isObject).map(eventFacts),
    links: list(value["links"]).filter(isObject).map(linkFacts),
    resource: nestedAttributes(
      isObject(resource) && isObject(resource["attributes"]) ? resource["attributes"] : resource,
    ),
    scopeName: null,
    scopeVersion: null,
  };
}

function contextOf(value: JsonObject): { traceId: string; spanId: string } {
  const context = isObject(value["context"]) ? value["context"] : {};
  return {
    traceId: normaliseId(context["trace_id"] ?? value["context.trace_id"], 16),
    spanId: normaliseId(context["span_id"] ?? value["context.span_id"], 8),
  };
}

const COLUMN = "attributes.";

function attributesOf(value: JsonObject): Map<string, AttributeValue> | Rejection {
  const own = value["attributes"] ?? {};
  if (typeof own !== "object") {
    return { code: "BAD_ATTRIBUTES", reason: "`attributes` must be an object." };
  }
  const attributes = nestedAttributes(own);
  for (const key of Object.keys(value)) {
    // A row has a cell for every column: null says that the span has no such attribute.
    if (!key.startsWith(COLUMN) || value[key] === null) continue;
    for (const [name, member] of nestedAttributes({ [key.slice(COLUMN.length)]: value[key] })) {
      attributes.set(name, member);
    }
  }
  return attributes;
}

function eventFacts(value: JsonObject): SpanEventFacts {
  return {
    name: textOrNull(value["name"]) ?? "",
    timeNs: timeNs(value["timestamp"] ?? value["time"]),
    attributes: nestedAttributes(value["attributes"]),
  };
}

function linkFacts(value: JsonObject): SpanFacts["links"][number] {
  return { ...contextOf(value), attributes: nestedAttributes(value["attributes"]) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
