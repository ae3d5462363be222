import { describe, expect, test } from "vitest";
import type { FunnelDocument, RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import { MOST_LINES, ROW_PX, slopeOf } from "./slope.js";

type Way = Pick<FunnelDocument, "title" | "ranks"> & Partial<Pick<FunnelDocument, "kept" | "cited">>;

function funnelOf(labels: readonly string[], ways: readonly Way[]): RetrievalFunnel {
  const stages = labels.map((label, at) => ({
    type:
      label === "Kept"
        ? ("kept" as const)
        : label === "Cited"
          ? ("cited" as const)
          : at === 0
            ? ("found" as const)
            : ("reranked" as const),
    label,
    method: "",
    spanId: null,
    spanName: null,
    spanKind: null,
    scoreKind: "none" as const,
    documents: 0,
    calls: [],
    known: true,
  }));
  const documents = ways.map((way) => ({ kept: false, cited: false, ...way }) as FunnelDocument);
  return { stages, documents } as unknown as RetrievalFunnel;
}

const LABELS = ["Found", "Reranked", "Kept", "Cited"];
const options = { widthPx: 720, all: false, selected: null };

describe("the slope of a retrieval", () => {
  const slope = slopeOf(
    funnelOf(LABELS, [
      { title: "goodwill", ranks: [2, 0, 0, 0], kept: true, cited: true },
      { title: "window", ranks: [0, 1, 1, null], kept: true },
      { title: "dates", ranks: [1, null, null, null] },
    ]),
    options,
  );

  test("has a column a stage from left to right, with room for titles before what was kept", () => {
    const xs = slope.columns.map(({ xPx }) => xPx);
    expect(xs).toEqual([...xs].sort((one, other) => one - other));
    expect(slope.titleWidthPx).toBeGreaterThan(90);
    expect(xs.at(-1)).toBeLessThan(720);
  });

  test("takes a document from rank to rank, and on to where it was kept and cited", () => {
    const [goodwill, window] = slope.lines;
    expect(goodwill?.points).toHaveLength(4);
    expect(goodwill?.points[0]?.yPx).toBe(slope.ranks[2]?.yPx ?? 0);
    expect(new Set(goodwill?.points.slice(1).map(({ yPx }) => yPx)).size).toBe(1);
    expect(window?.points).toHaveLength(3);
    expect(goodwill?.said).toBe("goodwill, Found 3, Reranked 1, kept and cited");
  });

  test("ends what the last order leaves out below it, under a border", () => {
    const dates = slope.lines.find(({ title }) => title === "dates");
    expect(dates).toMatchObject({ leftOut: true, fate: "dropped", said: "dates, Found 2, not in Reranked, dropped" });
    expect(dates?.leftOutPath).not.toBe("");
    expect(slope.cutPx).toBeGreaterThan(slope.lines[1]?.end.yPx ?? 0);
    expect(slope.cutPx).toBeLessThan(dates?.end.yPx ?? 0);
  });

  test("never lays two titles on each other", () => {
    const ys = slope.lines.map(({ end }) => end.yPx).sort((one, other) => one - other);
    for (const [at, y] of ys.entries()) if (at > 0) expect(y - (ys[at - 1] ?? 0)).toBeGreaterThanOrEqual(ROW_PX);
  });
});

test("of many documents the best are drawn, those that were kept, and the selected one", () => {
  const ways = Array.from({ length: 200 }, (_, rank) => ({
    title: `document ${rank + 1}`,
    ranks: [rank, null, null],
    kept: rank === 150,
  }));
  const funnel = funnelOf(["Found", "Kept", "Cited"], ways);
  const slope = slopeOf(funnel, { ...options, selected: 180 });
  const drawn = slope.lines.map(({ document }) => document);
  expect(drawn).toHaveLength(MOST_LINES);
  expect(drawn).toEqual(expect.arrayContaining([0, 1, 150, 180]));
  expect(slope.folded).toBe(200 - MOST_LINES);
  expect(slope.ranks.map(({ rank }) => rank).slice(-2)).toEqual([150, 180]);
  expect(slopeOf(funnel, { ...options, all: true }).lines).toHaveLength(200);
});

test("an empty result and a retrieval without a prompt after it can be drawn", () => {
  expect(slopeOf(funnelOf(["Found", "Kept", "Cited"], []), options).lines).toEqual([]);
  const one = slopeOf(
    funnelOf(["Found", "Kept", "Cited"], [{ title: "a", ranks: [0, null, null], kept: null, cited: null }]),
    options,
  );
  expect(one.lines[0]).toMatchObject({ fate: "unknown", points: [{ yPx: 16 }] });
});
