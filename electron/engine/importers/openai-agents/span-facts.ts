import type { AttributeValue, SpanFacts } from "../../../../shared/model/facts.js";
import { isObject } from "../common/fields.js";
import { timeNs } from "../common/times.js";
import type { Rejection, ResourceContext, ScopeContext } from "../importer.js";
import { addOfTrace, agentsId } from "./common.js";
import { loggedSpanFacts } from "./event-log.js";
import { nameOf, spanDataAttributes } from "./span-data.js";

/** The facts of a span item, or of a line of a log of starts and ends. */
export function openAiAgentsSpanFacts(
  value: unknown,
  resource: ResourceContext,
  scope: ScopeContext,
): SpanFacts | Rejection {
  if (!isObject(value)) return { code: "NOT_A_SPAN", reason: "A span item must be a JSON object." };
  if (isObject(value["span"]) && value["object"] === undefined) return loggedSpanFacts(value["span"], resource, scope);
  const spanId = agentsId(value["id"], 8);
  const data = value["span_data"];
  if (value["object"] !== "trace.span" || (spanId === "" && !isObject(data))) {
    return { code: "NOT_A_SPAN", reason: 'It is neither a "trace" nor a "trace.span" item.' };
  }
  const parent = agentsId(value["parent_id"], 8);
  const error = isObject(value["error"]) ? value["error"] : null;
  const attributes = spanDataAttributes(isObject(data) ? data : {}, value);
  addOfTrace(resource, parent === "", attributes);
  if (error !== null && error["data"] !== null && error["data"] !== undefined) {
    attributes.set("openai.error.data", error["data"] as AttributeValue);
  }
  return {
    traceId: agentsId(value["trace_id"], 16) || agentsId(resource.attributes.get("openai.trace.id"), 16),
    spanId,
    parentSpanId: parent === "" ? null : parent,
    name: nameOf(isObject(data) ? data : {}),
    otelKind: 0,
    startNs: timeNs(value["started_at"]),
    endNs: timeNs(value["ended_at"]),
    statusCode: value["error"] === null || value["error"] === undefined ? 0 : 2,
    statusMessage: messageOf(error?.["message"] ?? value["error"]),
    attributes,
    events: [],
    links: [],
    resource: resource.attributes,
    scopeName: scope.name,
    scopeVersion: scope.version,
  };
}

function messageOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
