import type { JsonObject } from "../values.js";
import { isArray, isObject } from "../values.js";
import type { PartReader, PartReaders } from "./part.js";
import { joinText, makePart, toolCall, toolResult } from "./part.js";

const KINDS = new Set([
  "text",
  "toolUse",
  "toolResult",
  "reasoningContent",
  "image",
  "video",
  "document",
  "cachePoint",
]);

/** Whether an object can be nothing but a content item of Bedrock Converse: one member, which is its kind. */
export function isBedrockBlock(value: JsonObject): boolean {
  const [kind, ...others] = Object.keys(value);
  return kind !== undefined && others.length === 0 && KINDS.has(kind);
}

/** The same items with their kind as `type`, as Strands writes them. */
export const bedrockParts: PartReaders = {
  toolUse: (part) => toolCall(part["name"], part["toolUseId"], part["input"]),
  toolResult: (part) => toolResult(part["toolUseId"], plain(part["content"])),
};

/** A content item of Bedrock Converse: keyed by its kind instead of having a `type`. */
export function bedrockPart(part: JsonObject): ReturnType<PartReader> {
  const use = part["toolUse"];
  if (isObject(use)) return toolCall(use["name"], use["toolUseId"], use["input"]);
  const result = part["toolResult"];
  if (isObject(result)) return toolResult(result["toolUseId"], plain(result["content"]));
  const reasoning = part["reasoningContent"];
  if (isObject(reasoning)) {
    const text = reasoning["reasoningText"];
    return makePart("reasoning", isObject(text) ? text["text"] : (text ?? reasoning["redactedContent"]));
  }
  for (const kind of ["image", "video", "document"] as const) {
    const media = part[kind];
    if (!isObject(media)) continue;
    const from = isObject(media["source"]) ? media["source"] : media;
    return makePart(kind === "document" ? "file" : kind, from["bytes"] ?? from["uri"] ?? from["s3Location"] ?? from);
  }
  return null;
}

/** Converse wraps each item of a result: `[{text}]` is its text, a lone `[{json}]` its JSON. */
function plain(content: JsonObject[string] | undefined): string | null {
  if (isArray(content) && content.length === 1 && isObject(content[0]) && content[0]["json"] !== undefined) {
    return JSON.stringify(content[0]["json"]);
  }
  return joinText(content);
}
