import type { Find } from "./rule.js";

/** A text as a reader of it would see it, and where each of its signs stands in the text. */
export interface TextView {
  readonly text: string;
  /** Where the sign at a place of the view begins in the text; null where they are the same. */
  readonly starts: Uint32Array | null;
  readonly length: number;
}

/** Escapes of JSON and of most programming languages, of addresses, and of HTML for what stands in addresses and keys. */
const ESCAPE =
  /\\(?:["'\\/bfnrt]|u[0-9a-fA-F]{4}|x[2-7][0-9a-fA-F])|%[2-7][0-9a-fA-F]|&#(?:[xX]0{0,5}[2-7][0-9a-fA-F]|0{0,5}(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]));/g;
const SIGNS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
/** JSON in JSON in JSON in JSON: what is escaped more often is not read. */
const MOST_LEVELS = 4;

/** The text, and what it says when its escapes are read once, twice, … as long as there are any. */
export function viewsOf(text: string): TextView[] {
  const views: TextView[] = [{ text, starts: null, length: text.length }];
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const next = unescaped(views[level], text.length);
    if (next === null) break;
    views.push(next);
  }
  return views;
}

function unescaped(view: TextView | undefined, length: number): TextView | null {
  if (view === undefined || !/[\\%]|&#/.test(view.text)) return null;
  const parts: string[] = [];
  const starts = new Uint32Array(view.text.length + 1);
  let count = 0;
  let from = 0;
  const copy = (end: number): void => {
    parts.push(view.text.slice(from, end));
    for (let at = from; at < end; at += 1) starts[count++] = placeOf(view, at);
  };
  for (const match of view.text.matchAll(ESCAPE)) {
    copy(match.index);
    parts.push(signOf(match[0]));
    starts[count++] = placeOf(view, match.index);
    from = match.index + match[0].length;
  }
  if (from === 0) return null;
  copy(view.text.length);
  starts[count] = length;
  return { text: parts.join(""), starts: starts.subarray(0, count + 1), length };
}

function signOf(escape: string): string {
  const letter = escape.charAt(1);
  if (escape.startsWith("&#")) return String.fromCharCode(Number(escape.slice(2, -1).replace(/^x/i, "0x")));
  if (escape.startsWith("%")) return String.fromCodePoint(Number.parseInt(escape.slice(1), 16));
  if (letter === "x" || letter === "u") return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  return SIGNS[letter] ?? letter;
}

function placeOf(view: TextView, at: number): number {
  return view.starts === null ? at : (view.starts[at] ?? view.length);
}

/** A find of a view as a place in the text. */
export function inText(view: TextView, find: Find): Find {
  return { start: placeOf(view, find.start), end: placeOf(view, find.end) };
}

/** True for a place of the text that begins or ends within what is one sign in a view. */
export function cutsEscape(view: TextView, place: Find): boolean {
  return !isBorder(view, place.start) || !isBorder(view, place.end);
}

function isBorder(view: TextView, place: number): boolean {
  const { starts } = view;
  if (starts === null) return true;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return starts[low] === place;
}
