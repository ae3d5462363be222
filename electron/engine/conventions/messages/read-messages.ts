import type { AttributeValue } from "../../../../shared/model/facts.js";
import type { MeaningMessage, MeaningPart } from "../../../../shared/model/meaning.js";
import { normaliseFinishReason, normaliseRole } from "../normalise.js";
import type { JsonObject } from "../values.js";
import { asString, asStructure, asText, isArray, isObject } from "../values.js";
import { anthropicParts, serverToolResult } from "./anthropic.js";
import { bedrockPart, bedrockParts, isBedrockBlock } from "./bedrock.js";
import { eventMessage } from "./event-message.js";
import { frameworkMessage, frameworkPart } from "./frameworks.js";
import { geminiPart } from "./gemini.js";
import { genaiParts } from "./genai.js";
import { langchainMessage } from "./langchain.js";
import { callsBeside, openAiChatParts } from "./openai-chat.js";
import { openAiResponsesParts, responsesItem } from "./openai-responses.js";
import type { PartReader } from "./part.js";
import { joinText, makePart, textPart, toolResult } from "./part.js";
import { vercelParts } from "./vercel.js";

const READERS_BY_TYPE = new Map<string, PartReader[]>();
for (const dialect of [genaiParts, openAiChatParts, openAiResponsesParts, anthropicParts, vercelParts, bedrockParts]) {
  for (const [type, reader] of Object.entries(dialect)) {
    READERS_BY_TYPE.set(type, [...(READERS_BY_TYPE.get(type) ?? []), reader]);
  }
}

/** One content part of any dialect; what no dialect knows is kept as JSON under type `other`. Null when empty. */
function readPart(value: AttributeValue): MeaningPart | null {
  if (typeof value === "string") return value === "" ? null : makePart("text", value);
  if (!isObject(value)) return value === null ? null : makePart("other", value);
  const type = asString(value["type"]);
  const known = type === null ? readTypeless(value) : readTyped(value, type);
  if (known !== null) return known.type === "text" && known.content === "" ? null : known;
  if (Object.keys(value).length === 0 || "cachePoint" in value || isEmptyText(value)) return null;
  return makePart("other", value, type);
}

function readTyped(part: JsonObject, type: string): MeaningPart | null {
  for (const reader of READERS_BY_TYPE.get(type) ?? []) {
    const read = reader(part);
    if (read !== null) return read;
  }
  return serverToolResult(part, type);
}

function readTypeless(part: JsonObject): MeaningPart | null {
  return frameworkPart(part) ?? bedrockPart(part) ?? geminiPart(part);
}

function isEmptyText(part: JsonObject): boolean {
  return part["type"] === "text" || part["type"] === "thinking" || part["type"] === "reasoning";
}

function addContent(content: AttributeValue | undefined, parts: MeaningPart[]): void {
  for (const one of isArray(content) ? content : content === undefined ? [] : [content]) {
    const part = readPart(one);
    if (part !== null) parts.push(part);
  }
}

/** Content that is JSON text of blocks is opened; any other text is the text it is. */
function opened(content: AttributeValue | undefined): AttributeValue | undefined {
  if (typeof content !== "string" || !content.startsWith("[{")) return content;
  const structure = asStructure(content);
  return isArray(structure) && structure.every(isBlock) ? structure : content;
}

function isBlock(value: AttributeValue): boolean {
  if (!isObject(value)) return false;
  return typeof value["type"] === "string" ? READERS_BY_TYPE.has(value["type"]) : isBedrockBlock(value);
}

function partsOf(message: JsonObject, role: string): MeaningPart[] {
  const parts: MeaningPart[] = [];
  const reasoning = message["reasoning_content"] ?? message["reasoning"];
  if (typeof reasoning === "string" && reasoning !== "") parts.push(textPart(reasoning, "reasoning"));
  const content = message["parts"] ?? message["blocks"] ?? opened(message["content"]);
  const callId = message["tool_call_id"] ?? message["toolCallId"];
  const single = role === "tool" && !(isArray(content) && content.some(isToolPart));
  if (single && content !== undefined) parts.push(toolResult(callId, joinText(content), message["name"]));
  else addContent(content, parts);
  if (typeof message["refusal"] === "string") parts.push(textPart(message["refusal"], "refusal"));
  const present = new Set(parts.filter((part) => part.type === "tool_call").map((part) => part.callId));
  for (const call of callsBeside(message)) if (call.callId === null || !present.has(call.callId)) parts.push(call);
  return parts;
}

function isToolPart(value: AttributeValue): boolean {
  const type = isObject(value) ? readPart(value)?.type : undefined;
  return type === "tool_result" || type === "tool_call";
}

/** Providers put what tools answered into user messages; a reader wants to see that a tool said it. */
function splitToolResults(message: MeaningMessage): MeaningMessage[] {
  const messages: MeaningMessage[] = [];
  for (const part of message.parts) {
    const role = part.type === "tool_result" ? "tool" : message.role;
    const last = messages.at(-1);
    if (last?.role === role) (last.parts as MeaningPart[]).push(part);
    else messages.push({ ...message, role, parts: [part] });
  }
  return messages.length > 0 ? messages : [message];
}

/** One message of any dialect, as one or (where a tool's answer was wrapped in it) several. `otherwise`: role if it has none. */
export function readMessage(raw: JsonObject, otherwise: string): MeaningMessage[] {
  const eventName = asString(raw["event.name"]);
  const message =
    langchainMessage(raw) ?? frameworkMessage(raw) ?? (eventName === null ? null : eventMessage(eventName, raw)) ?? raw;
  const role = normaliseRole(asString(message["role"]), otherwise);
  const read: MeaningMessage = {
    role,
    name: role === "tool" ? null : asString(message["name"]),
    finishReason: normaliseFinishReason(asString(message["finish_reason"] ?? message["stop_reason"])),
    parts: partsOf(message, role),
  };
  const typedParts =
    isArray(message["parts"]) && message["parts"].some((part) => isObject(part) && part["type"] !== undefined);
  return role === "user" && !typedParts && read.parts.some((part) => part.type === "tool_result")
    ? splitToolResults(read)
    : [read];
}

const MESSAGE_KEYS = ["role", "content", "parts", "blocks", "tool_calls", "lc", "event.name", "_role", "source"];

function isMessage(value: JsonObject): boolean {
  if (value["role"] !== undefined) return true;
  if (typeof value["type"] === "string" && READERS_BY_TYPE.has(value["type"])) return false;
  return MESSAGE_KEYS.some((key) => value[key] !== undefined);
}

/** LangChain nests a list of messages in a list of prompts; anything deeper is no conversation. */
const DEEPEST_LIST = 4;

function readList(list: readonly AttributeValue[], role: string, depth = 0): MeaningMessage[] {
  const messages: MeaningMessage[] = [];
  let mergeable = false;
  const append = (next: MeaningMessage, joins: boolean): void => {
    const last = messages.at(-1);
    if (joins && mergeable && last?.role === next.role) (last.parts as MeaningPart[]).push(...next.parts);
    else messages.push(next);
    mergeable = joins;
  };
  for (const element of list) {
    if (isArray(element)) {
      if (depth === DEEPEST_LIST) continue;
      for (const message of readList(element, role, depth + 1)) append(message, false);
    } else if (isObject(element)) {
      const item = responsesItem(element);
      if (item !== null) {
        if (item.part !== null) append({ role: item.role, name: null, finishReason: null, parts: [item.part] }, true);
      } else if (isMessage(element)) {
        const joins = element["type"] === "message";
        for (const message of joins ? readMessage(element, role) : readOnce(element, role)) append(message, joins);
      } else {
        const part = readPart(element);
        if (part !== null) append({ role, name: null, finishReason: null, parts: [part] }, true);
      }
    } else {
      const text = asText(element);
      if (text !== null && text !== "") append(textMessage(role, text), false);
    }
  }
  return messages;
}

/** Messages that were read from an element of a list, which the history of the next call shares. */
const readBefore = new WeakMap<JsonObject, { readonly role: string; readonly messages: readonly MeaningMessage[] }>();

function readOnce(element: JsonObject, role: string): readonly MeaningMessage[] {
  const known = readBefore.get(element);
  if (known?.role === role) return known.messages;
  const messages = readMessage(element, role);
  readBefore.set(element, { role, messages });
  return messages;
}

/** A message of nothing but text. */
export function textMessage(role: string, text: string): MeaningMessage {
  return { role, name: null, finishReason: null, parts: [textPart(text)] };
}

/**
 * Messages from a list of them, one of them, or JSON of either, in any dialect, told per message. Text that is no JSON
 * (or JSON that was cut) becomes one text message of the role `otherwise`. Null when there is nothing.
 */
export function readMessages(value: AttributeValue | undefined, otherwise: string): MeaningMessage[] | null {
  const structure = asStructure(value);
  if (structure === null) {
    const text = asText(value);
    return text === null || text.trim() === "" ? null : [textMessage(otherwise, text)];
  }
  const messages = readList(isArray(structure) ? structure : [structure], otherwise);
  return messages.length > 0 ? messages : null;
}

/** The parts of a list of parts, or of a text. */
export function readParts(value: AttributeValue): MeaningPart[] {
  const parts: MeaningPart[] = [];
  addContent(asStructure(value) ?? value, parts);
  return parts;
}
