import type { JsonObject } from "../values.js";
import { asString, isArray, isObject } from "../values.js";

const ROLE_BY_CLASS: ReadonlyMap<string, string> = new Map([
  ["HumanMessage", "user"],
  ["AIMessage", "assistant"],
  ["SystemMessage", "system"],
  ["ToolMessage", "tool"],
  ["FunctionMessage", "tool"],
]);
const ROLE_BY_TYPE: ReadonlyMap<string, string> = new Map([
  ["human", "user"],
  ["ai", "assistant"],
  ["system", "system"],
  ["tool", "tool"],
  ["function", "tool"],
]);

/**
 * A LangChain message as `{role, content, tool_calls, ...}`: from a serialised constructor (`lc`) or from its dump
 * (`type: "human"`). Null for anything else.
 */
export function langchainMessage(message: JsonObject): JsonObject | null {
  if (message["lc"] !== undefined && isObject(message["kwargs"])) {
    const path = message["id"];
    const className = isArray(path) ? (asString(path.at(-1)) ?? "") : "";
    const inner = message["kwargs"];
    const role = ROLE_BY_CLASS.get(className.replace(/Chunk$/, "")) ?? ROLE_BY_TYPE.get(asString(inner["type"]) ?? "");
    return role === undefined ? null : flatten(inner, role);
  }
  if (message["role"] !== undefined) return null;
  const role = ROLE_BY_TYPE.get((asString(message["type"]) ?? "").replace(/MessageChunk$/, "").toLowerCase());
  if (role === undefined) return null;
  return flatten(isObject(message["data"]) && message["content"] === undefined ? message["data"] : message, role);
}

function flatten(message: JsonObject, role: string): JsonObject {
  const extra = isObject(message["additional_kwargs"]) ? message["additional_kwargs"] : {};
  const own = message["tool_calls"];
  const calls = isArray(own) && own.length > 0 ? own : extra["tool_calls"];
  const response = isObject(message["response_metadata"]) ? message["response_metadata"] : {};
  const { type: _type, ...rest } = message;
  return {
    ...rest,
    role,
    ...(calls === undefined ? {} : { tool_calls: calls }),
    ...(extra["function_call"] === undefined ? {} : { function_call: extra["function_call"] }),
    ...(response["finish_reason"] === undefined ? {} : { finish_reason: response["finish_reason"] }),
  };
}
