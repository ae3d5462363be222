import { describe, expect, it } from "vitest";
import { deriveStructure } from "../structure.js";
import { makeTable } from "../testing/make-table.js";
import { countUpTo, playStateOf } from "./marks.js";
import { createPlayClock } from "./play-clock.js";

const call = (startMs: number, durationMs: number) => ({ name: "chat", kind: "llm" as const, startMs, durationMs });
const clockOf = (...calls: ReturnType<typeof call>[]) => createPlayClock(deriveStructure(makeTable(calls)));

describe("the clock of a playback", () => {
  it("goes with the run where calls run", () => {
    const clock = clockOf(call(0, 100), call(50, 150));
    expect([0, 0.5, 1].map((place) => clock.timeAt(place) / 1e6)).toEqual([0, 100, 200]);
    expect(clock.placeOf(50e6)).toBeCloseTo(0.25);
  });

  it("passes quickly where nothing runs", () => {
    const clock = clockOf(call(0, 100), call(1_000_000, 100));
    expect(clock.placeOf(100e6)).toBeCloseTo(0.495, 2);
    expect(clock.placeOf(1_000_000e6)).toBeCloseTo(0.505, 2);
    expect(clock.timeAt(0.75) / 1e6).toBeCloseTo(1_000_050, -1);
  });

  it("finds its way back from every place", () => {
    const clock = clockOf(call(0, 10), call(30, 5), call(32, 40), call(500, 0));
    for (const place of [0, 0.1, 0.5, 0.9, 1]) expect(clock.placeOf(clock.timeAt(place))).toBeCloseTo(place, 6);
  });
});

describe("a call in a playback", () => {
  it("is ahead, lit, or over; one without length is lit for a moment", () => {
    expect([5, 10, 20, 21].map((now) => playStateOf(10, 20, now, 1))).toEqual(["before", "now", "now", "after"]);
    expect(playStateOf(10, 10, 12, 5)).toBe("now");
    expect(playStateOf(10, 20, null, 1)).toBe("after");
    expect([0, 1, 2, 9].map((value) => countUpTo([1, 1, 3], value))).toEqual([0, 2, 2, 3]);
  });
});
