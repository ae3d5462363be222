import type { AttributeValue, SpanFacts } from "../../../shared/model/facts.js";
import type { Convention, MeaningWriter } from "./convention.js";
import { requestMessages, responseMessages } from "./messages/read-body.js";
import { hasBelow } from "./prefixed.js";
import { normaliseFinishReason } from "./normalise.js";
import type { Rule } from "./rules.js";
import { applyRules, indexRules, rule } from "./rules.js";
import type { JsonObject } from "./values.js";
import { asAmount, asName, asString, asStructure, asText, isArray, isObject } from "./values.js";

/** Every attribute of Google's ADK that gives one scalar field by itself, with its rank. */
export const GOOGLE_ADK_RULES: readonly Rule[] = [
  rule("gcp.vertex.agent.session_id", "conversation", 40, asName),
  rule("gcp.vertex.agent.tool_call_args", "toolArguments", 30, asText),
  rule("gcp.vertex.agent.tool_response", "toolResult", 30, asText),
];
const RULES = indexRules(GOOGLE_ADK_RULES);
const REQUEST = "gcp.vertex.agent.llm_request";
const RESPONSE = "gcp.vertex.agent.llm_response";

/** The object in an attribute; `{}` stands for none. */
function objectOf(value: AttributeValue | undefined): JsonObject | null {
  const structure = asStructure(value);
  return isObject(structure) && Object.keys(structure).length > 0 ? structure : null;
}

function readRequest(span: SpanFacts, out: MeaningWriter): void {
  const request = objectOf(span.attributes.get(REQUEST));
  if (request === null) return;
  if (out.wants("inputMessages", 90)) out.setList("inputMessages", requestMessages(request), REQUEST, 90);
  out.set("requestModel", asName(request["model"]), REQUEST, 70);
  const { config } = request;
  if (!isObject(config)) return;
  // The options of the HTTP client are no parameters of the model, and their headers hold keys.
  const {
    tools,
    system_instruction: _system,
    systemInstruction: _systemToo,
    http_options: _http,
    httpOptions: _httpToo,
    ...parameters
  } = config;
  if (isArray(tools) && tools.length > 0) out.set("toolDefinitions", JSON.stringify(tools), REQUEST, 60);
  if (Object.keys(parameters).length > 0) out.set("parameters", JSON.stringify(parameters), REQUEST, 90);
}

/** An answer is an event with a `content`, or the raw answer of the API with its `candidates`. */
function readResponse(span: SpanFacts, out: MeaningWriter): void {
  const response = objectOf(span.attributes.get(RESPONSE));
  if (response === null) return;
  if (out.wants("outputMessages", 90)) {
    const { content } = response;
    out.setList("outputMessages", responseMessages(isObject(content) ? content : response), RESPONSE, 90);
  }
  const finish = response["finish_reason"] ?? response["finishReason"];
  out.set("finishReason", normaliseFinishReason(asString(finish)), RESPONSE, 100);
  const usage = response["usage_metadata"] ?? response["usageMetadata"];
  if (isObject(usage)) readUsage(usage, span, out);
}

/** Python writes the API's names in snake case, JavaScript in camel case. */
function readUsage(usage: JsonObject, span: SpanFacts, out: MeaningWriter): void {
  const amount = (snake: string, camel: string): number | null => asAmount(usage[snake] ?? usage[camel]);
  const thoughts = amount("thoughts_token_count", "thoughtsTokenCount");
  const answered = amount("candidates_token_count", "candidatesTokenCount");
  // Gemini counts its thoughts beside the answer; ADK copies the answer's count alone to where all output belongs.
  const isAnswerAlone = answered !== null && asAmount(span.attributes.get("gen_ai.usage.output_tokens")) === answered;
  const output = answered === null ? thoughts : answered + (thoughts ?? 0);
  out.set("outputTokens", output, RESPONSE, isAnswerAlone && (thoughts ?? 0) > 0 ? 5 : 110);
  out.set("inputTokens", amount("prompt_token_count", "promptTokenCount"), RESPONSE, 110);
  out.set("totalTokens", amount("total_token_count", "totalTokenCount"), RESPONSE, 110);
  out.set("cacheReadTokens", amount("cached_content_token_count", "cachedContentTokenCount"), RESPONSE, 110);
  out.set("reasoningTokens", thoughts, RESPONSE, 110);
}

/** The span that repeats the answers of tools that ran side by side is none of them; a transfer names its agent. */
function readTool(span: SpanFacts, out: MeaningWriter): void {
  const tool = span.attributes.get("gen_ai.tool.name");
  if (tool === "(merged tools)") out.set("kind", "other", "gen_ai.tool.name", 5);
  if (tool !== "transfer_to_agent") return;
  const args = asStructure(span.attributes.get("gcp.vertex.agent.tool_call_args"));
  if (!isObject(args)) return;
  out.set("handoffTo", asName(args["agent_name"] ?? args["agentName"]), "gcp.vertex.agent.tool_call_args", 60);
}

/** Google's Agent Development Kit. */
export const googleAdk: Convention = {
  id: "google-adk",
  label: "Google ADK",
  version: 1,
  owns: (key) => key.startsWith("gcp.vertex.agent.") || key.startsWith("adk."),
  speaks: (span) => span.scopeName === "gcp.vertex.agent" || hasBelow(span.attributes, "gcp.vertex.agent."),
  interpret(span, out) {
    applyRules(RULES, span.attributes, out, null);
    readRequest(span, out);
    readResponse(span, out);
    readTool(span, out);
  },
};
