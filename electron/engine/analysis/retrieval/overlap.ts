import { isFunctionWord } from "./function-words.js";
import { eachHash } from "./prompt-scan.js";
import { eachTerm, type Rarity, termsOf } from "./support.js";
import { isUnspaced, type PlacedWords, type Words } from "./words.js";

/** Words in a row that a document and an answer share for both to be marked: of scripts without spaces characters. */
const RUN_WORDS = 3;
const RUN_CHARACTERS = 4;

/**
 * Marks the words of a document that an answer has as well: three words in a row (four characters of a script without spaces)
 * of which one says something, and single terms that no other document has. One byte a word of the document.
 */
export function sharedWithAnswer(document: Words, answers: readonly Words[], rarity: Rarity): Uint8Array {
  const shared = new Uint8Array(document.length);
  for (const length of [RUN_WORDS, RUN_CHARACTERS]) {
    const runs = new Set<number>();
    for (const answer of answers) eachHash(answer, length, (hash) => runs.add(hash));
    eachHash(document, length, (hash, at) => {
      if (!runs.has(hash)) return;
      const run = document.subarray(at, at + length);
      if (run.some((word) => !isFunctionWord(word)) && (length === RUN_CHARACTERS || !run.every(isUnspaced))) {
        shared.fill(1, at, at + length);
      }
    });
  }
  const terms = new Set<number>();
  for (const answer of answers) eachTerm(answer, (term) => terms.add(term));
  eachTerm(document, (term, from, to) => {
    if (terms.has(term) && rarity.holders(term) <= 1) shared.fill(1, from, to);
  });
  return shared;
}

/** Marks the words of a document that are terms of a query. */
export function sharedWithQuery(document: Words, query: Words): Uint8Array {
  const shared = new Uint8Array(document.length);
  const terms = termsOf(query);
  eachTerm(document, (term, from, to) => {
    if (terms.has(term)) shared.fill(1, from, to);
  });
  return shared;
}

/** Share of the words that are marked. */
export function shareOf(marked: Uint8Array): number {
  let count = 0;
  for (const one of marked) count += one;
  return marked.length === 0 ? 0 : count / marked.length;
}

/** Where the marked words stand, words in a row as one mark; in UTF-16 units of the text. */
export function marksOf({ starts, ends }: PlacedWords, marked: Uint8Array): { start: number; end: number }[] {
  const marks: { start: number; end: number }[] = [];
  for (let at = 0; at < marked.length; at++) {
    if (marked[at] === 0) continue;
    const start = starts[at] ?? 0;
    while (at + 1 < marked.length && marked[at + 1] === 1) at += 1;
    marks.push({ start, end: ends[at] ?? start });
  }
  return marks;
}
