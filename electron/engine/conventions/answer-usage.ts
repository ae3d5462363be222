import type { AttributeValue } from "../../../shared/model/facts.js";
import type { MeaningScalars } from "../../../shared/model/meaning.js";
import type { JsonObject } from "./values.js";
import { asAmount, asName, asStructure, isArray, isObject } from "./values.js";

/** What a model's whole answer says that it used. Input counts cached tokens, output counts reasoning. */
export type AnswerUsage = Partial<
  Pick<
    MeaningScalars,
    "inputTokens" | "outputTokens" | "totalTokens" | "cacheReadTokens" | "cacheWriteTokens" | "reasoningTokens"
  >
>;

const TELLS = /"(usage|token_usage|tokenUsage|usage_metadata|usageMetadata)"/;

/**
 * The usage inside an answer as the provider or LangChain gave it, whole: OpenAI (chat and responses), Anthropic, Bedrock,
 * Gemini, LangChain's results and messages. Null where the text is none, or says nothing.
 */
export function usageOfAnswer(answer: string): AnswerUsage | null {
  if (!TELLS.test(answer)) return null;
  const body = asStructure(answer);
  if (!isObject(body)) return null;
  const usage = usageIn(body);
  return usage === null ? null : read(usage);
}

/** The model that a whole request or answer names, as providers and LangChain write it. */
export function modelInside(body: string | undefined): string | null {
  if (body === undefined || !body.includes('"model')) return null;
  const structure = asStructure(body);
  if (!isObject(structure)) return null;
  const message = messageIn(structure);
  const result = member(structure, "llm_output", "llmOutput");
  const metadata = message === null ? null : member(message, "response_metadata");
  return (
    asName(structure["model"]) ??
    asName(structure["modelVersion"] ?? structure["model_version"]) ??
    asName(metadata?.["model_name"] ?? metadata?.["model"]) ??
    asName(result?.["model_name"] ?? result?.["model"])
  );
}

function usageIn(body: JsonObject): JsonObject | null {
  const message = messageIn(body);
  const result = member(body, "llm_output", "llmOutput");
  const metadata = message === null ? null : member(message, "response_metadata");
  return (
    member(body, "usage", "usage_metadata", "usageMetadata") ??
    (message === null ? null : member(message, "usage_metadata", "usage")) ??
    (result === null ? null : member(result, "token_usage", "tokenUsage", "usage")) ??
    (metadata === null ? null : member(metadata, "token_usage", "tokenUsage", "usage"))
  );
}

/** LangChain's message: the answer itself, or the first of its generations. */
function messageIn(body: JsonObject): JsonObject | null {
  const generations = body["generations"];
  let first: AttributeValue | undefined = isArray(generations) ? generations[0] : undefined;
  if (isArray(first)) first = first[0];
  const message = isObject(first) ? member(first, "message") : body;
  return message === null ? null : (member(message, "kwargs") ?? message);
}

/** The first of the members that is an object. */
function member(object: JsonObject, ...names: readonly string[]): JsonObject | null {
  for (const name of names) {
    const value = object[name];
    if (isObject(value)) return value;
  }
  return null;
}

function amount(object: JsonObject | null, ...names: readonly string[]): number | null {
  if (object === null) return null;
  for (const name of names) {
    const value = asAmount(object[name]);
    if (value !== null) return value;
  }
  return null;
}

function read(usage: JsonObject): AnswerUsage | null {
  const input = amount(usage, "input_tokens", "prompt_tokens", "inputTokens", "promptTokens", "prompt_token_count");
  const gemini = amount(usage, "promptTokenCount");
  const inputDetails = member(usage, "input_tokens_details", "prompt_tokens_details", "input_token_details");
  const outputDetails = member(usage, "output_tokens_details", "completion_tokens_details", "output_token_details");
  // Anthropic and Bedrock count what the cache gave and took beside the input.
  const readBeside = amount(usage, "cache_read_input_tokens", "cacheReadInputTokens");
  const writtenBeside = amount(usage, "cache_creation_input_tokens", "cacheWriteInputTokens");
  const thoughts = amount(usage, "thoughtsTokenCount", "thoughts_token_count");
  const answered = amount(usage, "candidatesTokenCount", "candidates_token_count");
  const output =
    answered === null
      ? amount(usage, "output_tokens", "completion_tokens", "outputTokens", "completionTokens")
      : answered + (thoughts ?? 0);
  const given = input ?? gemini;
  if (given === null && output === null) return null;
  const found = {
    inputTokens: given === null ? null : given + (readBeside ?? 0) + (writtenBeside ?? 0),
    outputTokens: output,
    totalTokens: amount(usage, "total_tokens", "totalTokens", "totalTokenCount", "total_token_count"),
    cacheReadTokens:
      readBeside ??
      amount(inputDetails, "cached_tokens", "cache_read") ??
      amount(usage, "cachedContentTokenCount", "cached_content_token_count"),
    cacheWriteTokens: writtenBeside ?? amount(inputDetails, "cache_creation"),
    reasoningTokens: thoughts ?? amount(outputDetails, "reasoning_tokens", "reasoning"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null)) as AnswerUsage;
}
