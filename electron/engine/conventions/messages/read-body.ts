import type { AttributeValue } from "../../../../shared/model/facts.js";
import type { MeaningMessage } from "../../../../shared/model/meaning.js";
import { normaliseFinishReason } from "../normalise.js";
import type { JsonObject } from "../values.js";
import { asString, asStructure, isArray, isObject } from "../values.js";
import { readMessages, readParts } from "./read-messages.js";

/**
 * The messages of a whole request to a model (or of the inputs of a run), whichever provider's shape it has. Text
 * becomes one user message; a structure in which no messages are found is null.
 */
export function requestMessages(value: AttributeValue): MeaningMessage[] | null {
  const body = asStructure(value);
  if (body === null || isArray(body)) return readMessages(value, "user");
  if (body["role"] !== undefined) return readMessages(body, "user");
  const list = body["messages"] ?? body["contents"] ?? body["input"] ?? body["prompt"] ?? body["prompts"];
  const messages = list === undefined || list === null ? null : readMessages(list, "user");
  if (messages === null) return null;
  const config = isObject(body["config"]) ? body["config"] : body;
  const system =
    body["system"] ??
    body["instructions"] ??
    config["system_instruction"] ??
    config["systemInstruction"] ??
    body["systemInstruction"] ??
    null;
  return messages[0]?.role === "system" ? messages : [...systemMessage(system), ...messages];
}

/** Instructions (text, parts, or a Gemini content) as one system message; none when they are empty. */
export function systemMessage(instructions: AttributeValue): MeaningMessage[] {
  const structure = asStructure(instructions);
  const content = isObject(structure) ? (structure["parts"] ?? structure) : instructions;
  const parts = readParts(content);
  return parts.length > 0 ? [{ role: "system", name: null, finishReason: null, parts }] : [];
}

/** The messages of a whole answer of a model, one per choice. Text becomes one assistant message. */
export function responseMessages(value: AttributeValue): MeaningMessage[] | null {
  const body = asStructure(value);
  if (body === null || isArray(body)) return readMessages(value, "assistant");
  if (body["role"] !== undefined) return readMessages(body, "assistant");
  for (const key of ["choices", "candidates", "generations"] as const) {
    const list = body[key];
    if (isArray(list)) return nonEmpty(list.flat().filter(isObject).flatMap(choice));
  }
  const output = body["output"];
  if (isObject(output) && isObject(output["message"])) return readMessages(output["message"], "assistant");
  const found = body["message"] ?? body["messages"] ?? (isArray(output) ? output : undefined);
  if (found !== undefined) return readMessages(found, "assistant");
  if (body["text"] !== undefined || body["content"] !== undefined || isArray(body["tool_calls"]))
    return nonEmpty(choice(body));
  return typeof output === "string" ? readMessages(output, "assistant") : null;
}

function choice(one: JsonObject): MeaningMessage[] {
  const inner = one["message"] ?? (isObject(one["content"]) ? one["content"] : undefined);
  const info = isObject(one["generation_info"]) ? one["generation_info"] : {};
  const reason = normaliseFinishReason(
    asString(one["finish_reason"] ?? one["finishReason"] ?? one["stop_reason"] ?? info["finish_reason"]),
  );
  const messages =
    inner !== undefined && inner !== null
      ? readMessages(inner, "assistant")
      : readMessages(
          { role: "assistant", content: one["content"] ?? one["text"] ?? null, tool_calls: one["tool_calls"] ?? null },
          "assistant",
        );
  return (messages ?? []).map((message) => ({ ...message, finishReason: message.finishReason ?? reason }));
}

function nonEmpty(messages: MeaningMessage[]): MeaningMessage[] | null {
  return messages.length > 0 ? messages : null;
}
