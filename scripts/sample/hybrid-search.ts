import { POLICY } from "./policy.js";
import type { PolicyHit, PolicyIndex, Vector } from "./policy-index.js";

/** Okapi BM25 with the usual constants, see https://en.wikipedia.org/wiki/Okapi_BM25. */
const K1 = 1.2;
const B = 0.75;
/** Of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): score = sum of 1 / (60 + rank). */
const RRF = 60;

export interface HybridResult {
  readonly words: readonly PolicyHit[];
  readonly vectors: readonly PolicyHit[];
  readonly merged: readonly PolicyHit[];
}

/** Searches the policy by words and by vectors, and merges the two orders. */
export function searchBoth(
  index: PolicyIndex,
  query: string,
  vector: Vector,
  counts: { readonly words: number; readonly vectors: number; readonly merged: number },
): HybridResult {
  const words = byWords(query).slice(0, counts.words);
  const vectors = index.nearest(vector, counts.vectors);
  const sums = new Map<string, { hit: PolicyHit; score: number }>();
  for (const list of [words, vectors]) {
    for (const [rank, hit] of list.entries()) {
      const sum = sums.get(hit.id) ?? { hit, score: 0 };
      sums.set(hit.id, { hit, score: sum.score + 1 / (RRF + rank + 1) });
    }
  }
  const merged = [...sums.values()]
    .toSorted((left, right) => right.score - left.score)
    .slice(0, counts.merged)
    .map(({ hit, score }) => ({ ...hit, score: Math.round(score * 1e5) / 1e5 }));
  return { words, vectors, merged };
}

function byWords(query: string): PolicyHit[] {
  const documents = POLICY.map((section) => ({ section, words: wordsOf(`${section.title} ${section.content}`) }));
  const usualLength = documents.reduce((sum, { words }) => sum + words.length, 0) / documents.length;
  const asked = [...new Set(wordsOf(query))];
  return documents
    .map(({ section, words }) => {
      const score = asked.reduce((sum, word) => {
        const holding = documents.filter((document) => document.words.includes(word)).length;
        const rarity = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
        const count = words.filter((one) => one === word).length;
        return sum + (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + (B * words.length) / usualLength));
      }, 0);
      const { id, title, content, lang = "en" } = section;
      return { id, title, content, lang, score: Math.round(score * 100) / 100 };
    })
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
