import { eachHash } from "./prompt-scan.js";
import type { Words } from "./words.js";

const SHINGLE_WORDS = 3;
/** Texts that share this much are editions of one another. */
export const NEAR_DUPLICATE = 0.8;
/** Lowest hashes of a text that are compared first, and how many of them near duplicates share at least. */
const LOWEST = 16;
const LEAST_LOWEST = 4;

/** What two texts share of all that is in either: |A ∩ B| / |A ∪ B| (Jaccard), 0 to 1; 0 where both are empty. */
export function similarityOf(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const shingle of small) if (large.has(shingle)) both += 1;
  const all = small.size + large.size - both;
  return all === 0 ? 0 : both / all;
}

/** Each three words in a row of a text; of a shorter one, all of it. */
export class Shingles {
  readonly #words: Words;
  readonly #lowest: readonly number[];
  #all: ReadonlySet<number> | null = null;

  constructor(words: Words) {
    this.#words = words;
    this.#lowest = lowestOf(words);
  }

  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  get all(): ReadonlySet<number> {
    if (this.#all === null) {
      const all = new Set<number>();
      eachShingle(this.#words, (shingle) => all.add(shingle));
      this.#all = all;
    }
    return this.#all;
  }

  /** False where the two are surely no near duplicates: most texts are told apart by a few numbers. */
  mayResemble(other: Shingles): boolean {
    const least = Math.min(LEAST_LOWEST, this.#lowest.length, other.#lowest.length);
    return this.#lowest.filter((hash) => other.#lowest.includes(hash)).length >= least;
  }
}

function eachShingle(words: Words, each: (shingle: number) => void): void {
  eachHash(words, Math.max(1, Math.min(SHINGLE_WORDS, words.length)), each);
}

function lowestOf(words: Words): number[] {
  const lowest: number[] = [];
  eachShingle(words, (shingle) => {
    const hash = Math.imul(shingle ^ (shingle >>> 15), 0x2c1b3c6d);
    let place = lowest.length;
    while (place > 0 && (lowest[place - 1] ?? 0) > hash) place -= 1;
    if (place === LOWEST || lowest[place - 1] === hash) return;
    lowest.splice(place, 0, hash);
    if (lowest.length > LOWEST) lowest.pop();
  });
  return lowest;
}

/** Of each text the place of the first earlier one that it nearly repeats, with the similarity; or null. */
export function nearDuplicates(
  texts: readonly (Shingles | null)[],
): ({ readonly of: number; readonly similarity: number } | null)[] {
  return texts.map((text, place) => {
    if (text === null || text.isEmpty) return null;
    for (const [earlier, other] of texts.slice(0, place).entries()) {
      if (other === null || other.isEmpty || !text.mayResemble(other)) continue;
      const similarity = text === other ? 1 : similarityOf(text.all, other.all);
      if (similarity >= NEAR_DUPLICATE) return { of: earlier, similarity };
    }
    return null;
  });
}
