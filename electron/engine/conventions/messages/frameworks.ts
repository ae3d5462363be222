import type { MeaningPart } from "../../../../shared/model/meaning.js";
import type { JsonObject } from "../values.js";
import { asString, isArray, isObject } from "../values.js";
import { makePart, toolCall, toolResult } from "./part.js";

/** Typeless and otherwise-typed parts of LlamaIndex (`block_type`) and Haystack (`tool_call`, `tool_call_result`). */
export function frameworkPart(part: JsonObject): MeaningPart | null {
  const block = asString(part["block_type"]);
  if (block === "text") return makePart("text", part["text"]);
  if (block === "image" || block === "audio" || block === "video") {
    return makePart(block, part["url"] ?? part["path"] ?? part[block]);
  }
  const call = part["tool_call"];
  if (isObject(call)) return toolCall(call["tool_name"] ?? call["name"], call["id"], call["arguments"]);
  const result = part["tool_call_result"];
  if (isObject(result)) {
    const origin = isObject(result["origin"]) ? result["origin"] : {};
    return toolResult(origin["id"], result["result"], origin["tool_name"]);
  }
  return null;
}

/** Haystack's older `_role` / `_content`, and AutoGen's `{source, content, type}`, as `{role, content}`; else null. */
export function frameworkMessage(message: JsonObject): JsonObject | null {
  if (message["_role"] !== undefined) {
    return { role: message["_role"], content: message["_content"] ?? null, name: message["_name"] ?? null };
  }
  const source = asString(message["source"]);
  if (source === null || message["role"] !== undefined || message["content"] === undefined) return null;
  const content = message["content"];
  if (message["type"] === "ToolCallRequestEvent" && isArray(content)) {
    return { role: "assistant", name: source, content: null, tool_calls: content };
  }
  if (message["type"] === "ToolCallExecutionEvent" && isArray(content)) {
    const results = content.filter(isObject).map((one) => ({
      type: "tool_call_response",
      id: one["call_id"] ?? null,
      name: one["name"] ?? null,
      response: one["content"] ?? null,
    }));
    return { role: "tool", name: source, content: results };
  }
  return { role: source === "user" ? "user" : "assistant", name: source, content };
}
