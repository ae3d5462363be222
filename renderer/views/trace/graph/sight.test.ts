import { describe, expect, it } from "vitest";
import { keepInSight, showIn } from "./sight.js";

const VIEW = { x: 0, y: 0, zoom: 1 };
const WIDE = { widthPx: 1000, heightPx: 600 };
const NARROW = { widthPx: 600, heightPx: 600 };
const at = (left: number, widthPx = 100) => ({ left, top: 100, right: left + widthPx, bottom: 150 });

describe("a part of the graph", () => {
  it("is shown by the smallest move, and by none where it is seen", () => {
    expect(showIn(at(300), VIEW, WIDE)).toBeNull();
    expect(showIn(at(950), VIEW, WIDE)).toEqual({ x: -74, y: 0, zoom: 1 });
    expect(showIn(at(-50), VIEW, WIDE)).toEqual({ x: 74, y: 0, zoom: 1 });
  });

  it("begins at the edge where it is wider than the window", () => {
    expect(showIn(at(200, 2000), VIEW, WIDE)?.x).toBe(-176);
  });

  it("stays in sight when the window gets smaller", () => {
    expect(keepInSight(at(800), VIEW, WIDE, NARROW)).toEqual({ x: -324, y: 0, zoom: 1 });
  });

  it("moves nothing that is still seen, and follows nothing that was out of sight", () => {
    expect(keepInSight(at(300), VIEW, WIDE, NARROW)).toBeNull();
    expect(keepInSight(at(1200), VIEW, WIDE, NARROW)).toBeNull();
  });
});
