import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dcgAt, hitAt, ndcgAt, precisionAt, recallAt, reciprocalRankAt } from "./measures.js";

describe("nDCG", () => {
  it("is that of the example of scikit-learn's ndcg_score", () => {
    // true_relevance = [[10, 0, 0, 1, 5]] in the order of the scores [[.1, .2, .3, 4, 70]], and of [[.05, 1.1, 1., .5, .0]].
    expect(ndcgAt([5, 1, 0, 0, 10], null)).toBeCloseTo(0.6956940443813076, 12);
    expect(ndcgAt([0, 0, 1, 10, 5], null)).toBeCloseTo(0.49368, 5);
    expect(ndcgAt([0, 0, 1, 10, 5], 4, [10, 5, 1, 0, 0])).toBeCloseTo(0.35202, 5);
  });

  it("is that of Wikipedia's example, whose ideal knows of two documents that were not found", () => {
    const grades = [3, 2, 3, 0, 1, 2];
    expect(dcgAt(grades, 6)).toBeCloseTo(6.861, 3);
    expect(dcgAt([3, 3, 3, 2, 2, 2, 1, 0], 6)).toBeCloseTo(8.74, 3);
    expect(ndcgAt(grades, 6, [...grades, 3, 2])).toBeCloseTo(0.785, 3);
  });

  it("is 1 exactly where no worse document stands before a better one, and between 0 and 1 always", () => {
    const lists = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lists, (grades) => {
        const value = ndcgAt(grades, null) ?? -1;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        const any = grades.some((grade) => grade > 0);
        const sorted = grades.every((grade, index) => index === 0 || grade <= (grades[index - 1] ?? 0));
        expect(value > 1 - 1e-12).toBe(any && sorted);
      }),
    );
  });
});

describe("precision, recall, reciprocal rank and hits", () => {
  // Manning, Raghavan, Schütze, chapter 8: ranks 1, 3 and 4 of five are relevant, of eight in all.
  const grades = [1, 0, 1, 1, 0];

  it("are counted by hand", () => {
    expect([1, 2, 3, 5].map((k) => precisionAt(grades, k, 0.5))).toEqual([1, 1 / 2, 2 / 3, 3 / 5]);
    expect([1, 3, 5].map((k) => recallAt(grades, k, 0.5, 8))).toEqual([1 / 8, 2 / 8, 3 / 8]);
    expect(reciprocalRankAt(grades, null, 0.5)).toBe(1);
    expect(reciprocalRankAt([0, 0, 1], null, 0.5)).toBe(1 / 3);
    expect(reciprocalRankAt([0, 0, 1], 2, 0.5)).toBe(0);
    expect([hitAt([0, 0, 1], 2, 0.5), hitAt([0, 0, 1], 3, 0.5)]).toEqual([0, 1]);
  });

  it("leave out what nobody judged, and say nothing where nobody judged anything", () => {
    expect(precisionAt([null, 1, null, 0], null, 0.5)).toBe(1 / 2);
    expect(reciprocalRankAt([null, null, 1], null, 0.5)).toBe(1);
    expect(ndcgAt([null, 1, 0], null)).toBe(1);
    for (const measure of [precisionAt, reciprocalRankAt, hitAt]) expect(measure([null, null, 1], 2, 0.5)).toBeNull();
    expect(ndcgAt([null, null], null)).toBeNull();
    expect(recallAt([0, 0], null, 0.5, 0)).toBeNull();
  });

  it("do not change when unjudged documents are put anywhere in the list", () => {
    const list = fc.array(fc.option(fc.integer({ min: 0, max: 3 })), { maxLength: 12 });
    fc.assert(
      fc.property(list, (grades) => {
        const judged = grades.filter((grade) => grade !== null);
        expect(precisionAt(grades, null, 1)).toBe(precisionAt(judged, null, 1));
        expect(reciprocalRankAt(grades, null, 1)).toBe(reciprocalRankAt(judged, null, 1));
        expect(ndcgAt(grades, null)).toBe(ndcgAt(judged, null));
      }),
    );
  });
});
