import type { AttributeValue } from "../../../../shared/model/facts.js";
import type { MeaningPart } from "../../../../shared/model/meaning.js";
import type { JsonObject } from "../values.js";
import { asString, asText, isArray, isObject } from "../values.js";

export type PartType = MeaningPart["type"];
/** Reads one content part of a dialect; null where the part is not of that dialect. */
export type PartReader = (part: JsonObject) => MeaningPart | null;
/** The part readers of a dialect, by the part's `type`. */
export type PartReaders = Readonly<Record<string, PartReader>>;

/** A part with its content as text: strings as they stood, structures as JSON; null where there is no content. */
export function makePart(
  type: PartType,
  content: AttributeValue | undefined,
  name: AttributeValue | undefined = null,
  callId: AttributeValue | undefined = null,
): MeaningPart | null {
  const text = asText(content);
  return text === null ? null : { type, name: asString(name), callId: asText(callId), content: text };
}

/** A part of text, or of another type of words. */
export function textPart(content: string, type: "text" | "reasoning" | "refusal" = "text"): MeaningPart {
  return { type, name: null, callId: null, content };
}

/** A call of a tool. Arguments keep the text that they came as; a call without any has an empty content. */
export function toolCall(
  name: AttributeValue | undefined,
  callId: AttributeValue | undefined,
  args: AttributeValue | undefined,
): MeaningPart {
  return { type: "tool_call", name: asString(name), callId: asText(callId), content: asText(args) ?? "" };
}

/** What a tool answered. Blocks that are all text are joined; other structures stay JSON. */
export function toolResult(
  callId: AttributeValue | undefined,
  result: AttributeValue | undefined,
  name: AttributeValue | undefined = null,
): MeaningPart {
  return { type: "tool_result", name: asString(name), callId: asText(callId), content: joinText(result) ?? "" };
}

/** Text of a value that is text, or a list of nothing but text blocks; any other structure as JSON. */
export function joinText(value: AttributeValue | undefined): string | null {
  if (!isArray(value) || value.length === 0) return asText(value);
  const texts: string[] = [];
  for (const block of value) {
    const text = typeof block === "string" ? block : isObject(block) ? textOfBlock(block) : null;
    if (text === null) return JSON.stringify(value);
    texts.push(text);
  }
  return texts.join("\n");
}

function textOfBlock(block: JsonObject): string | null {
  if (block["type"] === "text" || block["type"] === "input_text" || block["type"] === "output_text") {
    return asString(block["text"]) ?? asString(block["content"]);
  }
  return block["type"] === undefined && Object.keys(block).length === 1 ? asString(block["text"]) : null;
}

/** The part type of media from a modality ("image") or a MIME type ("image/png"). */
export function mediaType(hint: AttributeValue | undefined): PartType {
  const text = asString(hint) ?? "";
  if (text.startsWith("image")) return "image";
  if (text.startsWith("audio")) return "audio";
  return text.startsWith("video") ? "video" : "file";
}
