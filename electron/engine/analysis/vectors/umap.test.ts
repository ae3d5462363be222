import { describe, expect, it } from "vitest";
import { UMAP } from "umap-js";
import { fitCurve } from "./layout.js";
import { fuzzyGraph } from "./fuzzy-graph.js";
import { nearestNeighbours } from "./nearest.js";
import { seeded } from "./random.js";
import { trustworthiness } from "./trustworthiness.js";
import { umap } from "./umap.js";

const [ROWS, WIDTH, GROUPS] = [160, 12, 4];

/** Groups in twelve dimensions, row by row in turn. */
function grouped(): Float32Array<ArrayBuffer> {
  const random = seeded(11);
  const centres = Array.from({ length: GROUPS * WIDTH }, () => random.normal() * 4);
  return Float32Array.from({ length: ROWS * WIDTH }, (_, at) => {
    const group = Math.floor(at / WIDTH) % GROUPS;
    return centres[group * WIDTH + (at % WIDTH)]! + random.normal();
  });
}
const interleaved = (x: Float32Array, y: Float32Array): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: x.length * 2 }, (_, at) => (at % 2 === 0 ? x : y)[at >> 1]!);

describe("UMAP", () => {
  const values = grouped();
  const options = { neighbours: 15, minDistance: 0.1, seed: 3 };
  const plane = umap(values, ROWS, WIDTH, options);

  it("keeps neighbours at least as well as umap-js does on the same rows", () => {
    const original = { values, width: WIDTH };
    const own = trustworthiness(original, { values: interleaved(plane.x, plane.y), width: 2 }, 15);
    const random = seeded(1);
    const rows = Array.from({ length: ROWS }, (_, row) => Array.from(values.subarray(row * WIDTH, (row + 1) * WIDTH)));
    const theirs = new UMAP({ random: () => random.next() }).fit(rows);
    // Both are near 0.95, and differ by chance in the third digit.
    expect(own).toBeGreaterThan(
      trustworthiness(original, { values: Float32Array.from(theirs.flat()), width: 2 }, 15) - 0.01,
    );
    expect(own).toBeGreaterThan(0.9);
  });

  it("keeps groups apart", () => {
    const nearest = nearestNeighbours(interleaved(plane.x, plane.y), ROWS, 2, { count: 5, seed: 1 });
    const strangers = nearest.places.filter((other, at) => other % GROUPS !== Math.floor(at / 5) % GROUPS);
    expect(strangers.length).toBeLessThan(ROWS * 5 * 0.02);
  });

  it("gives the same picture for the same seed, another one for another", () => {
    expect(umap(values, ROWS, WIDTH, options)).toEqual(plane);
    expect(umap(values, ROWS, WIDTH, { ...options, seed: 4 }).x).not.toEqual(plane.x);
  });

  it("takes a few rows, and rows that are all the same", () => {
    for (const rows of [1, 2, 3, 6]) {
      const { x, y } = umap(new Float32Array(rows * 4).fill(1), rows, 4, options);
      expect([...x, ...y].every((value) => Number.isFinite(value))).toBe(true);
    }
  });

  it("fits the curve as the reference implementation does", () => {
    // umap-learn's find_ab_params(1.0, 0.1) and (1.0, 0.5).
    expect(fitCurve(0.1).a).toBeCloseTo(1.577, 2);
    expect(fitCurve(0.1).b).toBeCloseTo(0.895, 2);
    expect(fitCurve(0.5).a).toBeCloseTo(0.583, 2);
    expect(fitCurve(0.5).b).toBeCloseTo(1.334, 2);
  });

  it("joins both directions of a pair into one weight, the same from both ends", () => {
    const graph = fuzzyGraph(nearestNeighbours(values, ROWS, WIDTH, { count: 10, seed: 1 }));
    const weightOf = new Map<string, number>();
    for (let row = 0; row < ROWS; row++) {
      for (let at = graph.starts[row]!; at < graph.starts[row + 1]!; at++) {
        expect(weightOf.has(`${row} ${graph.ends[at]}`)).toBe(false);
        weightOf.set(`${row} ${graph.ends[at]}`, graph.weights[at]!);
      }
    }
    for (const [pair, weight] of weightOf) {
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(1);
      expect(weightOf.get(pair.split(" ").reverse().join(" "))).toBeCloseTo(weight, 5);
    }
  });
});
