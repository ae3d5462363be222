import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NEAR_DUPLICATE, nearDuplicates, Shingles, similarityOf } from "./similarity.js";
import { wordsOf } from "./words.js";

const of = (text: string): Shingles => new Shingles(wordsOf(text));

/** The measure once more, over words as they are written. */
function jaccard(one: readonly string[], other: readonly string[]): number {
  const shingles = (words: readonly string[]): Set<string> =>
    words.length < 3
      ? new Set([words.join(" ")])
      : new Set(words.slice(2).map((_, at) => words.slice(at, at + 3).join(" ")));
  const [a, b] = [shingles(one), shingles(other)];
  const both = [...a].filter((shingle) => b.has(shingle)).length;
  return both / (a.size + b.size - both);
}

describe("how much two texts share", () => {
  it("is what both have by what either has, three words in a row at a time", () => {
    // {abc bcd cde} and {abc bcd cdf}: two of four.
    expect(similarityOf(of("a1 b1 c1 d1 e1").all, of("a1 b1 c1 d1 f1").all)).toBe(0.5);
    expect(similarityOf(of("Refund policy").all, of("refund, POLICY").all)).toBe(1);
    expect(similarityOf(of("").all, of("").all)).toBe(0);
  });

  const word = fc.constantFrom(..."abcdefghijklmnop".split("").map((letter) => `${letter}${letter}`));
  const text = fc.array(word, { minLength: 3, maxLength: 60 });

  it("agrees with the measure over the words themselves", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(similarityOf(of(one.join(" ")).all, of(other.join(" ")).all)).toBeCloseTo(jaccard(one, other), 12);
      }),
      { numRuns: 200 },
    );
  });

  it("finds every near duplicate that there is", () => {
    fc.assert(
      fc.property(text, fc.nat(59), word, fc.boolean(), (one, at, changed, cut) => {
        const other = cut ? one.slice(0, Math.max(3, one.length - 2)) : one.with(at % one.length, changed);
        const found = nearDuplicates([of(one.join(" ")), null, of(other.join(" "))]);
        const similarity = jaccard(one, other);
        expect(found[2]?.of ?? null).toBe(similarity >= NEAR_DUPLICATE ? 0 : null);
        if (found[2]) expect(found[2].similarity).toBeCloseTo(similarity, 12);
      }),
      { numRuns: 300 },
    );
  });
});
