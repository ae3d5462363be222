import type { AttributeValue, SpanFacts } from "../../../../shared/model/facts.js";
import { isObject, type JsonObject } from "../common/fields.js";
import { timeNs } from "../common/times.js";
import type { Rejection, ResourceContext, ScopeContext } from "../importer.js";
import { addOfTrace, agentsId } from "./common.js";
import { loggedSpanFacts } from "./event-log.js";
import { isTask, nameOf, spanDataAttributes } from "./span-data.js";

/** The facts of a span item, or of a line of a log of starts and ends. */
export function openAiAgentsSpanFacts(
  value: unknown,
  resource: ResourceContext,
  scope: ScopeContext,
): SpanFacts | Rejection {
  if (!isObject(value)) return { code: "NOT_A_SPAN", reason: "A span item must be a JSON object." };
  if (isObject(value["span"]) && value["object"] === undefined) return loggedSpanFacts(value["span"], resource, scope);
  const spanId = agentsId(value["id"], 8);
  const data = isObject(value["span_data"]) ? value["span_data"] : null;
  if (value["object"] !== "trace.span" || (spanId === "" && data === null)) {
    return { code: "NOT_A_SPAN", reason: 'It is neither a "trace" nor a "trace.span" item.' };
  }
  const parent = agentsId(value["parent_id"], 8);
  const error = isObject(value["error"]) ? value["error"] : null;
  const attributes = spanDataAttributes(data ?? {}, value);
  addOfTrace(resource, parent === "", attributes);
  if (error !== null && error["data"] !== null && error["data"] !== undefined) {
    attributes.set("openai.error.data", error["data"] as AttributeValue);
  }
  return {
    traceId: agentsId(value["trace_id"], 16) || agentsId(resource.attributes.get("openai.trace.id"), 16),
    spanId,
    parentSpanId: parent === "" ? null : parent,
    name: parent === "" ? rootName(data ?? {}, resource) : nameOf(data ?? {}),
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

/** The task that a run begins with is called "task" in every run: the workflow's name tells them apart. */
function rootName(data: JsonObject, resource: ResourceContext): string {
  const workflow = isTask(data) ? resource.attributes.get("workflow.name") : undefined;
  return typeof workflow === "string" ? workflow : nameOf(data);
}

function messageOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
