import { isObject } from "../values.js";
import type { PartReaders } from "./part.js";
import { makePart, mediaType, toolCall, toolResult } from "./part.js";

/** Content parts of the Vercel AI SDK. */
export const vercelParts: PartReaders = {
  reasoning: (part) => makePart("reasoning", part["text"]),
  "tool-call": (part) => toolCall(part["toolName"], part["toolCallId"], part["input"] ?? part["args"]),
  "tool-result": (part) => {
    const output = part["output"] ?? part["result"];
    const typed = isObject(output) && typeof output["type"] === "string" && "value" in output;
    return toolResult(part["toolCallId"], typed ? output["value"] : output, part["toolName"]);
  },
  file: (part) => makePart(mediaType(part["mediaType"] ?? part["mimeType"]), part["data"] ?? part["url"]),
  image: (part) => makePart("image", part["image"] ?? part["data"]),
};
