import type { MeaningPart } from "../../../../shared/model/meaning.js";
import type { JsonObject } from "../values.js";
import { isArray, isObject } from "../values.js";
import type { PartReaders } from "./part.js";
import { makePart, toolCall } from "./part.js";

/** Content parts of OpenAI's chat completions. */
export const openAiChatParts: PartReaders = {
  text: (part) => makePart("text", part["text"]),
  image_url: (part) => makePart("image", isObject(part["image_url"]) ? part["image_url"]["url"] : part["image_url"]),
  input_audio: (part) =>
    makePart("audio", isObject(part["input_audio"]) ? part["input_audio"]["data"] : part["input_audio"]),
  file: (part) => {
    const file = part["file"];
    return isObject(file) ? makePart("file", file["file_id"] ?? file["file_data"] ?? file["filename"]) : null;
  },
  refusal: (part) => makePart("refusal", part["refusal"]),
};

/** The calls that stand beside the content: `tool_calls` (also LangChain's `{name,args,id}`) and the old `function_call`. */
export function callsBeside(message: JsonObject): MeaningPart[] {
  const parts: MeaningPart[] = [];
  const calls = message["tool_calls"] ?? message["toolCalls"];
  if (isArray(calls)) {
    for (const call of calls) {
      if (!isObject(call)) continue;
      const inner = isObject(call["function"]) ? call["function"] : call;
      parts.push(
        toolCall(
          inner["name"] ?? call["toolName"] ?? call["tool_name"],
          call["id"] ?? call["toolCallId"] ?? call["tool_call_id"],
          inner["arguments"] ?? inner["args"] ?? inner["input"],
        ),
      );
    }
  }
  const single = message["function_call"];
  if (isObject(single)) parts.push(toolCall(single["name"], null, single["arguments"]));
  return parts;
}
