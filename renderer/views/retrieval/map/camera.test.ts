import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundsOf, formatView, parseView, showing, toMap, toPx, viewOf, zoomed } from "./camera.js";

const AREA = { widthPx: 800, heightPx: 600 };
const BOUNDS = { minX: -1, minY: -1, maxX: 1, maxY: 1 };

describe("the camera of the map", () => {
  it("shows the whole map with room around it", () => {
    const view = viewOf(BOUNDS, AREA);
    expect(toPx(view, AREA, { x: -1, y: -1 }).y).toBeCloseTo(52);
    expect(toPx(view, AREA, { x: 1, y: 1 }).y).toBeCloseTo(548);
  });

  it("zooms around the cursor: what lies under it stays", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 300, max: 500, noNaN: true }),
        fc.double({ min: 200, max: 400, noNaN: true }),
        fc.double({ min: 0.8, max: 3, noNaN: true }),
        (x, y, factor) => {
          const view = viewOf(BOUNDS, AREA);
          const before = toMap(view, AREA, { x, y });
          const after = toMap(zoomed(view, AREA, factor, { x, y }, BOUNDS), AREA, { x, y });
          expect(after.x).toBeCloseTo(before.x, 6);
          expect(after.y).toBeCloseTo(before.y, 6);
        },
      ),
    );
  });

  it("comes out of an address as it went in, whatever the window's size", () => {
    const view = zoomed(viewOf(BOUNDS, AREA), AREA, 4, { x: 300, y: 200 }, BOUNDS);
    const text = formatView(view, AREA, BOUNDS);
    const back = parseView(text, AREA, BOUNDS);
    expect(back?.x).toBeCloseTo(view.x, 2);
    expect(back?.pxPerUnit).toBeCloseTo(view.pxPerUnit, 0);
    expect(parseView(text, { widthPx: 400, heightPx: 300 }, BOUNDS)?.x).toBeCloseTo(view.x, 2);
    expect(parseView("nonsense", AREA, BOUNDS)).toBeNull();
    expect(parseView("1_2_-3", AREA, BOUNDS)).toBeNull();
  });

  it("moves only where a place is out of sight", () => {
    const view = zoomed(viewOf(BOUNDS, AREA), AREA, 4, { x: 400, y: 300 }, BOUNDS);
    expect(showing(view, AREA, { x: 0, y: 0 })).toBe(view);
    const at = toPx(showing(view, AREA, { x: 1, y: 0 }), AREA, { x: 1, y: 0 });
    expect(at.x).toBeCloseTo(760);
  });

  it("gives a point, or points on a line, a map with two sides", () => {
    expect(boundsOf(Float32Array.of(3), Float32Array.of(4))).toEqual({ minX: 2.5, minY: 3.5, maxX: 3.5, maxY: 4.5 });
    expect(boundsOf(Float32Array.of(0, 2), Float32Array.of(1, 1))).toEqual({ minX: 0, minY: 0, maxX: 2, maxY: 2 });
    expect(boundsOf(new Float32Array(), new Float32Array())).toEqual({ minX: 0, minY: 0, maxX: 1, maxY: 1 });
  });
});
