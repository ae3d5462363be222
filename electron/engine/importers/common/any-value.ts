import type { Attributes, AttributeValue } from "../../../../shared/model/facts.js";
import { field, isObject, type JsonObject, list } from "./fields.js";

const NO_ATTRIBUTES: Attributes = new Map();

/** Attributes from a list of key and value, or from a plain map as hand-made dumps have it. A repeated key: the last wins. */
export function otlpAttributes(value: unknown): Attributes {
  if (Array.isArray(value)) {
    if (value.length === 0) return NO_ATTRIBUTES;
    const attributes = new Map<string, AttributeValue>();
    for (const entry of value) {
      if (!isObject(entry) || typeof entry["key"] !== "string") continue;
      attributes.set(entry["key"], anyValue(entry["value"]));
    }
    return attributes;
  }
  if (!isObject(value)) return NO_ATTRIBUTES;
  const attributes = new Map<string, AttributeValue>();
  for (const key of Object.keys(value)) attributes.set(key, plainOrAny(value[key]));
  return attributes;
}

/** Decodes an AnyValue. Integers beyond 2^53 stay digits; bytes stay base64; an empty one is null. */
export function anyValue(value: unknown): AttributeValue {
  if (!isObject(value)) return plain(value);
  const text = value["stringValue"];
  if (typeof text === "string") return text;
  for (const key in value) {
    switch (key) {
      case "stringValue":
      case "string_value":
        return String(value[key]);
      case "intValue":
      case "int_value":
        return integer(value[key]);
      case "doubleValue":
      case "double_value":
        return double(value[key]);
      case "boolValue":
      case "bool_value":
        return value[key] === true || value[key] === "true";
      case "arrayValue":
      case "array_value":
        return elements(value[key]).map(anyValue);
      case "kvlistValue":
      case "kvlist_value":
        return members(value[key]);
      case "bytesValue":
      case "bytes_value":
        return String(value[key]);
      default:
    }
  }
  return Object.keys(value).length === 0 ? null : plain(value);
}

function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : isObject(value) ? list(field(value, "values")) : [];
}

function members(value: unknown): AttributeValue {
  const object = new Map<string, AttributeValue>();
  for (const entry of elements(value)) {
    if (isObject(entry) && typeof entry["key"] === "string") object.set(entry["key"], anyValue(entry["value"]));
  }
  // Not by assignment: `__proto__` is a key like any other here.
  return Object.fromEntries(object);
}

function integer(value: unknown): AttributeValue {
  if (typeof value === "string") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (isObject(value)) return longValue(value) ?? null;
  return typeof value === "number" ? value : null;
}

function double(value: unknown): AttributeValue {
  if (typeof value === "number") return value;
  if (typeof value === "string") {
    const number = Number(value);
    return Number.isFinite(number) ? number : null;
  }
  return null;
}

/** A 64-bit integer as protobuf.js prints it: `{low, high, unsigned}`. */
export function longValue(value: JsonObject): number | undefined {
  const { low, high } = value;
  return typeof low === "number" && typeof high === "number" ? high * 4294967296 + (low >>> 0) : undefined;
}

const ANY_KEYS = /^(string|int|double|bool|array|kvlist|bytes)(Value|_value)$/;
function plainOrAny(value: unknown): AttributeValue {
  if (isObject(value)) {
    const keys = Object.keys(value);
    if (keys.length === 1 && ANY_KEYS.test(keys[0] ?? "")) return anyValue(value);
  }
  return plain(value);
}

function plain(value: unknown): AttributeValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(plain);
  if (isObject(value)) {
    return Object.fromEntries(Object.keys(value).map((key) => [key, plain(value[key])]));
  }
  return null;
}
