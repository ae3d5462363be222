import { describe, expect, it } from "vitest";
import { viewOf } from "./camera.js";
import { pointAt, pointTowards } from "./find-points.js";
import { smallMap } from "./testing/small-map.js";

const AREA = { widthPx: 800, heightPx: 800 };
const ALL = [true, true, true, true];
// 3
//  0 1
//  2
const map = smallMap([
  { x: 0, y: 0 },
  { x: 0.5, y: 0, kind: "document" },
  { x: 0, y: 0.5 },
  { x: -1, y: -1 },
  { x: 1, y: 1 },
]);
const view = viewOf({ minX: -1, minY: -1, maxX: 1, maxY: 1 }, AREA);

describe("points under the pointer and beside each other", () => {
  it("takes the nearest within reach, of those that are shown", () => {
    expect(pointAt(map, ALL, view, AREA, { x: 403, y: 398 }, 10)).toBe(0);
    expect(pointAt(map, ALL, view, AREA, { x: 430, y: 430 }, 10)).toBeNull();
    expect(pointAt(map, ALL, view, AREA, { x: 580, y: 400 }, 10)).toBe(1);
    expect(pointAt(map, [true, false, true, true], view, AREA, { x: 580, y: 400 }, 10)).toBeNull();
  });

  it("goes to the next in the direction of the key, and stays at the edge", () => {
    expect(pointTowards(map, ALL, null, "ArrowRight", view)).toBe(0);
    expect(pointTowards(map, ALL, 0, "ArrowRight", view)).toBe(1);
    expect(pointTowards(map, ALL, 0, "ArrowDown", view)).toBe(2);
    expect(pointTowards(map, ALL, 0, "ArrowUp", view)).toBe(3);
    expect(pointTowards(map, ALL, 4, "ArrowRight", view)).toBeNull();
    expect(pointTowards(map, ALL, 0, "Enter", view)).toBeNull();
  });

  it("passes by what is left out", () => {
    expect(pointTowards(map, [true, false, true, true], 0, "ArrowRight", view)).toBe(4);
  });
});
