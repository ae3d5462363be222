import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../../shared/query/parse.js";
import { borderOf, offeredPairs, within } from "./sides.js";

describe("the pairs that are offered", () => {
  it("are halves of the time, sources and models, each as searches that can be read", () => {
    const pairs = offeredPairs({
      sources: ["may dump.jsonl", "june.jsonl"],
      models: ["a", "b", "c"],
      middleMs: Date.UTC(2026, 10, 2),
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
    expect(offeredPairs({ sources: ["a"], models: [], middleMs: null })).toEqual([]);
  });

  it("part the traces where the two in the middle begin one after the other", () => {
    const at = Date.UTC(2024, 7, 12, 21, 3);
    expect(borderOf(at + 0.2, at + 345.6)).toBe(at + 345);
    expect(borderOf(at + 345.2, at + 345.6)).toBeNull();
    expect(borderOf(at, Number.NaN)).toBeNull();
    const [time] = offeredPairs({ sources: [], models: [], middleMs: at + 345 });
    expect(time?.left).toBe("start<2024-08-12T21:03:00.345Z");
    expect(parseQuery(time?.left ?? "").ok).toBe(true);
  });

  it("stand within what the page is searched for", () => {
    expect(within(" ", "model:a")).toBe("model:a");
    expect(within("a OR b", "model:a")).toBe("(a OR b) model:a");
  });
});
