import type { JsonObject } from "../values.js";
import { isObject } from "../values.js";
import type { PartReader, PartReaders } from "./part.js";
import { makePart, toolCall, toolResult } from "./part.js";

function source(part: JsonObject): ReturnType<PartReader> {
  const from = part["source"];
  if (!isObject(from)) return null;
  const type = part["type"] === "image" ? "image" : "file";
  return makePart(type, from["url"] ?? from["data"] ?? from["file_id"] ?? from["content"]);
}

/** Content blocks of Anthropic's Messages API. */
export const anthropicParts: PartReaders = {
  thinking: (part) => makePart("reasoning", part["thinking"]),
  redacted_thinking: (part) => makePart("reasoning", part["data"]),
  tool_use: (part) => toolCall(part["name"], part["id"], part["input"]),
  server_tool_use: (part) => toolCall(part["name"], part["id"], part["input"]),
  tool_result: (part) => toolResult(part["tool_use_id"], part["content"]),
  image: source,
  document: source,
};

/** `web_search_tool_result` and its like: what a tool of the provider gave. */
export function serverToolResult(part: JsonObject, type: string): ReturnType<PartReader> {
  return type.endsWith("_tool_result") ? toolResult(part["tool_use_id"], part["content"], type) : null;
}
