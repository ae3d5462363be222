import { isFunctionWord } from "./function-words.js";
import { isUnspaced, type Words } from "./words.js";

/** Share of the weight of a sentence's terms that a document has to hold to support it. */
export const SUPPORT_SHARE = 0.5;
/** A document that holds less than the best one does by more than this does not support the sentence. */
export const SUPPORT_MARGIN = 0.1;
/** A sentence with fewer terms says too little to tell where it is from. */
export const LEAST_TERMS = 3;

/**
 * What a text is about: its words without function words; of a script without spaces each two characters in a row, and a character
 * that stands alone. Each once.
 */
export function termsOf(words: Words): Set<number> {
  const terms = new Set<number>();
  eachTerm(words, (term) => terms.add(term));
  return terms;
}

/** Calls back with each term, the place of its first word and behind its last. */
export function eachTerm(words: Words, each: (term: number, from: number, to: number) => void): void {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    if (!isUnspaced(word)) {
      if (!isFunctionWord(word)) each(word, at, at + 1);
      continue;
    }
    const next = words[at + 1];
    if (next !== undefined && isUnspaced(next)) each(pairOf(word, next), at, at + 2);
    else if (at === 0 || !isUnspaced(words[at - 1] ?? 0)) each(word, at, at + 1);
  }
}

function pairOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ second) | 1;
}

/** How telling terms are among some documents. */
export class Rarity {
  readonly #documents: readonly ReadonlySet<number>[];
  /** Of the terms that were asked for. */
  readonly #holders = new Map<number, number>();

  constructor(documents: readonly ReadonlySet<number>[]) {
    this.#documents = documents;
  }

  /** How many of the documents have the term. */
  holders(term: number): number {
    const known = this.#holders.get(term);
    if (known !== undefined) return known;
    let holders = 0;
    for (const terms of this.#documents) if (terms.has(term)) holders += 1;
    this.#holders.set(term, holders);
    return holders;
  }

  /** ln(1 + N / n): N documents, of which n have the term. One that none has weighs as much as one that a single one has. */
  weight(term: number): number {
    return Math.log(1 + Math.max(1, this.#documents.length) / Math.max(1, this.holders(term)));
  }
}

/**
 * How far a document supports a sentence: the weight of the sentence's terms that the document has, by the weight of all of them;
 * 0 to 1, and 0 for a sentence without terms.
 */
export function supportOf(sentence: ReadonlySet<number>, document: ReadonlySet<number>, rarity: Rarity): number {
  let all = 0;
  let held = 0;
  for (const term of sentence) {
    const weight = rarity.weight(term);
    all += weight;
    if (document.has(term)) held += weight;
  }
  return all === 0 ? 0 : held / all;
}

/** A document, by its place in the list, and its measure for a sentence. */
export interface Support {
  readonly document: number;
  readonly share: number;
}

/** The documents that support a sentence, best first: those that reach the threshold and come near the best one. */
export function supportersOf(
  sentence: ReadonlySet<number>,
  documents: readonly ReadonlySet<number>[],
  rarity: Rarity,
): Support[] {
  const shares = documents.map((terms, document) => ({ document, share: supportOf(sentence, terms, rarity) }));
  const best = Math.max(0, ...shares.map(({ share }) => share));
  return shares
    .filter(({ share }) => share >= SUPPORT_SHARE && share >= best - SUPPORT_MARGIN)
    .toSorted((a, b) => b.share - a.share || a.document - b.document);
}
