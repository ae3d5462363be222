import { wordsOf } from "../retrieval/words.js";

/** Words of a shingle. */
export const SHINGLE_WORDS = 3;
/** Hashes of a text that are kept: of so many shingles or fewer all, of more the smallest. */
export const SKETCH_HASHES = 256;

/**
 * The hashes of a text's shingles (runs of SHINGLE_WORDS words; of fewer words all of them are one), each once, rising: 32 bits
 * made of the hashes of the words, mixed as MurmurHash3 ends. Empty for a text without words.
 */
export function shinglesOf(text: string): Uint32Array {
  const hashes = wordsOf(text);
  const size = Math.min(SHINGLE_WORDS, hashes.length);
  const count = size === 0 ? 0 : hashes.length - size + 1;
  const shingles = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    let hash = 0;
    for (let word = at; word < at + size; word++) hash = Math.imul(hash, 31) + (hashes[word] ?? 0);
    shingles[at] = mixed(hash);
  }
  return distinct(shingles.sort());
}

/** The smallest hashes of a set: a sample of it that is the same for the same set (Broder's bottom-k sketch, 1997). */
export function sketchOf(shingles: Uint32Array): Uint32Array {
  return shingles.subarray(0, SKETCH_HASHES);
}

/**
 * How much two sets have in common by their sketches: shared over all (Jaccard), 0 to 1. Exact where both sets are whole, else
 * estimated from the smallest SKETCH_HASHES of both together; its standard error is then at most 0.032. 0 for empty sets.
 */
export function similarityOf(left: Uint32Array, right: Uint32Array): number {
  const isWhole = left.length < SKETCH_HASHES && right.length < SKETCH_HASHES;
  const most = isWhole ? left.length + right.length : SKETCH_HASHES;
  let shared = 0;
  let all = 0;
  for (let at = 0, other = 0; all < most && (at < left.length || other < right.length); all++) {
    const own = left[at] ?? Number.POSITIVE_INFINITY;
    const its = right[other] ?? Number.POSITIVE_INFINITY;
    if (own === its) shared++;
    if (own <= its) at++;
    if (its <= own) other++;
  }
  return all === 0 ? 0 : shared / all;
}

/** Spreads what neighbouring numbers have in common over all bits. */
export function mixed(number: number): number {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function distinct(sorted: Uint32Array): Uint32Array {
  let kept = 0;
  for (let at = 0; at < sorted.length; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[kept++] = sorted[at] ?? 0;
  }
  return sorted.slice(0, kept);
}
