import { type PlacedWords, placedWordsOf } from "../retrieval/words.js";

/** A stretch of a text, in UTF-16 units. */
interface Stretch {
  start: number;
  end: number;
}

export interface WordDifference {
  /** Words of the first text that the second does not have there, and the other way round. Neighbours are one stretch. */
  readonly left: Stretch[];
  readonly right: Stretch[];
  /** True where a text is so long that only its beginning was compared. */
  readonly cut: boolean;
}

/** Words of each text that are compared: the work grows with their product. */
const MOST_WORDS = 800;

/** Which words two texts do not share, by their longest common subsequence of words. */
export function differingWords(left: string, right: string): WordDifference {
  const own = placedWordsOf(left);
  const its = placedWordsOf(right);
  const { ownShared, itsShared } = sharedWords(own.words.subarray(0, MOST_WORDS), its.words.subarray(0, MOST_WORDS));
  return {
    left: stretches(own, ownShared),
    right: stretches(its, itsShared),
    cut: own.words.length > MOST_WORDS || its.words.length > MOST_WORDS,
  };
}

function sharedWords(
  own: Int32Array,
  its: Int32Array,
): { readonly ownShared: Uint8Array; readonly itsShared: Uint8Array } {
  const width = its.length + 1;
  // lengths[i * width + j]: of the longest common subsequence of own from i on and its from j on.
  const lengths = new Uint16Array((own.length + 1) * width);
  for (let i = own.length - 1; i >= 0; i--) {
    for (let j = its.length - 1; j >= 0; j--) {
      const at = i * width + j;
      lengths[at] =
        own[i] === its[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  const ownShared = new Uint8Array(own.length);
  const itsShared = new Uint8Array(its.length);
  for (let i = 0, j = 0; i < own.length && j < its.length;) {
    const at = i * width + j;
    if (own[i] === its[j]) {
      ownShared[i++] = 1;
      itsShared[j++] = 1;
    } else if ((lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0)) i++;
    else j++;
  }
  return { ownShared, itsShared };
}

function stretches({ starts, ends }: PlacedWords, shared: Uint8Array): Stretch[] {
  const found: Stretch[] = [];
  shared.forEach((isShared, at) => {
    if (isShared === 1) return;
    const end = ends[at] ?? 0;
    const last = found.at(-1);
    if (last !== undefined && at > 0 && shared[at - 1] !== 1) last.end = end;
    else found.push({ start: starts[at] ?? 0, end });
  });
  return found;
}
