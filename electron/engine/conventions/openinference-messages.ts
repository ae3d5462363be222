import type { AttributeValue } from "../../../shared/model/facts.js";
import type { MeaningMessage, MeaningPart } from "../../../shared/model/meaning.js";
import type { FlatElement } from "./flattened.js";
import { nested } from "./flattened.js";
import type { PartType } from "./messages/part.js";
import { makePart, textPart, toolCall, toolResult } from "./messages/part.js";
import { readMessage } from "./messages/read-messages.js";
import { normaliseFinishReason, normaliseRole } from "./normalise.js";
import { asString, asText, isArray } from "./values.js";

function contentPart(content: FlatElement): MeaningPart | null {
  const type = asString(content.get("message_content.type"));
  const text = content.get("message_content.text");
  const image = content.get("message_content.image.image.url") ?? content.get("message_content.image.url");
  if (image !== undefined) return makePart("image", image);
  const audio = content.get("message_content.audio.audio.transcript") ?? content.get("message_content.audio.audio.url");
  if (audio !== undefined) return makePart("audio", audio);
  if (content.get("tool_call.function.name") !== undefined || content.get("tool_call.id") !== undefined) {
    return callOf(content);
  }
  if (type === "reasoning") {
    return makePart(
      "reasoning",
      text ?? content.get("message_content.data") ?? content.get("message_content.encrypted_content"),
    );
  }
  if (text === undefined || text === "") return null;
  const known: PartType = type === null || type === "text" ? "text" : "other";
  return makePart(known, text, known === "other" ? type : null);
}

function callOf(call: FlatElement): MeaningPart {
  return toolCall(
    call.get("tool_call.function.name"),
    call.get("tool_call.id"),
    call.get("tool_call.function.arguments"),
  );
}

/** A message of the flattened lists. A call that stands both among the contents and among the calls is kept once. */
export function flatMessage(element: FlatElement, otherwise: string): MeaningMessage[] {
  const role = normaliseRole(asString(element.get("message.role")), otherwise);
  const whole = element.get("message.content");
  if (isArray(whole)) {
    // Some exports keep the provider's content blocks whole.
    return readMessage({ role, content: whole, name: element.get("message.name") ?? null }, otherwise);
  }
  const contents = nested(element, "message.contents");
  const parts: MeaningPart[] = [];
  const text = asText(whole);
  if (text !== null && text !== "") parts.push(textPart(text));
  for (const content of contents) {
    const part = contentPart(content);
    if (part !== null && !(part.type === "text" && part.content === text)) parts.push(part);
  }
  const callId = element.get("message.tool_call_id");
  if (role === "tool") return [toolMessage(parts, callId, element.get("message.name"))];

  const present = new Set(parts.filter((part) => part.type === "tool_call").map((part) => part.callId));
  for (const call of nested(element, "message.tool_calls")) {
    const part = callOf(call);
    if (part.callId === null || !present.has(part.callId)) parts.push(part);
  }
  const legacy = element.get("message.function_call_name");
  if (legacy !== undefined && legacy !== null) {
    parts.push(toolCall(legacy, null, element.get("message.function_call_arguments_json")));
  }
  return [
    {
      role,
      name: asString(element.get("message.name")),
      finishReason: normaliseFinishReason(asString(element.get("message.finish_reason"))),
      parts,
    },
  ];
}

function toolMessage(
  parts: readonly MeaningPart[],
  callId: AttributeValue | undefined,
  name: AttributeValue | undefined,
): MeaningMessage {
  const texts = parts.filter((part) => part.type === "text").map((part) => part.content);
  const others = parts.filter((part) => part.type !== "text");
  const result = toolResult(callId, texts.join("\n"), name);
  return { role: "tool", name: null, finishReason: null, parts: [result, ...others] };
}
