import { fold } from "../../../../shared/base/fold.js";

/** A word as it is compared, and where it stands, in UTF-16 units. */
export interface PlacedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Scripts that put no space between words: each character counts as a word. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
/** A character of those scripts with its marks, else a run of letters, marks and digits of any other. */
const WORD = new RegExp(String.raw`[${UNSPACED}]\p{M}*|[[\p{L}\p{M}\p{N}]--[${UNSPACED}]]+`, "gv");

/** The words of a text that is folded already, in order. */
export function foldedWords(folded: string): readonly string[] {
  return folded.match(WORD) ?? [];
}

/** The words of a text in order: folded, each with its place in the text as it stands. */
export function placedWords(text: string): PlacedWord[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    word: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
