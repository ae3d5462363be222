import { bytesOf } from "./bytes-of.js";

/** A list of numbers as OTLP has vectors, `[{"doubleValue":0.25},...]`: its place in the window, and what it says. */
export interface Doubles {
  readonly start: number;
  readonly end: number;
  readonly values: readonly number[];
}

/** Shorter lists are read as fast with all else. Characters. */
const MIN_LENGTH = 512;
const KEY = Buffer.from('"doubleValue"');
/** Digits that a double holds whatever they are, and powers of ten that are exact: with both, one division is too. */
const MOST_DIGITS = 15;
const POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);

/**
 * Reads a list of numbers that opens at a place of a window of one char a byte; the values are those of `JSON.parse`. Null
 * where it is no such list, is short, or is not there to its end: then it is read with all else.
 */
export function readDoubles(window: string, start: number): Doubles | null {
  const close = window.indexOf("]", start);
  if (close - start < MIN_LENGTH) return null;
  const values = readAll(bytesOf(window.slice(start, close + 1)));
  return values === null ? null : { start, end: close + 1, values };
}

/** One loop with all its state at hand: it is most of what the import of vectors does. */
function readAll(bytes: Buffer): number[] | null {
  const values: number[] = [];
  let at = 1;
  for (;;) {
    at = afterBlanks(bytes, at);
    if (bytes[at] !== 123) return null;
    at = afterBlanks(bytes, at + 1);
    for (let index = 0; index < KEY.length; index++) if (bytes[at + index] !== KEY[index]) return null;
    at = afterBlanks(bytes, at + KEY.length);
    if (bytes[at] !== 58) return null;
    at = afterBlanks(bytes, at + 1);
    const from = at;
    const isNegative = bytes[at] === 45;
    if (isNegative) at++;
    const first = at;
    let digits = 0;
    let code = bytes[at] ?? 0;
    for (; code >= 48 && code <= 57; code = bytes[++at] ?? 0) digits = digits * 10 + (code - 48);
    const whole = at - first;
    if (whole === 0 || (whole > 1 && bytes[first] === 48)) return null;
    let decimals = 0;
    if (code === 46) {
      const point = ++at;
      for (code = bytes[at] ?? 0; code >= 48 && code <= 57; code = bytes[++at] ?? 0) digits = digits * 10 + (code - 48);
      decimals = at - point;
      if (decimals === 0) return null;
    }
    let isExact = whole + decimals <= MOST_DIGITS;
    if (code === 101 || code === 69) {
      isExact = false;
      const sign = bytes[++at];
      if (sign === 43 || sign === 45) at++;
      const exponent = at;
      for (code = bytes[at] ?? 0; code >= 48 && code <= 57; code = bytes[++at] ?? 0);
      if (at === exponent) return null;
    }
    if (isExact) {
      const value = digits / (POWERS[decimals] ?? 1);
      values.push(isNegative ? -value : value);
    } else {
      values.push(Number(bytes.toString("latin1", from, at)));
    }
    at = afterBlanks(bytes, at);
    if (bytes[at] !== 125) return null;
    at = afterBlanks(bytes, at + 1);
    if (bytes[at] === 93) return at === bytes.length - 1 ? values : null;
    if (bytes[at] !== 44) return null;
    at++;
  }
}

function afterBlanks(bytes: Buffer, at: number): number {
  let code = bytes[at];
  while (code === 32 || code === 10 || code === 13 || code === 9) code = bytes[++at];
  return at;
}
