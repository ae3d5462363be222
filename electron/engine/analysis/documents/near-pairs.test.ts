import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../../../shared/base/fold.js";
import { nearPairs, type NearPair } from "./near-pairs.js";
import { shinglesOf, SHINGLE_WORDS, sketchOf, similarityOf } from "./shingles.js";
import { Sketches } from "./sketches.js";

/** Jaccard as it is defined, over sets of texts. */
function exact(left: string, right: string): number {
  const own = new Set(shingleTexts(left));
  const its = new Set(shingleTexts(right));
  const shared = [...own].filter((shingle) => its.has(shingle)).length;
  const all = new Set([...own, ...its]).size;
  return all === 0 ? 0 : shared / all;
}
function shingleTexts(text: string): string[] {
  const words = text === "" ? [] : text.split(" ");
  const size = Math.min(SHINGLE_WORDS, words.length);
  return size === 0
    ? []
    : Array.from({ length: words.length - size + 1 }, (_, at) => words.slice(at, at + size).join(" "));
}

function pairsOf(texts: readonly string[], threshold = 0.8): NearPair[] {
  const sketches = new Sketches(4);
  for (const text of texts) sketches.push(sketchOf(shinglesOf(fold(text))));
  const search = nearPairs(sketches, threshold);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value.toSorted((a, b) => a.left - b.left || a.right - b.right);
  }
}
const words = (length: number, from = 0): string => Array.from({ length }, (_, at) => `w${from + at}`).join(" ");

describe("texts that say nearly the same", () => {
  it("are as similar as their sets of shingles are", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 60 }).map((list) => list.join(" "));
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(similarityOf(sketchOf(shinglesOf(left)), sketchOf(shinglesOf(right)))).toBeCloseTo(
          exact(left, right),
          9,
        );
      }),
    );
  });

  it("are estimated where they are long", () => {
    for (const shift of [30, 100, 300]) {
      const [left, right] = [words(2000), words(2000, shift)];
      const estimate = similarityOf(sketchOf(shinglesOf(left)), sketchOf(shinglesOf(right)));
      expect(Math.abs(estimate - exact(left, right))).toBeLessThan(0.1);
    }
  });

  it("are found among others, and only they", () => {
    const texts = Array.from({ length: 300 }, (_, at) => words(60, at * 1000));
    // Every tenth comes again with one word changed in the middle.
    const changed = texts.filter((_, at) => at % 10 === 0).map((text) => text.replace(/^((?:\S+ ){30})\S+/, "$1other"));
    const pairs = pairsOf([...texts, ...changed]);
    expect(pairs.map(({ left, right }) => [left, right])).toEqual(changed.map((_, at) => [at * 10, 300 + at]));
    for (const { similarity } of pairs) expect(similarity).toBeCloseTo(55 / 61, 9);
  });

  it("are all found in small sets, whatever their lengths", () => {
    const base = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 12, maxLength: 80 });
    fc.assert(
      fc.property(fc.array(base, { minLength: 1, maxLength: 6 }), fc.nat(11), (lists, at) => {
        const texts = lists.flatMap((list) => [list, list.with(at, 999)]).map((list) => list.join(" "));
        const expected = texts.flatMap((left, i) =>
          texts.flatMap((right, j) => (i < j && exact(left, right) >= 0.8 ? [`${i} ${j}`] : [])),
        );
        const found = new Set(pairsOf(texts).map(({ left, right }) => `${left} ${right}`));
        for (const pair of found) {
          const [left = 0, right = 0] = pair.split(" ").map(Number);
          expect(exact(texts[left] ?? "", texts[right] ?? "")).toBeGreaterThanOrEqual(0.8);
        }
        expect(expected.filter((pair) => !found.has(pair))).toEqual([]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("are compared without regard to case, accents and punctuation, and by characters where no spaces are written", () => {
    expect(pairsOf(["Le café, c'est prêt!", "le CAFE: c est pret"])).toEqual([{ left: 0, right: 1, similarity: 1 }]);
    const [chinese] = pairsOf(["商品在收到后三十天内可以退货并全额退款", "商品在收到后三十天内可以退货并全额退钱"]);
    expect(chinese?.similarity).toBeCloseTo(16 / 18, 9);
  });

  it("are few where texts are empty, and many where all are one", () => {
    expect(pairsOf(["", "", "..."])).toEqual([]);
    expect(pairsOf(Array.from({ length: 5 }, () => "the same words again"))).toHaveLength(10);
  });
});
