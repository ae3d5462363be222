import { type Doubles, readDoubles } from "./doubles.js";

/**
 * A JSON value as it stands in a window of the input, with the places of its long strings. Nothing is copied: the
 * value is `window.slice(start, end)`.
 */
export interface Literal {
  readonly window: string;
  readonly start: number;
  readonly end: number;
  /** Triples: start and end of a long string's content (without quotes), and 1 where it holds a backslash. */
  readonly holes: readonly number[];
  /** True where the bytes were no valid UTF-8: each char of the window is one byte. */
  readonly latin1: boolean;
  /** Where a reading takes bytes: the chars of the window are bytes of valid UTF-8, `ascii` where none is above 127. */
  readonly bytes?: "ascii" | "utf8";
  /** Its long lists of numbers, in order, where a reading takes bytes. */
  readonly doubles?: readonly Doubles[];
  /** Counted from 1; null where the file has no lines. */
  readonly line: number | null;
  /** Brackets open at its deepest place. */
  readonly depth: number;
}

/** Strings whose literal is at least this long are taken out of a record and stored once, as a text. */
export const HOLE_MIN_LENGTH = 64;

/** How the elements of a vector begin. */
const DOUBLE = '{"doubleValue"';
const QUOTE = 34;
const BACKSLASH = 92;

/** The end of the scan ran into the end of the window. */
export const NEED_MORE = -1;
/** The scan met something that no JSON value holds. */
export const BROKEN = -2;

/**
 * Finds the ends of JSON values in a window and, on the way, their long strings. It checks brackets and strings only;
 * the values themselves are checked by `JSON.parse` later. One instance a window: it keeps where the next backslash
 * and line end are, so that strings are crossed at the speed of `indexOf`; it may also be asked to go back.
 */
export class Scanner {
  readonly window: string;
  #nextBackslash = -2;
  #nextNewline = -2;
  /** From where on the two are the next ones. */
  #backslashFrom = 0;
  #newlineFrom = 0;
  /** Where a `BROKEN` scan stopped. */
  brokenAt = 0;
  /** Brackets open at the deepest place of the last value whose end was found. */
  deepest = 0;

  constructor(window: string) {
    this.window = window;
  }

  /** Position after the string that opens at `quote`, or NEED_MORE, or BROKEN for a line end inside it. */
  stringEnd(quote: number): number {
    const window = this.window;
    let from = quote + 1;
    for (;;) {
      const close = window.indexOf('"', from);
      const newline = this.#newlineAfter(quote);
      if (newline !== -1 && (close === -1 || newline < close)) {
        this.brokenAt = newline;
        return BROKEN;
      }
      if (close === -1) return NEED_MORE;
      if (window.charCodeAt(close - 1) !== BACKSLASH || close - 1 === quote) return close + 1;
      let slashes = 1;
      while (window.charCodeAt(close - 1 - slashes) === BACKSLASH && close - 1 - slashes > quote) slashes++;
      if (slashes % 2 === 0) return close + 1;
      from = close + 1;
    }
  }

  /** True when the range holds a backslash. */
  hasBackslash(start: number, end: number): boolean {
    if (start < this.#backslashFrom || (this.#nextBackslash !== -1 && this.#nextBackslash < start)) {
      this.#nextBackslash = this.window.indexOf("\\", start);
      this.#backslashFrom = start;
    }
    return this.#nextBackslash !== -1 && this.#nextBackslash < end;
  }

  #newlineAfter(position: number): number {
    if (position < this.#newlineFrom || (this.#nextNewline !== -1 && this.#nextNewline < position)) {
      this.#nextNewline = this.window.indexOf("\n", position);
      this.#newlineFrom = position;
    }
    return this.#nextNewline;
  }

  /**
   * Position after the value that starts at `start` (no leading space), or NEED_MORE, or BROKEN. Long string values
   * are pushed to `holes`. A bracket that opens where none may, and a string that something else than a colon, a comma or
   * a closing bracket follows, are BROKEN: so a line that was cut off does not take the next ones with it, and a quote that
   * was not escaped is noticed where it stands. Long lists of numbers are read on the way where `doubles` are wanted: then
   * each char of the window is a byte.
   */
  valueEnd(start: number, holes: number[] | null, doubles: Doubles[] | null = null): number {
    const window = this.window;
    const length = window.length;
    const first = window.charCodeAt(start);
    this.deepest = 0;
    if (first !== 123 && first !== 91) return this.#scalarEnd(start, first, holes);
    // The open brackets, innermost last: 1 for an object.
    let depth = 0;
    const stack: number[] = [];
    let position = start;
    while (position < length) {
      const code = window.charCodeAt(position);
      if (code === QUOTE) {
        const end = this.stringEnd(position);
        if (end < 0) return end;
        if (holes !== null && end - position - 2 >= HOLE_MIN_LENGTH) this.#noteHole(position, end, holes);
        position = end;
        const after = window.charCodeAt(end);
        if (after > 32 && after !== 44 && after !== 58 && after !== 125 && after !== 93) {
          this.brokenAt = end;
          return BROKEN;
        }
        continue;
      }
      if (code === 123 || code === 91) {
        if (depth > 0 && !this.#mayOpen(position, stack[depth - 1])) {
          this.brokenAt = position;
          return BROKEN;
        }
        if (code === 91 && doubles !== null && window.startsWith(DOUBLE, position + 1)) {
          const list = readDoubles(window, position);
          if (list !== null) {
            doubles.push(list);
            position = list.end;
            continue;
          }
        }
        stack[depth++] = code;
        if (depth > this.deepest) this.deepest = depth;
      } else if (code === 125 || code === 93) {
        depth--;
        if (stack[depth] !== code - 2) {
          this.brokenAt = position;
          return BROKEN;
        }
        if (depth === 0) return position + 1;
      }
      position++;
    }
    return NEED_MORE;
  }

  /** A value may follow a colon, or in an array a comma or its opening bracket. */
  #mayOpen(position: number, innermost: number | undefined): boolean {
    let before = position - 1;
    let code = this.window.charCodeAt(before);
    while (code <= 32) code = this.window.charCodeAt(--before);
    return code === 58 || (innermost === 91 && (code === 44 || code === 91));
  }

  #noteHole(quote: number, end: number, holes: number[]): void {
    let after = end;
    let code = this.window.charCodeAt(after);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = this.window.charCodeAt(++after);
    if (code === 58) return; // a key
    holes.push(quote + 1, end - 1, this.hasBackslash(quote + 1, end - 1) ? 1 : 0);
  }

  #scalarEnd(start: number, first: number, holes: number[] | null): number {
    if (first === QUOTE) {
      const end = this.stringEnd(start);
      if (end > 0 && holes !== null && end - start - 2 >= HOLE_MIN_LENGTH) {
        holes.push(start + 1, end - 1, this.hasBackslash(start + 1, end - 1) ? 1 : 0);
      }
      return end;
    }
    const window = this.window;
    let position = start;
    while (position < window.length) {
      const code = window.charCodeAt(position);
      // comma, brackets, colon, space and line ends close a number or a word
      if (code === 44 || code === 93 || code === 125 || code <= 32 || code === 58 || code === QUOTE) {
        if (position === start) {
          this.brokenAt = position;
          return BROKEN;
        }
        return position;
      }
      position++;
    }
    return NEED_MORE;
  }
}
