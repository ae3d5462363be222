import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../../shared/query/parse.js";
import { offeredPairs, within } from "./sides.js";

const HISTOGRAM = { startMs: Date.UTC(2026, 10, 1), stepMs: 86_400_000, counts: [5, 1, 4, 0] };

describe("the pairs that are offered", () => {
  it("are halves of the time, sources and models, each as searches that can be read", () => {
    const pairs = offeredPairs({
      sources: ["may dump.jsonl", "june.jsonl"],
      models: ["a", "b", "c"],
      histogram: HISTOGRAM,
    });
    expect(pairs.map(({ left, right }) => [left, right])).toEqual([
      ["start<2026-11-02T00:00:00Z", "start>=2026-11-02T00:00:00Z"],
      ['source:"may dump.jsonl"', "source:june.jsonl"],
      ["model:a", "model:b"],
    ]);
    for (const { left, right } of pairs) {
      for (const side of [left, right]) expect(parseQuery(within("refund OR money", side)).ok).toBe(true);
    }
  });

  it("are none where there is one of each", () => {
    const histogram = { startMs: 0, stepMs: 1000, counts: [0, 7, 0] };
    expect(offeredPairs({ sources: ["a"], models: [], histogram })).toEqual([]);
    expect(offeredPairs({ sources: [], models: [], histogram: { ...histogram, startMs: null } })).toEqual([]);
  });

  it("stand within what the page is searched for", () => {
    expect(within(" ", "model:a")).toBe("model:a");
    expect(within("a OR b", "model:a")).toBe("(a OR b) model:a");
  });
});
