import { mixed, similarityOf } from "./shingles.js";
import type { Sketches } from "./sketches.js";

/** Minima of a signature, and how many of them are one band. */
const BINS = 64;
const BAND_ROWS = 4;
const BANDS = BINS / BAND_ROWS;
/** In a crowd of texts that are alike in a band, each is compared with so many of its neighbours. */
const NEIGHBOURS = 32;
/** No more pairs are compared, whatever the texts. */
const MOST_CANDIDATES = 4_000_000;
/** Texts between two pauses. */
const STRETCH = 512;
/** Places of texts fit into so many numbers, so that a band and a place are one double. */
export const MOST_SKETCHES = 2 ** 20;

/** Two texts by their places, the smaller first, and how much they have in common, 0 to 1. */
export interface NearPair {
  readonly left: number;
  readonly right: number;
  readonly similarity: number;
}

/**
 * All pairs of texts that have at least `threshold` of their shingles in common, found by locality-sensitive hashing
 * (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4): signatures of one-permutation MinHash with optimal
 * densification (Shrivastava, ICML 2017), 16 bands of 4. A pair with 0.8 in common is missed with a probability of 0.02 %, with
 * 0.7 of 1 %; what is found is then compared by its sketches. Yields now and then, so that others may work.
 */
export function* nearPairs(sketches: Sketches, threshold: number): Generator<void, NearPair[]> {
  const texts = Math.min(sketches.length, MOST_SKETCHES);
  const bands = yield* bandKeys(sketches, texts);
  const pairs: NearPair[] = [];
  const compared = new Set<number>();
  const keys = new Float64Array(texts);
  for (let band = 0; band < BANDS; band++) {
    let count = 0;
    for (let place = 0; place < texts; place++) {
      if (sketches.at(place).length > 0) keys[count++] = (bands[place * BANDS + band] ?? 0) * MOST_SKETCHES + place;
    }
    const sorted = keys.subarray(0, count).sort();
    yield;
    for (let at = 0; at < count; at++) {
      if (at % STRETCH === 0) yield;
      const left = (sorted[at] ?? 0) % MOST_SKETCHES;
      for (let other = at + 1; other <= Math.min(at + NEIGHBOURS, count - 1); other++) {
        const right = (sorted[other] ?? 0) % MOST_SKETCHES;
        if (bandOf(sorted[at]) !== bandOf(sorted[other]) || compared.size >= MOST_CANDIDATES) break;
        const pair = left * MOST_SKETCHES + right;
        if (compared.has(pair)) continue;
        compared.add(pair);
        const similarity = similarityOf(sketches.at(left), sketches.at(right));
        if (similarity >= threshold) pairs.push({ left, right, similarity });
      }
    }
  }
  return pairs;
}

/** The keys of all bands of each text: BANDS numbers a text. */
function* bandKeys(sketches: Sketches, texts: number): Generator<void, Uint32Array> {
  const keys = new Uint32Array(texts * BANDS);
  const signature = new Uint32Array(BINS);
  const filled = new Uint8Array(BINS);
  for (let place = 0; place < texts; place++) {
    if (place % STRETCH === 0) yield;
    const sketch = sketches.at(place);
    if (sketch.length === 0) continue;
    sign(sketch, signature, filled);
    for (let band = 0; band < BANDS; band++) keys[place * BANDS + band] = bandKey(signature, band);
  }
  return keys;
}

/** The smallest hash of each of BINS parts of a set; an empty part takes that of another, chosen by its place alone. */
function sign(sketch: Uint32Array, signature: Uint32Array, filled: Uint8Array): void {
  filled.fill(0);
  // The hashes rise, so the first one of a part is its smallest.
  for (const hash of sketch) {
    const bin = hash % BINS;
    if (filled[bin] === 1) continue;
    filled[bin] = 1;
    signature[bin] = hash;
  }
  for (let bin = 0; bin < BINS; bin++) {
    let from = bin;
    for (let attempt = 1; filled[from] !== 1; attempt++) from = mixed(bin * 0x9e3779b1 + attempt) % BINS;
    if (from !== bin) signature[bin] = signature[from] ?? 0;
  }
}

function bandKey(signature: Uint32Array, band: number): number {
  let key = band;
  for (let row = 0; row < BAND_ROWS; row++) key = mixed(Math.imul(key, 31) + (signature[band * BAND_ROWS + row] ?? 0));
  return key;
}

function bandOf(key: number | undefined): number {
  return Math.floor((key ?? 0) / MOST_SKETCHES);
}
