import { describe, expect, it } from "vitest";
import { findClusters } from "./clusters.js";
import { groupHoles, usualGap } from "./holes.js";
import { seeded } from "./random.js";

/** Points around three centres, and every tenth anywhere. */
function scattered(count: number): { x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> } {
  const random = seeded(4);
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const angle = ((row % 3) * 2 * Math.PI) / 3;
    const isStray = row % 10 === 9;
    x[row] = isStray ? random.next() * 2 - 1 : 0.7 * Math.cos(angle) + 0.04 * random.normal();
    y[row] = isStray ? random.next() * 2 - 1 : 0.7 * Math.sin(angle) + 0.04 * random.normal();
  }
  return { x, y };
}

describe("clusters", () => {
  it("are the dense groups; what lies between them belongs to none", () => {
    const { x, y } = scattered(600);
    const clusters = findClusters(x, y, { size: 15 });
    const inGroups = Array.from(clusters.keys()).filter((row) => row % 10 !== 9);
    const names = new Set(inGroups.map((row) => `${row % 3} ${clusters[row]}`));
    const main = [0, 1, 2].map((group) => clusters[group]);
    expect(new Set(main)).toEqual(new Set([0, 1, 2]));
    expect([...names].filter((name) => !name.endsWith("-1"))).toHaveLength(3);
    expect(inGroups.filter((row) => clusters[row] === -1).length).toBeLessThan(60);
    expect(Array.from(clusters).filter((cluster, row) => row % 10 === 9 && cluster === -1).length).toBeGreaterThan(15);
  });

  it("are none where all is one heap, or too little", () => {
    const random = seeded(8);
    const one = Float32Array.from({ length: 200 }, () => random.normal());
    const other = Float32Array.from({ length: 200 }, () => random.normal());
    expect(new Set(findClusters(one, other, { size: 60 }))).toEqual(new Set([-1]));
    expect([...findClusters(Float32Array.of(1, 2), Float32Array.of(1, 2), { size: 4 })]).toEqual([-1, -1]);
  });

  it("take points that lie on each other", () => {
    const at = Float32Array.from({ length: 40 }, (_, row) => (row < 20 ? 0 : 1));
    const clusters = findClusters(at, at, { size: 5 });
    expect(new Set(clusters.subarray(0, 20)).size).toBe(1);
    expect(new Set(clusters)).toEqual(new Set([0, 1]));
  });
});

describe("holes", () => {
  it("begin above Tukey's fence: the third quartile and one and a half times the range between the quartiles", () => {
    expect(usualGap([1, 2, 3, 4, 5, 6, 7, 8, 9, Number.NaN])).toBe(7 + 1.5 * 4);
    expect(usualGap([1, 2, 3])).toBeNull();
  });

  it("are groups of queries that lie together", () => {
    const x = Float32Array.of(0, 0.03, 0.06, 0.9, 0);
    const y = Float32Array.of(0, 0, 0, 0.9, 0);
    const gaps = Float32Array.of(0.8, 0.9, 0.7, 0.8, Number.NaN);
    expect(groupHoles(x, y, gaps, 0.5)).toEqual([[0, 1, 2], [3]]);
    expect(groupHoles(x, y, gaps, 0.85)).toEqual([[1]]);
  });
});
