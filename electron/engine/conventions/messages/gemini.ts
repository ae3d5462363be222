import type { JsonObject } from "../values.js";
import { isObject } from "../values.js";
import type { PartReader } from "./part.js";
import { makePart, mediaType, toolCall, toolResult } from "./part.js";

/** A part of Gemini's contents, in camel or snake case: keyed by its kind instead of having a `type`. */
export function geminiPart(part: JsonObject): ReturnType<PartReader> {
  const call = part["functionCall"] ?? part["function_call"];
  if (isObject(call)) return toolCall(call["name"], call["id"], call["args"]);
  const response = part["functionResponse"] ?? part["function_response"];
  if (isObject(response)) return toolResult(response["id"], response["response"], response["name"]);
  const inline = part["inlineData"] ?? part["inline_data"];
  if (isObject(inline)) return makePart(mediaType(inline["mimeType"] ?? inline["mime_type"]), inline["data"]);
  const file = part["fileData"] ?? part["file_data"];
  if (isObject(file)) {
    return makePart(mediaType(file["mimeType"] ?? file["mime_type"]), file["fileUri"] ?? file["file_uri"]);
  }
  if (part["executableCode"] !== undefined || part["executable_code"] !== undefined) {
    return makePart("other", part["executableCode"] ?? part["executable_code"], "executable_code");
  }
  return makePart(part["thought"] === true ? "reasoning" : "text", part["text"]);
}
