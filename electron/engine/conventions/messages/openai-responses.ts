import type { MeaningPart } from "../../../../shared/model/meaning.js";
import type { JsonObject } from "../values.js";
import { asString, isArray, isObject } from "../values.js";
import type { PartReaders } from "./part.js";
import { joinText, makePart, toolCall, toolResult } from "./part.js";

/** Content parts of OpenAI's Responses API. */
export const openAiResponsesParts: PartReaders = {
  input_text: (part) => makePart("text", part["text"]),
  output_text: (part) => makePart("text", part["text"]),
  summary_text: (part) => makePart("reasoning", part["text"]),
  reasoning_text: (part) => makePart("reasoning", part["text"]),
  input_image: (part) => makePart("image", part["image_url"] ?? part["file_id"]),
  input_file: (part) => makePart("file", part["file_id"] ?? part["file_url"] ?? part["file_data"]),
  refusal: (part) => makePart("refusal", part["refusal"]),
};

export interface ResponsesItem {
  readonly role: "assistant" | "tool";
  readonly part: MeaningPart | null;
}

/** An item of a Responses list that is no message: a call, what it gave, reasoning. Null for anything else. */
export function responsesItem(item: JsonObject): ResponsesItem | null {
  const type = asString(item["type"]);
  if (type === null || item["role"] !== undefined) return null;
  if (type === "function_call" || type === "custom_tool_call") {
    return {
      role: "assistant",
      part: toolCall(item["name"], item["call_id"] ?? item["id"], item["arguments"] ?? item["input"]),
    };
  }
  if (type === "function_call_output" || type === "custom_tool_call_output") {
    return { role: "tool", part: toolResult(item["call_id"], item["output"]) };
  }
  if (type === "reasoning" && (isArray(item["summary"]) || item["encrypted_content"] !== undefined)) {
    const summary = isArray(item["summary"]) ? item["summary"].filter(isObject).map((one) => one["text"] ?? "") : [];
    const text = joinText(summary.length > 0 ? summary : (item["content"] ?? ""));
    return { role: "assistant", part: text === null || text === "" ? null : makePart("reasoning", text) };
  }
  if (type === "mcp_call") return { role: "assistant", part: toolCall(item["name"], item["id"], item["arguments"]) };
  // Calls of the provider's own tools (web_search_call, ...); `tool_call` is a part of the GenAI schema.
  if (type.endsWith("_call") && !type.endsWith("tool_call"))
    return { role: "assistant", part: toolCall(type, item["id"] ?? item["call_id"], item["action"] ?? item) };
  return null;
}
