import { describe, expect, test } from "vitest";
import { barShare } from "./duration-bar.js";

describe("duration bars", () => {
  test("are on a log scale from the longest down three decades", () => {
    expect(barShare(100, 100)).toBe(1);
    expect(barShare(10, 100)).toBeCloseTo(2 / 3);
    expect(barShare(0.0001, 100)).toBe(0.02);
  });
  test("stay empty where there is no duration", () => {
    expect(barShare(Number.NaN, 100)).toBe(0);
    expect(barShare(5, 0)).toBe(0);
  });
});
