import { describe, expect, test } from "vitest";
import {
  dayKey,
  formatBytes,
  formatBytesOf,
  formatClock,
  formatCost,
  formatCostFigure,
  formatNumber,
  formatCounted,
  formatDateTime,
  formatDay,
  formatDuration,
  formatShare,
  formatShortDateTime,
  zoneName,
} from "./format.js";

/** Non-breaking spaces read as plain ones, so that the cases can be read. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("durations", () => {
  test.each([
    [0, "0 ms"],
    [850, "850 ns"],
    [12_000, "12 µs"],
    [3_400_000, "3.4 ms"],
    [340_000_000, "340 ms"],
    [999_700_000, "1.00 s"],
    [24_620_000_000, "24.62 s"],
    [107_400_000_000, "107 s"],
    [126_000_000_000, "2 min 06 s"],
    [354_000_000_000, "5 min 54 s"],
    [3_599_600_000_000, "1 h 00 min"],
    [9_540_000_000_000, "2 h 39 min"],
    [277_200_000_000_000, "3 d 5 h"],
    [-5_000_000, "−5 ms"],
  ])("%d ns is %s", (ns, text) => {
    expect(plain(formatDuration(ns))).toBe(text);
  });

  test("no duration is a dash", () => {
    expect(formatDuration(Number.NaN)).toBe("–");
    expect(formatDuration(null)).toBe("–");
  });

  test("the unit never breaks from its number", () => {
    expect(formatDuration(340e6)).toBe("340\u00a0ms");
  });
});

test("counts have thousands separated", () => {
  expect(formatNumber(1_284_906)).toBe("1,284,906");
  expect(plain(formatCounted(1, "trace"))).toBe("1 trace");
  expect(plain(formatCounted(318, "trace"))).toBe("318 traces");
});

test("costs keep four digits while they are small", () => {
  expect(formatCost(0.1137)).toBe("$0.1137");
  expect(formatCostFigure(12.4)).toBe("12.40");
  expect(formatCost(0.00001)).toBe("<$0.0001");
  expect(formatCost(null)).toBe("–");
});

test("bytes and shares", () => {
  expect(plain(formatBytes(1_900_000_000))).toBe("1.9 GB");
  expect(plain(formatBytes(1))).toBe("1 byte");
  expect(plain(formatBytesOf(1.9e9, 3e9))).toBe("1.9 of 3.0 GB");
  expect(plain(formatBytes(812_400))).toBe("812 kB");
  expect(plain(formatShare(0.64))).toBe("64 %");
  expect(plain(formatShare(0.004))).toBe("0.4 %");
});

describe("times", () => {
  const at = Date.UTC(2026, 10, 20, 14, 41, 52, 31);
  test("are on the reader's clock", () => {
    expect(formatClock(at, "utc")).toBe("14:41:52");
    expect(formatDateTime(at, "utc")).toBe("20 Nov 2026, 14:41:52.031 UTC");
    expect(zoneName("utc")).toBe("UTC");
  });
  test("days say their year only where it is another", () => {
    expect(formatDay(at, "utc", Date.UTC(2026, 11, 1))).toBe("Friday 20 November");
    expect(formatDay(at, "utc", Date.UTC(2027, 11, 1))).toBe("Friday 20 November 2026");
    expect(dayKey(at, "utc")).toBe(dayKey(at - 3_600_000, "utc"));
    expect(dayKey(at, "utc")).not.toBe(dayKey(at - 86_400_000, "utc"));
  });
  test("in columns are short, and say the year where it is another", () => {
    expect(formatShortDateTime(at, "utc", at)).toBe("20 Nov, 14:41");
    expect(formatShortDateTime(at, "utc", Date.UTC(2027, 1, 1))).toBe("20 Nov ’26, 14:41");
  });
  test("what is no time is a dash", () => {
    expect(formatClock(Number.NaN, "utc")).toBe("–");
    expect(formatDateTime(1e18, "utc")).toBe("–");
  });
});
