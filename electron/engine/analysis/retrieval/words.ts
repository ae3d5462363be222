import { fold, foldWithOffsets, isAscii } from "../../../../shared/base/fold.js";

/**
 * The words of a text as numbers: equal words, without case and accents, have equal ones. A word is a run of letters and digits;
 * of scripts that are written without spaces it is one character. The numbers are 32-bit hashes (FNV-1a); an odd one is of a script
 * without spaces.
 */
export type Words = Int32Array;

const SEPARATOR = 0;
const LETTER = 1;
const UNSPACED = 2;
const MARK = 3;
const UNKNOWN = 255;

const IS_UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const IS_LETTER = /[\p{L}\p{N}]/u;
const IS_MARK = /\p{M}/u;
const BACKSLASH = 92;
/** What an escape of JSON leaves behind its backslash: b, f, n, r, t. */
const ESCAPED = new Set([98, 102, 110, 114, 116]);
const UNICODE_ESCAPE = /\\+u([0-9a-fA-F]{4})/g;

/** Classes of the characters below U+10000, filled as they are met. */
const classes = new Uint8Array(0x10000).fill(UNKNOWN);

function classOf(codePoint: number): number {
  if (codePoint >= 0x10000) return classify(codePoint);
  const known = classes[codePoint] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const found = classify(codePoint);
  classes[codePoint] = found;
  return found;
}

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (IS_MARK.test(character)) return MARK;
  if (!IS_LETTER.test(character)) return SEPARATOR;
  return IS_UNSPACED.test(character) ? UNSPACED : LETTER;
}

/** The words of a text. JSON inside of it reads like the texts that it holds: escapes are no part of a word. */
export function wordsOf(text: string): Words {
  const plain = text.includes("\\u") ? text.replace(UNICODE_ESCAPE, unescaped) : text;
  return split(isAscii(plain) ? plain.toLowerCase() : fold(plain), null);
}

function unescaped(_whole: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}

/** Words with where they stand, in UTF-16 units of the text. */
export interface PlacedWords {
  readonly words: Words;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** As `wordsOf`, with the places. */
export function placedWordsOf(text: string): PlacedWords {
  const original = foldWithOffsets(text);
  const places: number[] = [];
  const words = split(original.folded, places);
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < places.length; at += 2) {
    starts.push(original.originalStart(places[at] ?? 0));
    ends.push(original.originalEnd(places[at + 1] ?? 0));
  }
  return { words, starts, ends };
}

/** Where words are collected: most texts are short, and arrays are dear to make. */
let scratch = new Int32Array(1 << 16);

/** Splits a folded text; `places` takes start and end of each word. */
function split(text: string, places: number[] | null): Words {
  let count = 0;
  const put = (hash: number, isUnspaced: boolean, start: number, end: number): void => {
    if (count === scratch.length) {
      const larger = new Int32Array(count * 2);
      larger.set(scratch);
      scratch = larger;
    }
    scratch[count++] = isUnspaced ? hash | 1 : hash & ~1;
    places?.push(start, end);
  };
  let at = 0;
  while (at < text.length) {
    const code = codeAt(text, at);
    const kind = classOf(code);
    if (kind === LETTER || kind === UNSPACED) {
      const start = at;
      let hash = 0x811c9dc5;
      let next = code;
      do {
        hash = Math.imul(hash ^ next, 0x01000193);
        at += next > 0xffff ? 2 : 1;
        if (at >= text.length) break;
        next = codeAt(text, at);
      } while (goesOn(kind, classOf(next)));
      put(hash ^ (hash >>> 15), kind === UNSPACED, start, at);
    } else {
      at += code > 0xffff ? 2 : 1;
      if (code === BACKSLASH && ESCAPED.has(text.charCodeAt(at))) at += 1;
    }
  }
  return scratch.slice(0, count);
}

function goesOn(kind: number, next: number): boolean {
  return next === MARK || (kind === LETTER && next === LETTER);
}

function codeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 0xd800 || unit > 0xdfff ? unit : (text.codePointAt(at) ?? unit);
}

/** True for a character of a script that is written without spaces. */
export function isUnspaced(word: number): boolean {
  return (word & 1) === 1;
}
