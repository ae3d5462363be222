import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatOutline, hullOf, isInside, parseOutline, pointsWithin, simplified } from "./outline.js";

const BOUNDS = { minX: -1, minY: -1, maxX: 1, maxY: 1 };
const SQUARE = [-0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0.5];
/** The letter U: its hollow is outside. */
const CUP = [0, 0, 3, 0, 3, 3, 2, 3, 2, 1, 1, 1, 1, 3, 0, 3];

describe("the lasso", () => {
  it("holds what lies within its line, and not what lies in its hollows", () => {
    expect(isInside(SQUARE, 0.2, -0.3)).toBe(true);
    expect(isInside(SQUARE, 0.6, 0)).toBe(false);
    expect(isInside(CUP, 0.5, 2)).toBe(true);
    expect(isInside(CUP, 1.5, 2)).toBe(false);
    expect(pointsWithin(CUP, Float32Array.of(0.5, 1.5, 2.5), Float32Array.of(2, 2, 2))).toEqual([0, 2]);
  });

  it("keeps its form with few corners", () => {
    const circle = Array.from({ length: 2000 }, (_, at) =>
      at % 2 === 0 ? Math.cos((at * Math.PI) / 1000) : Math.sin(((at - 1) * Math.PI) / 1000),
    );
    const few = simplified(circle);
    expect(few.length).toBeLessThanOrEqual(120);
    expect(isInside(few, 0.95, 0)).toBe(true);
    expect(isInside(few, 1.02, 0)).toBe(false);
  });

  it("comes out of an address nearly as it went in, and is short there", () => {
    const text = formatOutline(SQUARE, BOUNDS);
    expect(parseOutline(text, BOUNDS)).toEqual(SQUARE);
    expect(text).toBe("250_250_750_250_750_750_250_750");
    expect(parseOutline("1_2_3", BOUNDS)).toBeNull();
    expect(parseOutline("cluster 3", BOUNDS)).toBeNull();
    expect(parseOutline(undefined, BOUNDS)).toBeNull();
  });

  it("draws around points so that all are inside", () => {
    const place = fc.record({
      x: fc.double({ min: -1, max: 1, noNaN: true }),
      y: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (points) => {
        const hull = hullOf(points, 0.1);
        for (const { x, y } of points) expect(isInside(hull, x, y)).toBe(true);
      }),
    );
  });
});
