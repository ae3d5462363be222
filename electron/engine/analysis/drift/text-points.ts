import { fold } from "../../../../shared/base/fold.js";
import { isFunctionWord } from "../retrieval/function-words.js";
import { wordsOf } from "../retrieval/words.js";
import { SparsePoints } from "./points.js";

const LONGEST = 2000;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * The words of a text that say something, each once, folded as search folds them; without words of grammar. Of scripts
 * without spaces: each two characters in a row.
 */
export function tellingWords(text: string): string[] {
  const words = fold(text.slice(0, LONGEST)).match(WORD) ?? [];
  const telling = words.flatMap((word) => {
    if (UNSPACED.test(word)) return pairsOf(word);
    const [hash] = wordsOf(word);
    return hash === undefined || isFunctionWord(hash) ? [] : [word];
  });
  return [...new Set(telling)];
}

function pairsOf(word: string): string[] {
  const characters = Array.from(word);
  return characters.length < 2
    ? characters
    : characters.slice(1).map((next, place) => `${characters[place] ?? ""}${next}`);
}

/**
 * Texts as points: a column a word, its weight 1 + ln(texts / texts with the word) (TF-IDF of short texts, where a word stands
 * once). A word of one text alone, such as a number, brings it near no other and is left out.
 */
export function textPoints(words: readonly (readonly string[])[]): SparsePoints {
  const columns = new Map<string, { readonly column: number; texts: number }>();
  for (const word of words.flat()) {
    const known = columns.get(word);
    if (known === undefined) columns.set(word, { column: columns.size, texts: 1 });
    else known.texts += 1;
  }
  const rows = words.map((list) =>
    list.flatMap((word) => {
      const { column, texts } = columns.get(word) ?? { column: 0, texts: 1 };
      return texts === 1 ? [] : [[column, 1 + Math.log(words.length / texts)] as const];
    }),
  );
  return new SparsePoints(rows, columns.size);
}

/**
 * The words that set a group of texts apart from the others, most telling first: by p * ln(p / q), where p is the share of the
 * group's texts with the word and q that of the others, half a text added to each.
 */
export function wordsApart(
  words: readonly (readonly string[])[],
  inside: (text: number) => boolean,
  most: number,
): string[] {
  const within = new Map<string, number>();
  const without = new Map<string, number>();
  let texts = 0;
  words.forEach((list, text) => {
    const counts = inside(text) ? within : without;
    if (inside(text)) texts += 1;
    for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  });
  const others = words.length - texts;
  return [...within]
    .map(([word, count]) => {
      const p = count / texts;
      const q = ((without.get(word) ?? 0) + 0.5) / (others + 1);
      return { word, weight: p * Math.log(p / q) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map(({ word }) => word);
}
