import { describe, expect, it } from "vitest";
import { nearestNeighbours } from "./nearest.js";
import { planeNeighbours } from "./plane-neighbours.js";
import { seeded } from "./random.js";

type Floats = Float32Array<ArrayBuffer>;

function bothWays(x: Floats, y: Floats, count: number) {
  const values = Float32Array.from({ length: x.length * 2 }, (_, at) => (at % 2 === 0 ? x : y)[at >> 1]!);
  return [planeNeighbours(x, y, count), nearestNeighbours(values, x.length, 2, { count, seed: 1 })] as const;
}

describe("neighbours in the plane", () => {
  const random = seeded(4);
  const column = (rows: number, value: (row: number) => number): Floats =>
    Float32Array.from({ length: rows }, (_, row) => value(row));

  it.each([
    ["groups", () => random.below(5) + random.normal() * 0.01],
    ["a grid with many at the same place", () => random.below(12)],
    ["a line", () => 0.5],
  ])("are those of comparing all: %s", (_, value) => {
    const x = column(700, value);
    const y = column(700, () => random.normal());
    const [found, wanted] = bothWays(x, y, 9);
    expect(found.distances).toEqual(wanted.distances);
    const isSo = found.places.every((other, at) => {
      const row = Math.floor(at / 9);
      const far = Math.sqrt((x[row]! - x[other]!) ** 2 + (y[row]! - y[other]!) ** 2);
      return other !== row && Math.fround(far) === found.distances[at];
    });
    expect(isSo).toBe(true);
    expect(new Set(found.places.subarray(0, 9)).size).toBe(9);
  });

  it("of very many at one place, and of few, are found", () => {
    const same = new Float32Array(50_000);
    expect(planeNeighbours(same, same, 4).distances.every((distance) => distance === 0)).toBe(true);
    expect(planeNeighbours(new Float32Array(1), new Float32Array(1), 4)).toMatchObject({ rows: 1, count: 0 });
    expect([...planeNeighbours(Float32Array.of(0, 3), Float32Array.of(0, 4), 4).distances]).toEqual([5, 5]);
  });
});
