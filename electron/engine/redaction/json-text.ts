import { freeName } from "./free-name.js";
import { type JsonFrame, jsonTokens } from "./json-tokens.js";
import type { Steps } from "./steps.js";

/** One string or number of a JSON text. */
export interface JsonLiteral {
  readonly value: string;
  readonly isNumber: boolean;
  /** The key of the member that holds it, or that its list or wrapper is the value of; null where there is none. */
  readonly key: string | null;
  /** True for the key of a member itself. */
  readonly isKey: boolean;
}

/** What becomes of a JSON text. */
export interface JsonChange {
  /** What stands there instead, null where it stays; a number becomes a string. */
  literal(literal: JsonLiteral): Steps<string | null>;
  /** True for a member, or an item `{ key, value }` of a list, that is left out whole. */
  drops(key: string): boolean;
}

/** What OTLP wraps the value of an attribute in: the attribute's key says what it is. */
const WRAPPER = /^(?:value|values|stringValue|intValue|doubleValue|bytesValue|arrayValue)$/;
const COMMA_AT_END = /,\s*$/;
const SPACES = /\s*/y;

/** The key that the value under a member is known by. */
export function keyWithin(member: string, outer: string | null, label: string | null): string | null {
  return WRAPPER.test(member) ? (label ?? outer) : member;
}

/** True for the text of an object, a list or a string. */
export function isJsonText(text: string): boolean {
  if (!/^\s*[[{"]/.test(text) || !/[\]}"]\s*$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A JSON text with other strings and numbers in it. All else stays as it is written: spaces, the order of members, the digits
 * of numbers. `text` is valid JSON. A step is a string or a number.
 */
export function* changeJsonText(text: string, change: JsonChange): Steps<string> {
  const attributes = yield* attributesOf(text);
  const labelOf = (frame: JsonFrame): string | null => attributes.get(frame.number)?.label ?? null;
  const names = new Map<number, Set<string>>();
  const parts: string[] = [];
  let from = 0;
  /** The object or list of which a member or an item is left out just now. */
  let dropping: JsonFrame | null = null;
  for (const token of jsonTokens(text)) {
    const { kind, start, end, value, frame } = token;
    if (dropping !== null) {
      if (frame !== dropping || (kind !== "comma" && kind !== "close")) continue;
      dropping = null;
      from = kind === "comma" ? afterSpaces(text, end) : start;
      // What was the last but one has none after it.
      if (kind === "close") parts.push((parts.pop() ?? "").replace(COMMA_AT_END, ""));
    } else if (kind === "name" ? change.drops(value) : kind === "open" && isDroppedItem(frame)) {
      if (start > from) parts.push(text.slice(from, start));
      dropping = kind === "open" ? frame.parent : frame;
    } else if (kind === "name" || kind === "string" || kind === "number") {
      const isKey = kind === "name";
      const key = isKey ? null : keyOf(frame, labelOf);
      let changed = yield* change.literal({ value, isNumber: kind === "number", key, isKey });
      yield;
      if (isKey && (changed !== null || names.has(frame.number))) changed = free(frame.number, changed ?? value);
      if (changed === null || (kind !== "number" && changed === value)) continue;
      parts.push(text.slice(from, start), JSON.stringify(changed));
      from = end;
    }
  }
  parts.push(text.slice(from));
  return parts.join("");

  function isDroppedItem(frame: JsonFrame): boolean {
    const attribute = attributes.get(frame.number);
    return frame.parent?.isObject === false && attribute?.hasValue === true && change.drops(attribute.label);
  }

  /** Two names that became one would lose a value. */
  function free(object: number, name: string): string {
    const taken = names.get(object) ?? new Set();
    names.set(object, taken);
    const own = freeName(name, taken);
    taken.add(own);
    return own;
  }
}

interface Attribute {
  label: string;
  hasValue: boolean;
}

/** The objects that say by a member `key` what they are, as OTLP writes attributes, wherever in them it stands. */
function* attributesOf(text: string): Steps<ReadonlyMap<number, Attribute>> {
  const attributes = new Map<number, Attribute>();
  if (!text.includes('"key"')) return attributes;
  const withValue = new Set<number>();
  for (const { kind, value, frame } of jsonTokens(text)) {
    if (kind === "name" && value === "value") withValue.add(frame.number);
    else if (kind === "string" && frame.member === "key") {
      attributes.set(frame.number, { label: value, hasValue: false });
      yield;
    }
  }
  for (const [number, attribute] of attributes) attribute.hasValue = withValue.has(number);
  return attributes;
}

function keyOf(frame: JsonFrame, labelOf: (frame: JsonFrame) => string | null): string | null {
  for (let at: JsonFrame | null = frame; at !== null; at = at.parent) {
    if (at.member === null) continue;
    if (!WRAPPER.test(at.member)) return at.member;
    const label = labelOf(at);
    if (label !== null) return label;
  }
  return null;
}

function afterSpaces(text: string, at: number): number {
  SPACES.lastIndex = at;
  SPACES.test(text);
  return SPACES.lastIndex;
}
