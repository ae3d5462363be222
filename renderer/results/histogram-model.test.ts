import { describe, expect, it } from "vitest";
import { axisTime, brushedCount, brushedTime } from "./histogram-model.js";

const MINUTE = 60_000;
const buckets = { startMs: Date.UTC(2026, 10, 20, 14), stepMs: MINUTE, counts: [1, 0, 4, 2], failed: [0, 0, 1, 0] };

describe("a brush over the histogram", () => {
  it("covers its buckets whole, whichever way it was drawn", () => {
    const time = { fromMs: buckets.startMs + MINUTE, untilMs: buckets.startMs + 3 * MINUTE };
    expect(brushedTime(buckets, { from: 1, to: 2 })).toEqual(time);
    expect(brushedTime(buckets, { from: 2, to: 1 })).toEqual(time);
    expect(brushedCount(buckets, { from: 3, to: 2 })).toBe(6);
  });
});

it("marks of the axis tell apart what the steps do", () => {
  expect(axisTime(buckets.startMs + 31, { ...buckets, stepMs: 10 }, "utc")).toBe("14:00:00.031");
  expect(axisTime(buckets.startMs, { ...buckets, stepMs: 5000 }, "utc")).toBe("14:00:00");
  expect(axisTime(Date.UTC(2025, 6, 2, 14), buckets, "utc")).toBe("2 Jul ’25, 14:00");
  expect(axisTime(Date.UTC(2025, 6, 2), { ...buckets, stepMs: 86_400_000 }, "utc")).toBe("2 Jul ’25");
});
