import { isFunctionWord } from "../retrieval/function-words.js";
import { wordsOf } from "../retrieval/words.js";

export interface TellingWord {
  readonly word: string;
  /** z of the log odds ratio: how surely the word is more frequent in the group. */
  readonly weight: number;
}

/** Below, a difference may be chance. */
const SURE = 1.96;
const SMOOTHING = 0.5;
/** Numbers, and what looks like a part of an id. */
const NO_WORD = /^\p{N}+$|^(?=.*\p{N}).{5,}$|\p{N}.*\p{L}.*\p{N}/u;

/**
 * For each group of texts the words that set it apart from all others, most telling first. A text has a word or has it not; the
 * measure is the log odds ratio of that, group against the rest, with 0.5 added to each of the four counts, by its standard error
 * (Monroe, Colaresi and Quinn, "Fightin' Words", Political Analysis 16, 2008, with a flat prior; Haldane's correction).
 * @param texts The words of each text, in any number and order.
 * @param groups The group of each text; negative for none. Texts of none count as the rest.
 */
export function tellingWords(
  texts: readonly (readonly string[])[],
  groups: ArrayLike<number>,
  count: number,
  most: number,
): TellingWord[][] {
  const inAll = new Map<string, number>();
  const inGroup = Array.from({ length: count }, () => new Map<string, number>());
  const sizes = new Int32Array(count);
  texts.forEach((words, at) => {
    const own = inGroup[groups[at] ?? -1];
    if (own !== undefined) sizes[groups[at] ?? 0] = (sizes[groups[at] ?? 0] ?? 0) + 1;
    for (const word of new Set(words)) {
      inAll.set(word, (inAll.get(word) ?? 0) + 1);
      own?.set(word, (own.get(word) ?? 0) + 1);
    }
  });
  return inGroup.map((own, group) => {
    const size = sizes[group] ?? 0;
    const rest = texts.length - size;
    const found: TellingWord[] = [];
    for (const [word, here] of own) {
      if (word.length < 2 || NO_WORD.test(word) || isFunctionWord(wordsOf(word)[0] ?? 0)) continue;
      const there = (inAll.get(word) ?? 0) - here;
      const counts = [here, size - here, there, rest - there].map((value) => value + SMOOTHING);
      const [a = 1, b = 1, c = 1, d = 1] = counts;
      const z = Math.log((a * d) / (b * c)) / Math.sqrt(counts.reduce((sum, value) => sum + 1 / value, 0));
      if (z >= SURE) found.push({ word, weight: z });
    }
    return found.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1)).slice(0, most);
  });
}
