import type { AttributeValue } from "../../../shared/model/facts.js";
import { byKey } from "./by-key.js";
import { normaliseFinishReason, normaliseProvider } from "./normalise.js";
import type { Rule } from "./rules.js";
import { rule } from "./rules.js";
import { asAmount, asMilliseconds, asName, asStructure, asTags, asText, isArray, unquoted } from "./values.js";

const finishReason = (value: AttributeValue): string | null => normaliseFinishReason(asName(value));

/** Stands before `gen_ai.system`, which the SDK fills with the same name uncut. `openai.responses` is OpenAI's; `google.vertex` is a name of its own. */
function provider(value: AttributeValue): string | null {
  const name = asName(value);
  return name === null ? null : normaliseProvider(name.split(".", 1)[0] ?? name);
}

/** The tools come as an array of JSON strings. */
function tools(value: AttributeValue): string | null {
  const list = asStructure(value);
  return isArray(list) ? JSON.stringify(list.map((one) => asStructure(one) ?? one)) : asText(value);
}

/** Embedded values come as JSON, plain text in quotes. */
function embedded(value: AttributeValue): string | null {
  const list = asStructure(value);
  return isArray(list) ? JSON.stringify(list.map((one) => unquoted(one) ?? null)) : asText(unquoted(value));
}

/** Every attribute of the Vercel AI SDK that gives one scalar field by itself, with its rank. */
export const VERCEL_AI_RULES: readonly Rule[] = [
  rule("ai.telemetry.metadata.sessionId", "conversation", 90, asName),
  rule("ai.telemetry.metadata.threadId", "conversation", 91, asName),
  rule("ai.telemetry.metadata.chatId", "conversation", 92, asName),
  rule("ai.telemetry.metadata.conversationId", "conversation", 93, asName),
  rule("ai.telemetry.metadata.userId", "user", 60, asName),
  rule("ai.telemetry.metadata.tags", "tags", 40, asTags),

  rule("ai.model.provider", "provider", 25, provider),
  rule("ai.model.id", "requestModel", 30, asName),
  rule("ai.response.model", "model", 50, asName),
  rule("ai.response.id", "responseId", 20, asName),
  rule("ai.response.finishReason", "finishReason", 40, finishReason),
  rule("ai.finishReason", "finishReason", 41, finishReason),
  rule("gen_ai.finishReason", "finishReason", 42, finishReason),
  rule("ai.response.msToFirstChunk", "timeToFirstTokenNs", 30, asMilliseconds),
  rule("ai.stream.msToFirstChunk", "timeToFirstTokenNs", 40, asMilliseconds),

  rule("ai.usage.inputTokens", "inputTokens", 50, asAmount),
  rule("ai.usage.promptTokens", "inputTokens", 51, asAmount),
  rule("ai.usage.tokens", "inputTokens", 52, asAmount),
  rule("ai.usage.outputTokens", "outputTokens", 50, asAmount),
  rule("ai.usage.completionTokens", "outputTokens", 51, asAmount),
  rule("ai.usage.totalTokens", "totalTokens", 40, asAmount),
  rule("ai.usage.inputTokenDetails.cacheReadTokens", "cacheReadTokens", 50, asAmount),
  rule("ai.usage.cachedInputTokens", "cacheReadTokens", 51, asAmount),
  rule("ai.usage.inputTokenDetails.cacheWriteTokens", "cacheWriteTokens", 50, asAmount),
  rule("ai.usage.outputTokenDetails.reasoningTokens", "reasoningTokens", 50, asAmount),
  rule("ai.usage.reasoningTokens", "reasoningTokens", 51, asAmount),

  rule("ai.toolCall.name", "tool", 30, asName),
  rule("ai.toolCall.id", "toolCallId", 30, asName),
  rule("ai.toolCall.args", "toolArguments", 20, asText),
  rule("ai.toolCall.result", "toolResult", 20, asText),
  rule("ai.prompt.tools", "toolDefinitions", 30, tools),
  rule("ai.value", "input", 95, embedded),
  rule("ai.values", "input", 96, embedded),
];

/** True for the attributes that the SDK defines beside those of GenAI. */
export const isVercelAiKey = byKey(
  (key) => key.startsWith("ai.") || key === "operation.name" || key === "resource.name",
);
