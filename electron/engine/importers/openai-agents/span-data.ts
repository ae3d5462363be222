import type { AttributeValue } from "../../../../shared/model/facts.js";
import { isObject, type JsonObject } from "../common/fields.js";

type Add = (key: string, value: unknown) => void;

/** What a span is called: its own name, or what it does. */
export function nameOf(data: JsonObject): string {
  const { name, type } = data;
  if (typeof name === "string" && name !== "") return name;
  if (type === "handoff") return `handoff to ${typeof data["to_agent"] === "string" ? data["to_agent"] : "?"}`;
  return typeof type === "string" ? type : "";
}

/** `span_data` as attributes of GenAI and OpenInference. What has no name there is `openai.*`; sound stays in the record. */
export function spanDataAttributes(data: JsonObject, item: JsonObject): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>();
  const add: Add = (key, value) => {
    if (value !== undefined && value !== null && value !== "") attributes.set(key, value as AttributeValue);
  };
  const type = typeof data["type"] === "string" ? data["type"] : "";
  add("openai.span.type", type);
  add("openai.span.metadata", item["metadata"]);
  READERS.get(type)?.(data, add, item);
  if (!READERS.has(type)) addUnknown(data, add);
  return attributes;
}

const READERS: ReadonlyMap<string, (data: JsonObject, add: Add, item: JsonObject) => void> = new Map([
  ["agent", readAgent],
  ["function", readFunction],
  ["generation", readGeneration],
  ["response", readResponse],
  ["handoff", readHandoff],
  ["guardrail", readGuardrail],
  ["custom", readCustom],
  ["mcp_tools", readMcpTools],
  ["transcription", readSpeech],
  ["speech", readSpeech],
  ["speech_group", readSpeech],
]);

function readAgent(data: JsonObject, add: Add): void {
  add("openinference.span.kind", "AGENT");
  add("gen_ai.agent.name", data["name"]);
  for (const member of ["handoffs", "tools", "output_type"]) add(`openai.agent.${member}`, data[member]);
}

function readFunction(data: JsonObject, add: Add): void {
  add("openinference.span.kind", "TOOL");
  add("gen_ai.tool.name", data["name"]);
  add("gen_ai.tool.call.arguments", data["input"]);
  add("gen_ai.tool.call.result", data["output"]);
  add("input.value", data["input"]);
  add("output.value", data["output"]);
  add("openai.function.mcp_data", data["mcp_data"]);
}

function readGeneration(data: JsonObject, add: Add): void {
  add("openinference.span.kind", "LLM");
  add("input.value", data["input"]);
  add("output.value", data["output"]);
  add("gen_ai.request.model", data["model"]);
  addConfig(data, add);
  addUsage(data["usage"], add);
}

/** The SDK's export names the answer's id alone; dumps of other processors set what was said beside it. */
function readResponse(data: JsonObject, add: Add, item: JsonObject): void {
  add("openinference.span.kind", "LLM");
  add("gen_ai.response.id", data["response_id"]);
  add("input.value", data["input"] ?? item["span_data_input"]);
  const response = data["response"] ?? item["span_data_response"] ?? item["response"];
  if (isObject(response)) {
    add("gen_ai.response.model", response["model"]);
    add("output.value", response["output"] ?? response);
  } else {
    add("output.value", data["output"] ?? response);
  }
  addUsage(data["usage"] ?? (isObject(response) ? response["usage"] : undefined), add);
}

function readHandoff(data: JsonObject, add: Add): void {
  add("gen_ai.handoff.from_agent", data["from_agent"]);
  add("gen_ai.handoff.to_agent", data["to_agent"]);
}

function readGuardrail(data: JsonObject, add: Add): void {
  add("openinference.span.kind", "GUARDRAIL");
  add("gen_ai.guardrail.component.name", data["name"]);
  if (typeof data["triggered"] === "boolean") {
    add("gen_ai.guardrail.verdict.type", data["triggered"] ? "deny" : "allow");
  }
}

/** Whether a span is the SDK's own task: one run of a workflow, which comes as a custom span. */
export function isTask(data: JsonObject): boolean {
  return data["type"] === "custom" && isObject(data["data"]) && data["data"]["sdk_span_type"] === "task";
}

/**
 * The SDK's tasks and turns come as custom spans. Their usage sums up what is below them, and counts where that says
 * nothing, as the responses of an export.
 */
function readCustom(data: JsonObject, add: Add): void {
  const own = isObject(data["data"]) ? data["data"] : {};
  const step = own["sdk_span_type"];
  if (step === "task" || step === "turn") {
    add("openinference.span.kind", "CHAIN");
    add("gen_ai.agent.name", own["agent_name"]);
    addUsage(own["usage"], add);
  }
  add("openai.custom.data", data["data"]);
}

function readMcpTools(data: JsonObject, add: Add): void {
  add("mcp.method.name", "tools/list");
  add("openai.mcp.server", data["server"]);
  add("output.value", data["result"]);
}

function readSpeech(data: JsonObject, add: Add): void {
  add("openinference.span.kind", data["type"] === "speech_group" ? "CHAIN" : "LLM");
  add("gen_ai.request.model", data["model"]);
  if (typeof data["input"] === "string") add("input.value", data["input"]);
  if (typeof data["output"] === "string") add("output.value", data["output"]);
  addConfig(data, add);
}

function addConfig(data: JsonObject, add: Add): void {
  if (!isObject(data["model_config"])) return;
  const set = Object.entries(data["model_config"]).filter(([, value]) => value !== null);
  if (set.length > 0) add("llm.invocation_parameters", JSON.stringify(Object.fromEntries(set)));
}

function addUnknown(data: JsonObject, add: Add): void {
  for (const key of Object.keys(data)) if (key !== "type" && key !== "name") add(`openai.span.${key}`, data[key]);
}

/** Usage in the form of the Responses API or of chat completions. */
function addUsage(usage: unknown, add: Add): void {
  if (!isObject(usage)) return;
  add("gen_ai.usage.input_tokens", usage["input_tokens"] ?? usage["prompt_tokens"]);
  add("gen_ai.usage.output_tokens", usage["output_tokens"] ?? usage["completion_tokens"]);
  add("gen_ai.usage.total_tokens", usage["total_tokens"]);
  const input = usage["input_tokens_details"] ?? usage["prompt_tokens_details"];
  const output = usage["output_tokens_details"] ?? usage["completion_tokens_details"];
  add("gen_ai.usage.cache_read.input_tokens", isObject(input) ? input["cached_tokens"] : usage["cached_input_tokens"]);
  add("gen_ai.usage.cache_write.input_tokens", usage["cache_write_input_tokens"]);
  if (isObject(output)) add("gen_ai.usage.reasoning.output_tokens", output["reasoning_tokens"]);
}
