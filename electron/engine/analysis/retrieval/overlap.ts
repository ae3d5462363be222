import { isFunctionWord } from "./function-words.js";
import { eachHash } from "./prompt-scan.js";
import { eachTerm, type Rarity, termsOf } from "./support.js";
import { isUnspaced, type PlacedWords, type Words } from "./words.js";

/** Words in a row that a document and an answer share for both to be marked: of scripts without spaces characters. */
const RUN_WORDS = 3;
const RUN_CHARACTERS = 4;

/** What an answer says, to be looked for in documents. */
export class AnswerWords {
  /** Hashes of words in a row, and of characters in a row. */
  readonly #runs = [RUN_WORDS, RUN_CHARACTERS].map((length) => ({ length, hashes: new Set<number>() }));
  readonly #terms = new Set<number>();

  constructor(answers: readonly Words[]) {
    for (const answer of answers) {
      for (const { length, hashes } of this.#runs) eachHash(answer, length, (hash) => hashes.add(hash));
      eachTerm(answer, (term) => this.#terms.add(term));
    }
  }

  /**
   * Marks the words of a document that the answer has as well: three words in a row (four characters of a script without
   * spaces) of which one says something, and single terms that no other document has. One byte a word of the document.
   */
  sharedBy(document: Words, rarity: Rarity): Uint8Array {
    const shared = new Uint8Array(document.length);
    for (const { length, hashes } of this.#runs) {
      if (hashes.size === 0) continue;
      eachHash(document, length, (hash, at) => {
        if (hashes.has(hash) && saysSomething(document, at, length)) shared.fill(1, at, at + length);
      });
    }
    eachTerm(document, (term, from, to) => {
      if (this.#terms.has(term) && rarity.holders(term) <= 1) shared.fill(1, from, to);
    });
    return shared;
  }
}

/** Of characters alone, more have to be in a row. */
function saysSomething(words: Words, from: number, length: number): boolean {
  let isTelling = false;
  let isOfCharacters = true;
  for (let at = from; at < from + length; at++) {
    const word = words[at] ?? 0;
    isTelling ||= !isFunctionWord(word);
    isOfCharacters &&= isUnspaced(word);
  }
  return isTelling && (length === RUN_CHARACTERS || !isOfCharacters);
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
