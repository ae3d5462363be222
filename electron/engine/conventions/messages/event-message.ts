import type { JsonObject } from "../values.js";
import { asString, asStructure, isObject } from "../values.js";

const ROLE_BY_EVENT: ReadonlyMap<string, string> = new Map([
  ["gen_ai.system.message", "system"],
  ["gen_ai.user.message", "user"],
  ["gen_ai.assistant.message", "assistant"],
  ["gen_ai.tool.message", "tool"],
  ["gen_ai.choice", "assistant"],
]);

/** The role that a deprecated per-message event speaks for, else undefined. */
export function roleOfEvent(name: string): string | undefined {
  return ROLE_BY_EVENT.get(name);
}

/**
 * A per-message event (`gen_ai.user.message`, `gen_ai.choice`, ...) as a chat message: its payload, with the message
 * inside a choice lifted out and the id of a tool's answer under its present name.
 */
export function eventMessage(name: string, payload: JsonObject): JsonObject | null {
  const role = ROLE_BY_EVENT.get(name);
  if (role === undefined) return null;
  const inner = name === "gen_ai.choice" ? asStructure(payload["message"]) : null;
  const message = isObject(inner) ? { ...payload, ...inner } : { ...payload };
  if (!isObject(inner) && payload["message"] !== undefined) message["content"] ??= payload["message"];
  const calls = asStructure(message["tool_calls"]);
  if (calls !== null) message["tool_calls"] = calls;
  if (role === "tool") message["tool_call_id"] ??= payload["id"] ?? null;
  return { ...message, role: asString(message["role"]) ?? role };
}
