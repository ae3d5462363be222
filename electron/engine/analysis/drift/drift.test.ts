import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "../vectors/random.js";
import { clustersOf } from "./clusters.js";
import { distanceOf, kernelOf } from "./distance.js";
import { DensePoints, SparsePoints } from "./points.js";
import { countIn, divergence, stabilityOf } from "./stability.js";
import { tellingWords, textPoints, wordsApart } from "./text-points.js";

function ended<T>(work: Generator<void, T>): T {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

/** Points around a direction of three dimensions. */
function cloud(count: number, towards: readonly [number, number, number], seed: number, width = 0.3): number[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => towards.map((value) => value + width * random.normal())).flat();
}
const dense = (...clouds: number[][]): DensePoints => new DensePoints(Float32Array.from(clouds.flat()), 3);

/** MMD^2 as the formula reads, over the kernel of all pairs. */
function byTheBook(kernel: Float32Array, n: number, left: number): number {
  const mean = (from: number, to: number, others: readonly [number, number]): number => {
    let [sum, pairs] = [0, 0];
    for (let i = from; i < to; i++)
      for (let j = others[0]; j < others[1]; j++)
        if (i !== j) [sum, pairs] = [sum + (kernel[i * n + j] ?? 0), pairs + 1];
    return sum / pairs;
  };
  return mean(0, left, [0, left]) + mean(left, n, [left, n]) - 2 * mean(0, left, [left, n]);
}

describe("maximum mean discrepancy", () => {
  it("is what the formula says, for any samples", () => {
    const numbers = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 9 })), {
      minLength: 4,
      maxLength: 14,
    });
    fc.assert(
      fc.property(numbers, fc.nat(100), (rows, cut) => {
        const points = new DensePoints(Float32Array.from(rows.flat()), 3);
        const left = 2 + (cut % (rows.length - 3));
        const { kernel } = ended(kernelOf(points));
        const { mmd2 } = ended(distanceOf(points, left, 1));
        expect(mmd2).toBeCloseTo(byTheBook(kernel, rows.length, left), 5);
      }),
      { numRuns: 50 },
    );
  });

  it("of two points each is counted by hand", () => {
    // Right angles between a pair of each: d^2 = 2, the median of (0, 0, 2, 2, 2, 2) is the root of 2, k = exp(-1/2).
    const points = new DensePoints(Float32Array.from([1, 0, 1, 0, 0, 1, 0, 1]), 2);
    const { mmd2, bandwidth } = ended(distanceOf(points, 2, 1));
    expect(bandwidth).toBeCloseTo(Math.SQRT2, 6);
    expect(mmd2).toBeCloseTo(2 - 2 * Math.exp(-1 / 2), 6);
  });

  it("tells two different clouds apart, and not two of one kind", () => {
    const same = ended(distanceOf(dense(cloud(60, [1, 0, 0], 1), cloud(60, [1, 0, 0], 2)), 60, 200));
    const other = ended(distanceOf(dense(cloud(60, [1, 0, 0], 1), cloud(60, [1, 0.5, 0], 2)), 60, 200));
    expect(same.p).toBeGreaterThan(0.05);
    expect(other.p).toBe(1 / 201);
    expect(other.mmd2).toBeGreaterThan(same.mmd2 * 10);
  });

  it("is wrong as often as p says where nothing differs", () => {
    const ps = Array.from({ length: 40 }, (_, turn) => {
      const points = dense(cloud(12, [1, 0, 0], turn * 2 + 1), cloud(12, [1, 0, 0], turn * 2 + 2));
      return ended(distanceOf(points, 12, 60)).p;
    });
    expect(ps.filter((p) => p <= 0.1).length).toBeLessThanOrEqual(9);
    expect(ps.filter((p) => p > 0.5).length).toBeGreaterThanOrEqual(10);
  });

  it("does not depend on who is first, is the same again, and is 1 sure where all is equal", () => {
    const [a, b] = [cloud(20, [1, 0, 0], 5), cloud(30, [0, 1, 0], 6)];
    const one = ended(distanceOf(dense(a, b), 20, 50));
    expect(ended(distanceOf(dense(b, a), 30, 50)).mmd2).toBeCloseTo(one.mmd2, 6);
    expect(ended(distanceOf(dense(a, b), 20, 50))).toEqual(one);
    const equal = ended(distanceOf(dense(Array.from({ length: 30 }, () => 1)), 5, 20));
    expect(equal).toMatchObject({ mmd2: 0, p: 1 });
  });
});

describe("population stability", () => {
  it("is counted by hand", () => {
    // (0.6 - 0.5) ln(0.6 / 0.5) + (0.4 - 0.5) ln(0.4 / 0.5)
    expect(divergence([0.5, 0.5], [0.6, 0.4])).toBeCloseTo(0.1 * Math.log(1.2) - 0.1 * Math.log(0.8), 12);
    expect(countIn([1, 2], [0, 1, 1.5, 2, 3])).toEqual([1, 2, 2]);
  });

  it("is near 0 for the same scores and large for others, whichever values tie", () => {
    const scores = Array.from({ length: 200 }, (_, place) => place / 200);
    expect(stabilityOf(scores, scores).psi).toBe(0);
    expect(
      stabilityOf(
        scores,
        scores.map((score) => score / 3),
      ).psi,
    ).toBeGreaterThan(0.25);
    expect(stabilityOf([1, 1, 1], [1, 1]).psi).toBeLessThan(0.1);
  });

  it("is never below 0", () => {
    const sample = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        expect(stabilityOf(a, b).psi).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("clusters", () => {
  it("find clouds that are apart, the largest first", () => {
    const points = dense(cloud(10, [1, 0, 0], 1, 0.05), cloud(30, [0, 1, 0], 2, 0.05), cloud(20, [0, 0, 1], 3, 0.05));
    const { count, cluster } = ended(clustersOf(points, 3));
    expect(count).toBe(3);
    expect([...cluster]).toEqual([...Array(10).fill(2), ...Array(30).fill(0), ...Array(20).fill(1)]);
  });

  it("are no more than there are different points", () => {
    const points = dense(Array.from({ length: 30 }, () => 1));
    expect(ended(clustersOf(points, 4)).count).toBe(1);
  });
});

describe("texts as points", () => {
  it("lie near where they share words that are rare", () => {
    const words = ["refund for a broken lamp", "broken lamp, money back", "refund today", "what is the weather"].map(
      tellingWords,
    );
    expect(words[0]).toEqual(["refund", "broken", "lamp"]);
    const points = textPoints(words);
    expect(points.cosine(0, 0)).toBeCloseTo(1, 12);
    expect(points.cosine(0, 1)).toBeGreaterThan(0.3);
    expect(points.cosine(1, 2)).toBe(0);
    expect(points.cosine(3, 3)).toBe(0);
    expect(tellingWords("返品期限")).toEqual(["返品", "品期", "期限"]);
  });

  it("have dense and sparse points agree", () => {
    const rows = [
      [1, 2, 0],
      [0, 2, 1],
      [3, 0, 0],
    ];
    const sparse = new SparsePoints(
      rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [[column, value] as const]))),
      3,
    );
    const full = new DensePoints(Float32Array.from(rows.flat()), 3);
    for (const i of [0, 1, 2]) for (const j of [0, 1, 2]) expect(sparse.cosine(i, j)).toBeCloseTo(full.cosine(i, j), 6);
  });

  it("are set apart by the words that the others lack", () => {
    const words = [["refund", "lamp"], ["refund", "chair"], ["weather", "lamp"], ["weather"]];
    expect(wordsApart(words, (text) => text < 2, 2)).toEqual(["refund", "chair"]);
  });
});
