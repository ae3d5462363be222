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

/** What OTLP wraps the value of an attribute in: the attribute's key says what it is. */
const WRAPPER = /^(?:value|values|stringValue|intValue|doubleValue|bytesValue|arrayValue)$/;
const LITERAL = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]/gs;

/** The key that the value under a member is known by. */
export function keyWithin(member: string, outer: string | null, label: string | null): string | null {
  return WRAPPER.test(member) ? (label ?? outer) : member;
}

interface Frame {
  readonly isObject: boolean;
  readonly outer: string | null;
  member: string | null;
  /** The value of its member `key`. */
  label: string | null;
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
 * of numbers. `text` is valid JSON. `change` gives what stands there instead, null where it stays; a number becomes a string.
 * A step is a string or a number.
 */
export function* changeJsonText(text: string, change: (literal: JsonLiteral) => Steps<string | null>): Steps<string> {
  const parts: string[] = [];
  const frames: Frame[] = [];
  let from = 0;
  for (const match of text.matchAll(LITERAL)) {
    const [token] = match;
    const frame = frames.at(-1);
    if (token === "{" || token === "[") {
      frames.push({ isObject: token === "{", outer: keyOf(frame), member: null, label: null });
    } else if (token === "}" || token === "]") frames.pop();
    else if (token === ",") {
      if (frame?.isObject === true) frame.member = null;
    } else if (token !== ":") {
      const isNumber = !token.startsWith('"');
      const value = isNumber ? token : String(JSON.parse(token));
      const isKey = frame?.isObject === true && frame.member === null;
      const changed = yield* change({ value, isNumber, key: isKey ? null : keyOf(frame), isKey });
      yield;
      if (changed !== null) {
        parts.push(text.slice(from, match.index), JSON.stringify(changed));
        from = match.index + token.length;
      }
      if (isKey) frame.member = value;
      else if (frame?.member === "key" && !isNumber) frame.label = value;
    }
  }
  parts.push(text.slice(from));
  return parts.join("");
}

function keyOf(frame: Frame | undefined): string | null {
  if (frame === undefined) return null;
  return frame.member === null ? frame.outer : keyWithin(frame.member, frame.outer, frame.label);
}
