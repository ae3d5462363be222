import type { AttributeValue, SpanEventFacts, SpanFacts } from "../../../../shared/model/facts.js";
import { otlpAttributes } from "../common/any-value.js";
import { isObject, type JsonObject, list } from "../common/fields.js";
import { timeNs } from "../common/times.js";
import type { Rejection, ResourceContext, ScopeContext } from "../importer.js";
import { addOfTrace, agentsId } from "./common.js";

const KINDS: ReadonlyMap<string, string> = new Map([
  ["agent", "AGENT"],
  ["llm", "LLM"],
  ["generation", "LLM"],
  ["response", "LLM"],
  ["tool", "TOOL"],
  ["function", "TOOL"],
  ["handoff", "TOOL"],
  ["guardrail", "GUARDRAIL"],
  ["embedding", "EMBEDDING"],
  ["retriever", "RETRIEVER"],
  ["chain", "CHAIN"],
]);

/** Names of the log's own, and the names of the vocabularies that say the same. */
const SYNONYMS: readonly (readonly [string, string])[] = [
  ["llm.model", "gen_ai.request.model"],
  ["llm.request.messages", "input.value"],
  ["llm.response.content", "output.value"],
  ["llm.request.tools", "gen_ai.tool.definitions"],
  ["llm.usage.prompt_tokens", "gen_ai.usage.input_tokens"],
  ["llm.usage.completion_tokens", "gen_ai.usage.output_tokens"],
  ["llm.usage.total_tokens", "gen_ai.usage.total_tokens"],
  ["tool.name", "gen_ai.tool.name"],
  ["tool.arguments", "gen_ai.tool.call.arguments"],
  ["tool.result", "gen_ai.tool.call.result"],
  ["function.input", "gen_ai.tool.call.arguments"],
  ["function.output", "gen_ai.tool.call.result"],
  ["handoff.from", "gen_ai.handoff.from_agent"],
  ["handoff.to", "gen_ai.handoff.to_agent"],
];

/** The facts of a line of a log that writes a span at its start and again, whole, at its end. */
export function loggedSpanFacts(
  span: JsonObject,
  resource: ResourceContext,
  scope: ScopeContext,
): SpanFacts | Rejection {
  const spanId = agentsId(span["span_id"], 8);
  const name = typeof span["name"] === "string" ? span["name"] : "";
  if (spanId === "" && name === "") return { code: "NOT_A_SPAN", reason: "It has neither an id nor a name." };
  const parent = agentsId(span["parent_id"], 8);
  const attributes = new Map<string, AttributeValue>(otlpAttributes(span["attributes"]));
  const kind = typeof span["kind"] === "string" ? KINDS.get(span["kind"]) : undefined;
  if (kind !== undefined && !attributes.has("openinference.span.kind")) attributes.set("openinference.span.kind", kind);
  for (const [own, known] of SYNONYMS) {
    const value = attributes.get(own);
    if (value !== undefined && value !== null && !attributes.has(known)) attributes.set(known, value);
  }
  addOfTrace(resource, parent === "", attributes);
  const description = attributes.get("status.description");
  return {
    traceId: agentsId(span["trace_id"], 16),
    spanId,
    parentSpanId: parent === "" ? null : parent,
    name,
    otelKind: 0,
    startNs: timeNs(span["start_time"]),
    endNs: endOf(span),
    statusCode: span["status"] === "error" ? 2 : 0,
    statusMessage: typeof description === "string" ? description : null,
    attributes,
    events: list(span["events"]).filter(isObject).map(eventFacts),
    links: [],
    resource: resource.attributes,
    scopeName: scope.name,
    scopeVersion: scope.version,
  };
}

/** Times are whole seconds beside a measured duration: where the two agree to the second, the duration is the better one. */
function endOf(span: JsonObject): bigint | null {
  const start = timeNs(span["start_time"]);
  const end = timeNs(span["end_time"]);
  const duration = span["duration_ms"];
  if (start === null || end === null || typeof duration !== "number" || !(duration >= 0 && duration < 1e12)) return end;
  const measured = start + BigInt(Math.round(duration * 1e6));
  const apart = measured > end ? measured - end : end - measured;
  const isWhole = start % 1_000_000_000n === 0n && end % 1_000_000_000n === 0n;
  return isWhole && apart <= 1_000_000_000n ? measured : end;
}

function eventFacts(event: JsonObject): SpanEventFacts {
  return {
    name: typeof event["name"] === "string" ? event["name"] : "",
    timeNs: timeNs(event["timestamp"]),
    attributes: otlpAttributes(event["attributes"]),
  };
}
