import { describe, expect, it } from "vitest";
import { seeded } from "./random.js";
import { trustworthiness } from "./trustworthiness.js";

const ORIGINAL = Float32Array.from({ length: 80 }, (_, at) => {
  const i = Math.floor(at / 4);
  return [Math.sin(i * 1.3), Math.cos(i * 0.7), (i % 4) * 0.9, ((i * 5) % 7) * 0.3][at % 4]!;
});
const PICTURE = Float32Array.from({ length: 40 }, (_, at) => {
  const i = Math.floor(at / 2);
  return at % 2 === 0 ? Math.sin(i * 1.3) + 0.1 * Math.cos(i * 2.1) : (i % 4) * 0.9 + 0.1 * Math.sin(i * 3.3);
});

describe("trustworthiness", () => {
  it("is what the formula gives in NumPy", () => {
    const original = { values: ORIGINAL, width: 4 };
    const picture = { values: PICTURE, width: 2 };
    expect(trustworthiness(original, picture, 3)).toBeCloseTo(0.8366666667, 6);
    expect(trustworthiness(original, picture, 5)).toBeCloseTo(0.84, 6);
  });

  it("is 1 for the rows themselves and about a half for a picture of chance", () => {
    const random = seeded(2);
    const values = Float32Array.from({ length: 600 }, () => random.normal());
    expect(trustworthiness({ values, width: 3 }, { values, width: 3 }, 10)).toBe(1);
    const chance = Float32Array.from({ length: 400 }, () => random.normal());
    expect(Math.abs(trustworthiness({ values, width: 3 }, { values: chance, width: 2 }, 10) - 0.5)).toBeLessThan(0.05);
  });

  it("of some rows is near that of all", () => {
    const some = Array.from({ length: 10 }, (_, at) => at * 2);
    const parts = trustworthiness({ values: ORIGINAL, width: 4 }, { values: PICTURE, width: 2 }, 3, some);
    expect(Math.abs(parts - 0.8367)).toBeLessThan(0.1);
  });
});
