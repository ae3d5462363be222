import { evenly } from "../../analysis/vectors/random.js";
import type { SparseRows } from "../../analysis/vectors/tf-idf.js";
import { tokensOf } from "../../analysis/vectors/tokens.js";
import type { Passes } from "./passes.js";

/** So many items' texts name the groups; of more, as many are taken evenly. */
const MOST_TEXTS = 20_000;
const MOST_WORDS = 120;

/** Words of some items, each once. */
export interface LabelTexts {
  readonly items: readonly number[];
  readonly words: readonly (readonly string[])[];
}

export async function readLabelTexts(count: number, passes: Passes): Promise<LabelTexts> {
  const items: number[] = [];
  const words: string[][] = [];
  // Each word is held once, however many texts have it.
  const known = new Map<string, string>();
  await passes.texts(0, count, MOST_TEXTS, (item, text) => {
    const own = [...new Set(tokensOf(text))].slice(0, MOST_WORDS);
    items.push(item);
    words.push(
      own.map((word) => {
        const held = known.get(word);
        if (held === undefined) known.set(word, word);
        return held ?? word;
      }),
    );
  });
  return { items, words };
}

/** The words of texts that are rows already. */
export function textsOfRows({ rows, starts, places, words }: SparseRows): LabelTexts {
  const items = Array.from(evenly(rows, MOST_TEXTS));
  return {
    items,
    words: items.map((item) =>
      Array.from(places.subarray(starts[item], starts[item + 1]), (column) => words[column] ?? "").slice(0, MOST_WORDS),
    ),
  };
}
