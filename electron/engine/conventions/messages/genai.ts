import { asString } from "../values.js";
import type { PartReaders } from "./part.js";
import { makePart, mediaType, toolCall, toolResult } from "./part.js";

/** Parts of the OpenTelemetry GenAI message schema, with the names that Pydantic AI and older texts use. */
export const genaiParts: PartReaders = {
  text: (part) => makePart("text", part["content"]),
  reasoning: (part) => makePart("reasoning", part["content"]),
  thinking: (part) => makePart("reasoning", part["content"]),
  tool_call: (part) => toolCall(part["name"], part["id"], part["arguments"]),
  tool_call_response: (part) => toolResult(part["id"], part["response"] ?? part["result"], part["name"]),
  server_tool_call: (part) => toolCall(part["name"], part["id"], part["server_tool_call"]),
  server_tool_call_response: (part) => toolResult(part["id"], part["server_tool_call_response"], part["name"]),
  blob: (part) => makePart(mediaType(part["modality"] ?? part["mime_type"]), part["content"]),
  file: (part) => makePart(mediaType(part["modality"] ?? part["mime_type"]), part["file_id"]),
  uri: (part) => makePart(mediaType(part["modality"] ?? part["mime_type"]), part["uri"]),
  compaction: (part) => makePart("other", part["content"] ?? "", "compaction", part["id"]),
  generic: (part) => makePart("other", part["content"] ?? part, asString(part["generic_type"])),
  "image-url": (part) => makePart("image", part["url"]),
  "audio-url": (part) => makePart("audio", part["url"]),
  "video-url": (part) => makePart("video", part["url"]),
  "document-url": (part) => makePart("file", part["url"]),
  binary: (part) => makePart(mediaType(part["media_type"]), part["content"]),
};
