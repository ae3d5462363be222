import type { AttributeValue } from "../../../../shared/model/facts.js";
import { otlpAttributes } from "./any-value.js";
import { isObject, type JsonObject } from "./fields.js";

/** Members that are values in themselves, however they are built up. */
const WHOLE = /(^|\.)(metadata|content|arguments|json_schema|variables|invocation_parameters|parameters|value)$/;
/** What is nested deeper is one value: no vocabulary has names that long. */
const DEEPEST = 16;

/**
 * Attributes under dotted names from nested objects and lists: `{llm: {input_messages: [{message: {role}}]}}` is
 * `llm.input_messages.0.message.role`. Names that are dotted already stay; lists of plain values (a vector) stay whole.
 * A list of keys and values is read as OTLP's. Anything else gives none.
 */
export function nestedAttributes(value: unknown): Map<string, AttributeValue> {
  if (Array.isArray(value)) return new Map(otlpAttributes(value));
  const attributes = new Map<string, AttributeValue>();
  if (isObject(value)) spreadMembers(value, "", attributes, 0);
  return attributes;
}

function spreadMembers(object: JsonObject, prefix: string, into: Map<string, AttributeValue>, depth: number): void {
  for (const key of Object.keys(object)) spread(object[key], `${prefix}${key}`, into, depth);
}

function spread(value: unknown, name: string, into: Map<string, AttributeValue>, depth: number): void {
  const isLeaf = depth >= DEEPEST || typeof value !== "object" || value === null || WHOLE.test(name);
  if (!isLeaf && isObject(value) && Object.keys(value).length > 0) {
    spreadMembers(value, `${name}.`, into, depth + 1);
  } else if (!isLeaf && Array.isArray(value) && value.some(isObject)) {
    value.forEach((member, index) => spread(member, `${name}.${index}`, into, depth + 1));
  } else if (value !== undefined) {
    // It comes from JSON: nothing but what an attribute may hold.
    into.set(name, value as AttributeValue);
  }
}
