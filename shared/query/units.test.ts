import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, formatNumber, parseDuration, parseMoney, parseNumber, parseTime } from "./units.js";

describe("durations", () => {
  it("are read with any units, joined", () => {
    expect(parseDuration("2s")).toBe(2e9);
    expect(parseDuration("150ms")).toBe(150e6);
    expect(parseDuration("1m30s")).toBe(90e9);
    expect(parseDuration("2h")).toBe(7200e9);
    expect(parseDuration("1.5µs")).toBe(1500);
    expect(parseDuration("2")).toBeNull();
    expect(parseDuration("2 s")).toBeNull();
    expect(parseDuration("-2s")).toBeNull();
  });

  it("are written so that they read back", () => {
    const durations = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e25, noNaN: true }));
    fc.assert(fc.property(durations, (value) => parseDuration(formatDuration(value)) === value));
    expect(formatDuration(90e9)).toBe("90s");
    expect(formatDuration(7200e9)).toBe("2h");
  });
});

describe("numbers", () => {
  it("may be short for thousands and millions", () => {
    expect(parseNumber("8k")).toBe(8000);
    expect(parseNumber("1.5M")).toBe(1_500_000);
    expect(parseNumber("1_000")).toBe(1000);
    expect(parseNumber("0x10")).toBeNull();
    expect(parseNumber("1e400")).toBeNull();
    expect(parseMoney("$0.05")).toBe(0.05);
  });

  it("are written so that they read back", () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    fc.assert(fc.property(numbers, (value) => Object.is(parseNumber(formatNumber(value)), value)));
  });
});

describe("times", () => {
  const atUtc = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;

  it("stand for the whole of what they name", () => {
    expect(parseTime("2026-11-01")).toEqual({ fromNs: atUtc("2026-11-01Z"), untilNs: atUtc("2026-11-02Z") });
    expect(parseTime("2026-02")).toEqual({ fromNs: atUtc("2026-02-01Z"), untilNs: atUtc("2026-03-01Z") });
    expect(parseTime("2026")).toEqual({ fromNs: atUtc("2026-01-01Z"), untilNs: atUtc("2027-01-01Z") });
    expect(parseTime("2026-11-01T10:00")?.untilNs).toBe(atUtc("2026-11-01T10:01:00Z"));
    const fraction = parseTime("2026-11-01T10:00:00.000001Z");
    expect(fraction?.fromNs).toBe(atUtc("2026-11-01T10:00:00Z") + 1000n);
    expect(fraction?.untilNs).toBe(atUtc("2026-11-01T10:00:00Z") + 2000n);
  });

  it("are in the given zone unless they name one", () => {
    expect(parseTime("2026-11-01T10:00", 60)?.fromNs).toBe(atUtc("2026-11-01T09:00:00Z"));
    expect(parseTime("2026-11-01T10:00-05:30", 60)?.fromNs).toBe(atUtc("2026-11-01T15:30:00Z"));
    expect(parseTime("2026-11-01T10:00Z", 60)?.fromNs).toBe(atUtc("2026-11-01T10:00:00Z"));
  });

  it("must be in the calendar", () => {
    for (const wrong of ["2026-11-31", "2026-13", "2026-11-01T24:00", "yesterday", "20261101", "2026-11-01T10"]) {
      expect(parseTime(wrong)).toBeNull();
    }
  });
});
