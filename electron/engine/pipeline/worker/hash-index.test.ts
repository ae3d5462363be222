import { describe, expect, it } from "vitest";
import { HashIndex } from "./hash-index.js";

const add = (index: HashIndex, number: number): void => index.add(number, number * 7, number * 3, number);
const find = (index: HashIndex, number: number): number => index.find(number, number * 7, number * 3);

describe("a bounded index of hashes", () => {
  it("finds what it was told of, however often it has grown", () => {
    const index = new HashIndex(1 << 16);
    for (let number = 0; number < 40_000; number++) add(index, number);
    for (let number = 0; number < 40_000; number++) expect(find(index, number)).toBe(number);
    expect(find(index, 40_000)).toBe(-1);
    expect(index.forgot).toBe(false);
  });

  it("tells hashes apart that lie at one place", () => {
    const index = new HashIndex(1024);
    index.add(1, 2, 5, 10);
    index.add(2, 2, 5, 11);
    index.add(1, 3, 5, 12);
    expect([index.find(1, 2, 5), index.find(2, 2, 5), index.find(1, 3, 5), index.find(9, 2, 5)]).toEqual([
      10, 11, 12, -1,
    ]);
  });

  it("forgets the older half, keeps the younger, and says so", () => {
    const index = new HashIndex(1024);
    for (let number = 0; number < 768 * 3; number++) add(index, number);
    expect(index.forgot).toBe(true);
    expect(find(index, 0)).toBe(-1);
    expect(find(index, 768 * 2)).toBe(768 * 2);
    expect(find(index, 768 * 3 - 1)).toBe(768 * 3 - 1);
  });

  it("has no number for what it can't hold", () => {
    const index = new HashIndex(1024);
    index.add(1, 2, 3, 2 ** 32);
    expect(index.find(1, 2, 3)).toBe(-1);
    expect(index.forgot).toBe(true);
  });
});
