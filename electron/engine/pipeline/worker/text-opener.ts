import { HOLE_MIN_LENGTH, Scanner } from "../../importers/json/literal.js";
import { textOf } from "../../importers/json/byte-text.js";
import { escapingOf, HOLE_MARK, holdsMark, isAmbiguous, MOST_BODY, PIECE_OVERLAP } from "../../db/record-text.js";

/** A text that is JSON, its long strings taken out of it, or one in pieces: they are texts of their own. */
export interface OpenedText {
  readonly isJson: boolean;
  /** The text with holes, in the form of a stored record. */
  readonly body: string;
  /** The marker, number and content of each hole, in order. */
  readonly markers: readonly string[];
  readonly ids: readonly number[];
  readonly texts: readonly string[];
}

interface Remembered extends OpenedText {
  /** The text up to the end of its last hole, and that much of the body. */
  readonly head: string;
  readonly bodyHead: string;
}

/** Shorter JSON is not worth a row of its own for each of its strings. */
const MIN_LENGTH = 200;
/** JSON in JSON in JSON: deeper strings stay as they are. */
const DEEPEST = 4;
const PIECE_LENGTH = 32_768;
/** Texts that may go on are found by how they begin. */
const KEY_LENGTH = 200;
const MOST_WITH_ONE_BEGINNING = 8;
/** Longer texts are remembered, as many characters as this in all. */
const MIN_REMEMBERED = 1000;
const MOST_CHARS = 24e6;

/**
 * Opens texts that are JSON, so that a conversation that is repeated in every call, and again in each span that wraps
 * it, is kept once. A text that begins as an earlier one did, as the history of the next call does, is read from where
 * they part.
 */
export class TextOpener {
  readonly #intern: (text: string) => number;
  #depth = 0;
  #known = new Map<string, Remembered[]>();
  #chars = 0;

  /** @param intern gives the number of a string that was found in a text; may open that one in turn */
  constructor(intern: (text: string) => number) {
    this.#intern = intern;
  }

  /** Null where there is nothing to open: no JSON, or none with long strings, and not too long for one row. */
  open(text: string): OpenedText | null {
    const opened = this.#openJson(text);
    if (text.length <= MOST_BODY || (opened !== null && opened.body.length <= MOST_BODY)) return opened;
    return this.#cut(text);
  }

  /** The store handles 2,048 rows at once, so no row may be of any size. */
  #cut(text: string): OpenedText {
    let body = "";
    const ids: number[] = [];
    const texts: string[] = [];
    for (let from = 0; from < text.length;) {
      let to = from + PIECE_LENGTH;
      // Not within a character of two units, here or where the next piece begins.
      while (to < text.length && (isLowSurrogate(text, to) || isLowSurrogate(text, to - PIECE_OVERLAP))) to++;
      const piece = text.slice(Math.max(0, from - PIECE_OVERLAP), to);
      const id = this.#intern(piece);
      body += `"${HOLE_MARK}${from === 0 ? "p" : "q"}${id}"`;
      ids.push(id);
      texts.push(piece);
      from = to;
    }
    return { isJson: false, body, markers: [], ids, texts };
  }

  #openJson(text: string): OpenedText | null {
    if (text.length < MIN_LENGTH || !beginsAsJson(text) || this.#depth === DEEPEST) return null;
    const key = text.slice(0, KEY_LENGTH);
    const begun = this.#known.get(key)?.findLast(({ head }) => text.slice(0, head.length) === head);
    this.#depth++;
    const opened = this.#openFrom(text, begun);
    this.#depth--;
    if (opened !== null && text.length >= MIN_REMEMBERED) this.#remember(key, text.length, opened);
    return opened;
  }

  #openFrom(text: string, begun: Remembered | undefined): Remembered | null {
    let from = begun?.head.length ?? 0;
    if (holdsMark(from === 0 ? text : text.slice(from))) return null;
    const scanner = new Scanner(text);
    const markers = begun === undefined ? [] : [...begun.markers];
    const ids = begun === undefined ? [] : [...begun.ids];
    const texts = begun === undefined ? [] : [...begun.texts];
    let body = begun?.bodyHead ?? "";
    // The head ends before the closing quote of its last hole.
    let position = begun === undefined ? 0 : from + 1;
    for (;;) {
      const quote = text.indexOf('"', position);
      if (quote === -1) break;
      const end = scanner.stringEnd(quote);
      if (end < 0) return null;
      position = end;
      if (end - quote - 2 < HOLE_MIN_LENGTH || isKey(text, end)) continue;
      const escaped = scanner.hasBackslash(quote + 1, end - 1);
      const inner = unescaped(text, quote, end, escaped);
      if (inner === null) continue;
      const id = this.#intern(inner.text);
      const marker = `${HOLE_MARK}${inner.escaping}${id}`;
      markers.push(marker);
      ids.push(id);
      texts.push(inner.text);
      body += text.slice(from, quote + 1) + marker;
      from = end - 1;
    }
    if (ids.length === 0) return null;
    // A slice keeps no more than this text alive, which is a string of its own.
    return {
      isJson: true,
      body: body + text.slice(from),
      markers,
      ids,
      texts,
      head: text.slice(0, from),
      bodyHead: body,
    };
  }

  #remember(key: string, length: number, opened: Remembered): void {
    this.#chars += length;
    if (this.#chars > MOST_CHARS) {
      this.#known = new Map();
      this.#chars = length;
    }
    const known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, [opened]);
    else if (known.push(opened) > MOST_WITH_ONE_BEGINNING) known.shift();
  }
}

const CONTROL = /[\u0000-\u001f]/;

function beginsAsJson(text: string): boolean {
  for (let at = 0; at < 16; at++) {
    const code = text.charCodeAt(at);
    if (code === 123 || code === 91) return true;
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return false;
  }
  return false;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  let code = text.charCodeAt(at);
  while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
  return code === 58;
}

interface Unescaped {
  readonly text: string;
  /** Its UTF-8, one char a byte, where that is at hand. */
  readonly bytes: string | null;
  readonly escaping: string;
}

/** What a string's literal says and how it was escaped; null where that can't be given back. */
export function unescaped(window: string, quote: number, end: number, escaped: boolean): Unescaped | null {
  if (!escaped) {
    const text = window.slice(quote + 1, end - 1);
    // What no JSON string holds would come back escaped.
    return text.isWellFormed() && !CONTROL.test(text) ? { text, bytes: null, escaping: "r" } : null;
  }
  const literal = window.slice(quote, end);
  const text = parseString(literal);
  if (text === null || !text.isWellFormed()) return null;
  const escaping = escapingOf(literal, text);
  return escaping === null ? null : { text, bytes: null, escaping };
}

/** The same of a window of valid UTF-8, one char a byte. */
export function unescapedBytes(window: string, quote: number, end: number, escaped: boolean): Unescaped | null {
  if (!escaped) {
    const bytes = window.slice(quote + 1, end - 1);
    return CONTROL.test(bytes) ? null : { text: textOf(bytes), bytes, escaping: "r" };
  }
  const literal = window.slice(quote, end);
  if (isAmbiguous(literal)) {
    const decoded = textOf(literal);
    return unescaped(decoded, 0, decoded.length, true);
  }
  // What is escaped now is ASCII, so the bytes of all else come out of it as they are.
  const bytes = parseString(literal);
  return bytes === null ? null : { text: textOf(bytes), bytes, escaping: "r" };
}

function parseString(literal: string): string | null {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
