import { fold, isAscii } from "../../../../shared/base/fold.js";

const ASCII_WORD = /[a-z0-9]+/g;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}ー]+/gu;
const HAS_UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Longer runs are keys and encoded bytes, not words. */
const LONGEST_WORD = 40;

/**
 * The words of a text in their order, folded as the search folds them: runs of letters and digits. Of scripts without spaces each
 * two characters that follow one another are a word.
 */
export function tokensOf(text: string): string[] {
  if (isAscii(text)) return short(text.toLowerCase().match(ASCII_WORD));
  const folded = fold(text);
  if (!HAS_UNSPACED.test(folded)) return short(folded.match(WORD));
  const found: string[] = [];
  for (const run of folded.match(WORD) ?? []) {
    let from = 0;
    for (const match of run.matchAll(UNSPACED)) {
      if (!HAS_UNSPACED.test(match[0])) continue;
      if (match.index > from) found.push(run.slice(from, match.index));
      found.push(...pairsOf(match[0]));
      from = match.index + match[0].length;
    }
    if (from < run.length) found.push(run.slice(from));
  }
  return short(found);
}

function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index] ?? ""}${character}`);
}

function short(words: readonly string[] | null): string[] {
  return (words ?? []).filter((word) => word.length <= LONGEST_WORD);
}
