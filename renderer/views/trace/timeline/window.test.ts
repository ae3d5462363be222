import { describe, expect, it } from "vitest";
import { clampWindow, panWindow, ticksOf, timeToX, windowAround, xToTime, zoomWindow } from "./window.js";

const bounds = { fromNs: 0, toNs: 1000e6 };
const labels = (fromNs: number, toNs: number, widthPx: number) =>
  ticksOf({ fromNs, toNs }, widthPx).map((tick) => tick.label.replaceAll("\u00a0", " "));

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
});
