import { describe, expect, it } from "vitest";
import { breaksOf, ticksOf } from "./axis.js";
import { compressedScale, REAL_TIME } from "./time-scale.js";
import {
  clampWindow,
  formatWindow,
  panWindow,
  parseWindow,
  timeToX,
  windowAround,
  xToTime,
  zoomWindow,
} from "./window.js";

const bounds = { fromNs: 0, toNs: 1000e6 };
const labels = (fromNs: number, toNs: number, widthPx: number) =>
  ticksOf(REAL_TIME, { fromNs, toNs }, widthPx).map((tick) => tick.label.replaceAll("\u00a0", " "));

describe("time window", () => {
  it("keeps the time under the cursor in its place while zooming", () => {
    const zoomed = zoomWindow(bounds, bounds, 0.5, 250e6);
    expect(timeToX(zoomed, 800, 250e6)).toBeCloseTo(200);
    expect(zoomed.toNs - zoomed.fromNs).toBeCloseTo(500e6);
  });

  it("never leaves the bounds", () => {
    expect(zoomWindow({ fromNs: 0, toNs: 10e6 }, bounds, 1e9, 0)).toEqual(bounds);
    expect(panWindow({ fromNs: 900e6, toNs: 1000e6 }, bounds, 500e6)).toEqual({ fromNs: 900e6, toNs: 1000e6 });
    expect(clampWindow({ fromNs: -5, toNs: -1 }, bounds).fromNs).toBe(0);
  });

  it("turns pixels into times and back", () => {
    expect(xToTime(bounds, 640, timeToX(bounds, 640, 123e6))).toBeCloseTo(123e6);
  });

  it("has room around a trace without any length", () => {
    const window = windowAround(5, 5);
    expect(window.fromNs).toBeLessThan(5);
    expect(window.toNs).toBeGreaterThan(5);
  });
});

describe("ticks", () => {
  it("stand at round times", () => {
    expect(labels(0, 24.6e9, 700)).toEqual(["0 s", "5 s", "10 s", "15 s", "20 s"]);
    expect(labels(0, 900e6, 700)).toEqual(["0 s", "200 ms", "400 ms", "600 ms", "800 ms"]);
    expect(labels(12e9, 12.002e9, 700)).toEqual(["12 s", "12.0005 s", "12.001 s", "12.0015 s", "12.002 s"]);
  });

  it("name minutes and hours for long runs", () => {
    expect(labels(0, 600e9, 700)).toContain("2 min");
    expect(labels(0, 4 * 3600e9, 700)).toEqual(["0 s", "1 h", "2 h", "3 h", "4 h"]);
  });

  it("name nanoseconds for tiny windows", () => {
    expect(labels(0, 400, 700)).toEqual(["0 ns", "100 ns", "200 ns", "300 ns", "400 ns"]);
  });

  it("tell real time on both sides of a break, and nothing inside it", () => {
    const scale = compressedScale([{ fromNs: 10e9, toNs: 3610e9 }], 1e9);
    const window = { fromNs: 0, toNs: scale.toShown(3620e9) };
    const ticks = ticksOf(scale, window, 700).map(({ label }) => label.replaceAll("\u00a0", " "));
    expect(ticks).toEqual(["0 s", "5 s", "10 s", "1 h 15 s", "1 h 20 s"]);
    expect(breaksOf(scale, window, 700).map(({ label }) => label.replaceAll("\u00a0", " "))).toEqual(["1 h 00 min"]);
  });

  it("name less round times where the round ones fall into breaks", () => {
    // Work in the first second of every two; even seconds are idle.
    const idle = Array.from({ length: 30 }, (_, turn) => ({ fromNs: turn * 2e9 + 1.15e9, toNs: turn * 2e9 + 2.01e9 }));
    const scale = compressedScale(idle, 1e8);
    const ticks = ticksOf(scale, { fromNs: 0, toNs: scale.toShown(60e9) }, 700);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    for (const { label } of ticks.slice(1)) expect(label).toMatch(/^\d*[13579]\u00a0s$/);
  });
});

describe("a window in an address", () => {
  it("is read as it was written", () => {
    for (const window of [
      { fromNs: -5e6, toNs: 12_345_678 },
      { fromNs: 1e15, toNs: 2e15 },
      { fromNs: 0, toNs: 100 },
    ]) {
      expect(parseWindow(formatWindow(window))).toEqual(window);
    }
    expect(formatWindow(null)).toBeUndefined();
  });

  it("is the whole where it cannot be read", () => {
    for (const text of [undefined, "", "x", "5-1", "1-", "1e9-2e9", "-"]) expect(parseWindow(text)).toBeNull();
  });
});
