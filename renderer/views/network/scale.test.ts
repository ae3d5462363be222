import { expect, test } from "vitest";
import { firstView, viewShowing, wholeView } from "./camera.js";
import { MOST_WIDTH_PX, scaleOf } from "./scale.js";
import { thresholds } from "./thresholds.js";

test("width grows with the square root up to the widest line, and every line is seen", () => {
  const scale = scaleOf([100, 10_000, null]);
  expect(scale.widthPx(10_000)).toBe(MOST_WIDTH_PX);
  expect(scale.widthPx(2500)).toBe(MOST_WIDTH_PX / 2);
  expect(scale.widthPx(1)).toBeGreaterThan(1);
  expect(scale.widthPx(null)).toBe(scale.widthPx(0));
});

test("darkness runs from the least to the most", () => {
  const scale = scaleOf([1, 10, 100]);
  expect([1, 10, 100, null].map((value) => scale.darkness(value))).toEqual([0, 0.5, 1, 0]);
  expect(scaleOf([7]).darkness(7)).toBe(1);
});

test("round values explain the widths", () => {
  expect(scaleOf([48_213]).examples).toEqual([500, 2000, 20_000]);
  expect(scaleOf([]).examples).toEqual([]);
});

test("the least number of calls is chosen among round ones", () => {
  expect(thresholds(120)).toEqual([1, 2, 5, 10, 20, 50, 100]);
  expect(thresholds(0)).toEqual([1]);
});

const bounds = { x: 0, y: 0, widthPx: 1000, heightPx: 400 };

test("the whole picture fits, and is not blown up", () => {
  const view = wholeView(bounds, [], { widthPx: 500, heightPx: 500 });
  expect(view.zoom).toBeCloseTo(452 / 1000);
  expect(view.x).toBeCloseTo(24);
  expect(wholeView({ ...bounds, widthPx: 100, heightPx: 44 }, [], { widthPx: 1000, heightPx: 800 }).zoom).toBe(1.1);
});

test("no node lies under the legend where there is room for both", () => {
  const area = { widthPx: 1000, heightPx: 600 };
  const square = { x: 0, y: 0, widthPx: 1000, heightPx: 1000 };
  const low = { x: 0, y: 956, widthPx: 100, heightPx: 44 };
  const free = wholeView(square, [{ ...low, x: 900 }], area);
  expect(free.zoom).toBeCloseTo(0.552);
  expect(wholeView(square, [low], area).zoom).toBeLessThan(free.zoom);
});

test("where the whole could not be read, the first look is at the beginning", () => {
  const tall = { x: 0, y: 0, widthPx: 900, heightPx: 12_000 };
  const view = firstView(tall, [], { x: 0, y: 6000 }, { widthPx: 1200, heightPx: 700 });
  expect(view.zoom).toBe(0.75);
  expect(6000 * view.zoom + view.y).toBeGreaterThan(0);
  expect(6000 * view.zoom + view.y).toBeLessThan(700);
});

test("the camera moves only as far as it must to show a node", () => {
  const view = { zoom: 1, x: 0, y: 0 };
  const node = { widthPx: 100, heightPx: 44 };
  const area = { widthPx: 500, heightPx: 500 };
  expect(viewShowing({ x: 50, y: 50, ...node }, view, area)).toBeNull();
  expect(viewShowing({ x: 600, y: 50, ...node }, view, area)).toEqual({ zoom: 1, x: -216, y: 0 });
});
