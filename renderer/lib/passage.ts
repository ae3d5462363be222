import type { Mark } from "./marks.js";

/**
 * The letters and digits of a text, and where each stands in it. Markdown, a JSON tree and plain text show the same letters with
 * other signs between them, so that a passage chosen in one is found in the other by its letters.
 */
export interface TextForm {
  readonly letters: string;
  /** For each UTF-16 unit of `letters` its place in the text. */
  readonly at: readonly number[];
  /** Length of the text in UTF-16 units. */
  readonly length: number;
}

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const ESCAPED: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** The form of a text; with `escaped` it is JSON, whose escapes (`\n`, `\u00e9`) stand for other letters than their own. */
export function textForm(text: string, escaped = false): TextForm {
  let letters = "";
  const at: number[] = [];
  const take = (piece: string, place: number) => {
    if (!LETTER.test(piece)) return;
    letters += piece;
    for (let unit = 0; unit < piece.length; unit++) at.push(place + (piece.length > 1 ? unit : 0));
  };
  for (let place = 0; place < text.length;) {
    const sign = String.fromCodePoint(text.codePointAt(place) ?? 0);
    const escape = escaped && sign === "\\" ? escapeAt(text, place) : null;
    if (escape !== null) take(escape.sign, place);
    else take(sign, place);
    place += escape?.length ?? sign.length;
  }
  return { letters, at, length: text.length };
}

function escapeAt(text: string, place: number): { readonly sign: string; readonly length: number } | null {
  const next = text[place + 1];
  if (next === undefined) return null;
  if (next !== "u") return { sign: ESCAPED[next] ?? next, length: 2 };
  const code = Number.parseInt(text.slice(place + 2, place + 6), 16);
  return Number.isNaN(code) ? null : { sign: String.fromCharCode(code), length: 6 };
}

/** So many letters at both ends find a passage whose middle differs: numbers of lists and addresses of links are not shown. */
const END_LETTERS = 16;

/**
 * Where a passage stands in a form of its text, as a stretch of letters (`end` exclusive); null where it does not. Of several
 * places the one nearest to `near` counts, in letters before it.
 */
export function findLetters(form: TextForm, passage: string, near: number): Mark | null {
  if (passage === "") return null;
  const start = nearest(form.letters, passage, near);
  if (start >= 0) return { start, end: start + passage.length };
  if (passage.length < END_LETTERS * 2) return null;
  const head = nearest(form.letters, passage.slice(0, END_LETTERS), near);
  if (head < 0) return null;
  const tail = passage.slice(-END_LETTERS);
  const from = head + Math.max(END_LETTERS, Math.floor(passage.length * 0.5) - END_LETTERS);
  const end = form.letters.indexOf(tail, from);
  return end < 0 || end - head > passage.length * 2 ? null : { start: head, end: end + tail.length };
}

function nearest(letters: string, wanted: string, near: number): number {
  let best = -1;
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
    if (best >= 0 && Math.abs(at - near) >= Math.abs(best - near)) break;
    best = at;
  }
  return best;
}

/** How many of a form's letters stand before a place in its text. */
export function lettersBefore(form: TextForm, place: number): number {
  let low = 0;
  let high = form.at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((form.at[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A passage of a text: its first place in UTF-16 units, and its words as they stand there. */
export interface Passage {
  readonly start: number;
  readonly quote: string;
}

/** What was chosen in the form in which a text is shown: its words, about how many letters stand before, and how it shows escapes. */
export interface ShownWords {
  readonly words: string;
  readonly near: number;
  readonly escaped: boolean;
}

/** Finds in a text what was chosen where it is shown; null where the text does not have it. `json` texts have escapes. */
export function passageOf(text: string, json: boolean, { words, near, escaped }: ShownWords): Passage | null {
  const form = textForm(text, json);
  const letters = textForm(words, escaped).letters;
  if (letters === "") {
    const signs = words.trim();
    const start = text.indexOf(signs);
    return signs === "" || start < 0 ? null : { start, quote: signs };
  }
  const found = findLetters(form, letters, near);
  if (found === null) return null;
  const start = form.at[found.start] ?? 0;
  const last = form.at[found.end - 1] ?? start;
  return { start, quote: text.slice(start, last + signLength(text, last, json)) };
}

function signLength(text: string, place: number, json: boolean): number {
  return json && text[place] === "\\" ? (escapeAt(text, place)?.length ?? 1) : 1;
}
