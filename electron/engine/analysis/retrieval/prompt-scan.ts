import type { Words } from "./words.js";

/** Words of the shortest piece that counts as taken over. A shorter document has to stand there as a whole. */
export const PIECE_WORDS = 8;
/** Share of a document's words that have to stand in a prompt, in pieces, for it to count as kept. */
export const KEPT_SHARE = 0.5;

/** Places of one piece that are looked at; more of the same say nothing new. */
const MOST_PLACES = 16;
const MOST_RUNS = 50_000;
const BASE = 0x01000193;

/** A place in a document is one number: document * PLACES + word. Most hashes have one place, and need no list. */
const PLACES = 2 ** 32;
type Places = Map<number, number | number[]>;

interface Run {
  readonly document: number;
  readonly from: number;
  readonly at: number;
  readonly length: number;
}

/**
 * Finds documents in prompts. Each word of a prompt counts for one document only, first for those that stand there whole, then for
 * the longest piece: so a document that repeats parts of another one, as overlapping chunks and editions do, is not taken for kept
 * because that one is.
 */
export class PromptScan {
  readonly #documents: readonly Words[];
  /** Where pieces of `PIECE_WORDS` words stand, by hash. */
  readonly #pieces: Places = new Map();
  /** Documents that are shorter than a piece, by their length and hash. */
  readonly #short = new Map<number, Places>();

  constructor(documents: readonly Words[]) {
    this.#documents = documents;
    documents.forEach((words, document) => {
      if (words.length >= PIECE_WORDS) {
        eachHash(words, PIECE_WORDS, (hash, at) => add(this.#pieces, hash, document, at));
      } else if (words.length > 0) {
        const same: Places = this.#short.get(words.length) ?? new Map();
        this.#short.set(words.length, same);
        eachHash(words, words.length, (hash) => add(same, hash, document, 0));
      }
    });
  }

  /** Share of its words that stands in the prompt, by document, of those of which a piece does. */
  shares(prompt: Words): Map<number, number> {
    const runs = this.#runs(prompt);
    const isWhole = (run: Run): boolean => run.length === this.#documents[run.document]?.length;
    runs.sort(
      (a, b) =>
        Number(isWhole(b)) - Number(isWhole(a)) || b.length - a.length || a.document - b.document || a.at - b.at,
    );
    const claimed = new Uint8Array(prompt.length);
    const covered = new Map<number, Uint8Array>();
    for (const run of runs) this.#claim(run, claimed, covered);
    const shares = new Map<number, number>();
    for (const [document, cover] of covered) {
      let words = 0;
      for (const one of cover) words += one;
      if (words > 0) shares.set(document, words / cover.length);
    }
    return shares;
  }

  #runs(prompt: Words): Run[] {
    const runs: Run[] = [];
    // How far a document was followed on a diagonal: a run is found once, at its start.
    const followed = new Map<number, number>();
    const width = prompt.length + 1;
    const look = (document: number, from: number, at: number): void => {
      const words = this.#documents[document];
      if (words === undefined || runs.length >= MOST_RUNS) return;
      const diagonal = document * 2 * width * 2 + (at - from + width * 2);
      if ((followed.get(diagonal) ?? 0) > at) return;
      let length = 0;
      while (
        from + length < words.length &&
        at + length < prompt.length &&
        words[from + length] === prompt[at + length]
      ) {
        length += 1;
      }
      if (length < Math.min(PIECE_WORDS, words.length)) return;
      followed.set(diagonal, at + length);
      runs.push({ document, from, at, length });
    };
    const lookAll = (places: number | number[] | undefined, at: number): void => {
      if (places === undefined) return;
      if (typeof places === "number") look(Math.floor(places / PLACES), places % PLACES, at);
      else for (const place of places) look(Math.floor(place / PLACES), place % PLACES, at);
    };
    if (this.#pieces.size > 0) eachHash(prompt, PIECE_WORDS, (hash, at) => lookAll(this.#pieces.get(hash), at));
    for (const [length, same] of this.#short) eachHash(prompt, length, (hash, at) => lookAll(same.get(hash), at));
    return runs;
  }

  /** Takes the words of a run that are still free, in stretches that are long enough. */
  #claim(run: Run, claimed: Uint8Array, covered: Map<number, Uint8Array>): void {
    const size = this.#documents[run.document]?.length ?? 0;
    const least = Math.min(PIECE_WORDS, size);
    for (let start = 0; start < run.length;) {
      if (claimed[run.at + start] === 1) {
        start += 1;
        continue;
      }
      let end = start;
      while (end < run.length && claimed[run.at + end] === 0) end += 1;
      if (end - start >= least) {
        claimed.fill(1, run.at + start, run.at + end);
        const cover = covered.get(run.document) ?? new Uint8Array(size);
        covered.set(run.document, cover.fill(1, run.from + start, run.from + end));
      }
      start = end;
    }
  }
}

/** Calls back with the hash of each `length` words in a row and where they begin. */
export function eachHash(words: Words, length: number, each: (hash: number, at: number) => void): void {
  if (words.length < length) return;
  let leading = 1;
  for (let index = 1; index < length; index++) leading = Math.imul(leading, BASE);
  let hash = 0;
  for (let at = 0; at < words.length; at++) {
    if (at >= length) hash = (hash - Math.imul(words[at - length] ?? 0, leading)) | 0;
    hash = (Math.imul(hash, BASE) + (words[at] ?? 0)) | 0;
    if (at >= length - 1) each(hash, at - length + 1);
  }
}

function add(places: Places, hash: number, document: number, at: number): void {
  const place = document * PLACES + at;
  const known = places.get(hash);
  if (known === undefined) places.set(hash, place);
  else if (typeof known === "number") places.set(hash, [known, place]);
  else if (known.length < MOST_PLACES) known.push(place);
}
