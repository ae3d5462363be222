import { describe, expect, it } from "vitest";
import type { ScoreKind } from "../../../../shared/model/meaning.js";
import { scoreFigures } from "./scores.js";

const list = (kind: ScoreKind, ...scores: (number | null)[]) =>
  scores.map((score) => ({ score, scoreKind: score === null ? ("unknown" as const) : kind }));

describe("the scores of a retrieval", () => {
  it("have a best, a median and a spread", () => {
    expect(scoreFigures(list("similarity", 0.9, 0.5, 0.6, 0.1))).toEqual({
      kind: "similarity",
      scored: 4,
      best: 0.9,
      median: 0.55,
      spread: 0.8,
    });
    expect(scoreFigures(list("relevance", 0.25, null, 0.75))).toMatchObject({ scored: 2, best: 0.75, median: 0.5 });
  });

  it("are best where they are lowest, of distances", () => {
    expect(scoreFigures(list("distance", 0.1, 0.4, 0.2))).toMatchObject({ best: 0.1, median: 0.2 });
  });

  it("of an unknown kind are best where the order of the documents says so, else where they are highest", () => {
    expect(scoreFigures(list("unknown", 0.8, 0.7))).toMatchObject({ best: 0.8 });
    expect(scoreFigures(list("unknown", 0.1, 0.2, 0.2))).toMatchObject({ best: 0.1 });
    expect(scoreFigures(list("unknown", 0.2, 0.8, 0.1))).toMatchObject({ best: 0.8 });
    expect(scoreFigures(list("unknown", 0.5, 0.5))).toMatchObject({ best: 0.5, spread: 0 });
  });

  it("are not compared across kinds, and not made up", () => {
    const mixed = [...list("similarity", 0.9), ...list("distance", 0.2)];
    expect(scoreFigures(mixed)).toEqual({ kind: "mixed", scored: 2, best: null, median: null, spread: null });
    expect(scoreFigures(list("unknown", null, null))).toMatchObject({ kind: "none", scored: 0, best: null });
    expect(scoreFigures(list("similarity", Number.NaN, Number.POSITIVE_INFINITY))).toMatchObject({ kind: "none" });
    expect(scoreFigures([])).toMatchObject({ kind: "none", best: null });
  });
});
