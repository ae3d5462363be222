import type { AttributeValue, SpanFacts } from "../../../shared/model/facts.js";
import type { MeaningMessage } from "../../../shared/model/meaning.js";
import { byKey } from "./by-key.js";
import type { Convention, MeaningWriter } from "./convention.js";
import { readMessages } from "./messages/read-messages.js";
import type { Rule } from "./rules.js";
import { applyRules, indexRules, rule } from "./rules.js";
import { asAmount, asName, asNumber, asStructure, asTags, asText, isArray, isObject } from "./values.js";

/** The severity numbers of errors begin here. */
const isError = (value: AttributeValue): true | null => ((asNumber(value) ?? 0) >= 17 ? true : null);

/** Every attribute of Pydantic AI and Logfire that gives one scalar field by itself, with its rank. */
export const PYDANTIC_AI_RULES: readonly Rule[] = [
  rule("agent_name", "agent", 50, asName),
  rule("model_name", "requestModel", 50, asName),
  rule("final_result", "output", 100, asText),
  rule("tool_arguments", "toolArguments", 40, asText),
  rule("tool_response", "toolResult", 40, asText),
  rule("operation.cost", "costUsd", 40, asAmount),
  rule("gen_ai.aggregated_usage.input_tokens", "inputTokens", 90, asAmount),
  rule("gen_ai.aggregated_usage.output_tokens", "outputTokens", 90, asAmount),
  rule("gen_ai.aggregated_usage.cache_read.input_tokens", "cacheReadTokens", 90, asAmount),
  rule("gen_ai.aggregated_usage.cache_creation.input_tokens", "cacheWriteTokens", 90, asAmount),
  rule("logfire.tags", "tags", 60, asTags),
  rule("logfire.level_num", "failed", 70, isError),
];
const RULES = indexRules(PYDANTIC_AI_RULES);
const RULE_KEYS = new Set(PYDANTIC_AI_RULES.map((one) => one.key));
const OTHER_KEYS = new Set([
  "all_messages_events",
  "events",
  "model_request_parameters",
  "inputs",
  "inputs_count",
  "input_type",
  "embedding_settings",
]);
const AGENT_KEYS = ["pydantic_ai.all_messages", "all_messages_events"];

/** Names so plain that they tell nothing of the span that they stand on. */
const isTellingKey = byKey(
  (key) =>
    key.startsWith("pydantic_ai.") ||
    key.startsWith("logfire.") ||
    key.startsWith("gen_ai.aggregated_usage.") ||
    key === "all_messages_events" ||
    key === "model_request_parameters" ||
    key === "tool_arguments" ||
    key === "operation.cost",
);

/** The first versions name no operation: only an agent's span keeps all the messages of its run. */
function readKind(span: SpanFacts, out: MeaningWriter): void {
  for (const key of AGENT_KEYS) if (span.attributes.has(key)) out.set("kind", "agent", key, 210);
}

/** A run's messages: what its last answer says came out, all before it went in. */
function readConversation(key: string, rank: number, span: SpanFacts, out: MeaningWriter): void {
  const value = span.attributes.get(key);
  if (value === undefined || !(out.wants("inputMessages", rank) || out.wants("outputMessages", rank))) return;
  const messages: readonly MeaningMessage[] = readMessages(value, "user") ?? [];
  const answered = messages.at(-1)?.role === "assistant";
  const split = answered ? messages.length - 1 : messages.length;
  out.setList("inputMessages", messages.slice(0, split), key, rank);
  out.setList("outputMessages", messages.slice(split), key, rank);
}

function readEmbedded(span: SpanFacts, out: MeaningWriter): void {
  const inputs = span.attributes.get("inputs");
  if (inputs === undefined || span.attributes.get("gen_ai.operation.name") !== "embeddings") return;
  const texts = asStructure(inputs);
  const list = isArray(texts) ? texts : [inputs];
  out.set("input", asText(inputs), "inputs", 100);
  out.setList(
    "embeddings",
    list.map((text) => ({ text: asText(text), vector: null })),
    "inputs",
    40,
  );
}

function readRequest(span: SpanFacts, out: MeaningWriter): void {
  const key = "model_request_parameters";
  const value = span.attributes.get(key);
  if (value === undefined) return;
  out.set("parameters", asText(value), key, 50);
  const request = out.wants("toolDefinitions", 70) ? asStructure(value) : null;
  if (!isObject(request)) return;
  const tools = request["function_tools"];
  if (isArray(tools) && tools.length > 0) out.set("toolDefinitions", JSON.stringify(tools), key, 70);
}

/** Pydantic AI, versions 1 and up of its instrumentation, with Logfire's own attributes. */
export const pydanticAi: Convention = {
  id: "pydantic-ai",
  label: "Pydantic AI",
  version: 1,
  owns: (key) => isTellingKey(key) || RULE_KEYS.has(key) || OTHER_KEYS.has(key),
  speaks(span) {
    if (span.scopeName === "pydantic-ai") return true;
    for (const key of span.attributes.keys()) if (isTellingKey(key)) return true;
    return false;
  },
  interpret(span, out) {
    applyRules(RULES, span.attributes, out, null);
    readKind(span, out);
    readConversation("events", 80, span, out);
    readConversation("pydantic_ai.all_messages", 81, span, out);
    readConversation("all_messages_events", 82, span, out);
    readEmbedded(span, out);
    readRequest(span, out);
  },
};
