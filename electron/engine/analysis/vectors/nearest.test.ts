import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestNeighbours } from "./nearest.js";
import { seeded } from "./random.js";

/** Distances to the nearest ones, the plain way. */
function plain(values: Float32Array, rows: number, width: number, row: number, count: number, among = rows): number[] {
  return Array.from({ length: among }, (_, other) => other)
    .filter((other) => other !== row)
    .map((other) => {
      let sum = 0;
      for (let at = 0; at < width; at++) sum += (values[row * width + at]! - values[other * width + at]!) ** 2;
      return Math.sqrt(sum);
    })
    .sort((a, b) => a - b)
    .slice(0, count);
}

describe("nearest neighbours", () => {
  it("are those of comparing all with all", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 90 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer(),
        (rows, width, seed) => {
          const random = seeded(seed);
          // Few values, so that many rows are equally far, and some the same.
          const values = Float32Array.from({ length: rows * width }, () => random.below(4));
          const { count, places, distances } = nearestNeighbours(values, rows, width, { count: 5, seed: 1 });
          expect(count).toBe(Math.min(5, rows - 1));
          for (let row = 0; row < rows; row++) {
            const own = Array.from(distances.subarray(row * count, (row + 1) * count));
            plain(values, rows, width, row, count).forEach((distance, at) => expect(own[at]).toBeCloseTo(distance, 5));
            const others = Array.from(places.subarray(row * count, (row + 1) * count));
            expect(others).not.toContain(row);
            expect(new Set(others).size).toBe(count);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("can be looked for among the first rows alone", () => {
    const random = seeded(9);
    const [rows, width, among] = [120, 3, 40];
    const values = Float32Array.from({ length: rows * width }, () => random.normal());
    const found = nearestNeighbours(values, rows, width, { count: 2, seed: 1, among, from: among });
    expect(found.rows).toBe(80);
    for (let row = among; row < rows; row++) {
      plain(values, rows, width, row, 2, among).forEach((distance, at) =>
        expect(found.distances[(row - among) * 2 + at]).toBeCloseTo(distance, 5),
      );
    }
  });
});
