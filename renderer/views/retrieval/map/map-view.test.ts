import { describe, expect, it } from "vitest";
import { colourPoints } from "./colours.js";
import { densityContours } from "./density.js";
import { boundsOf } from "./camera.js";
import { labelsOf } from "./labels.js";
import { caughtOf, pointKey, pointOf, pointOfPlace } from "./map-view.js";
import { smallMap } from "./testing/small-map.js";
import { madeOf, unusableOf } from "./words.js";

const map = smallMap([
  { x: 0, y: 0, score: 0.2, scoreKind: "similarity", agent: "planner", cluster: 0 },
  { x: 0.1, y: 0, score: 0.6, scoreKind: "similarity", agent: "planner", cluster: 0 },
  { x: 0.2, y: 0, score: 12, scoreKind: "relevance", agent: "writer" },
  { x: 0.3, y: 0 },
  { x: 0.4, y: 0, kind: "document", score: 0.9, scoreKind: "similarity" },
]);

describe("what a lasso holds", () => {
  it("is counted, with the mean of the best scores of one kind only", () => {
    const caught = caughtOf(map, [0, 1, 2, 3, 4]);
    expect(caught).toMatchObject({ queries: 4, others: 1, unscored: 2 });
    expect(caught.meanScore).toBeCloseTo(0.4);
  });

  it("has no mean where no query has a score", () => {
    expect(caughtOf(map, [3, 4])).toMatchObject({ queries: 1, meanScore: null, scoreKind: null });
  });
});

describe("colours of points", () => {
  it("a score has one ramp with its numbers; scores of another kind are not on it", () => {
    const { code, legend, scale } = colourPoints(map, "score", "utc");
    expect(scale).toBe("similarity");
    expect(legend.map(({ label }) => label)).toEqual([
      "0.20",
      "0.32",
      "0.43",
      "0.55",
      "0.67",
      "0.78",
      "no score of this kind",
    ]);
    expect([...code]).toEqual([0, 3, 6, 6, 5]);
  });

  it("the names that most points have get hues, the rest is grey", () => {
    const { legend } = colourPoints(map, "agent", "utc");
    expect(legend.filter(({ count }) => count > 0).map(({ label, count }) => `${label} ${count}`)).toEqual([
      "planner 2",
      "writer 1",
      "no agent 2",
    ]);
  });

  it("says so where nothing has a score or a time", () => {
    const bare = smallMap([{ x: 0, y: 0 }]);
    expect(colourPoints(bare, "score", "utc").legend).toMatchObject([{ label: "no score", count: 1 }]);
    expect(colourPoints(bare, "time", "utc").legend).toMatchObject([{ label: "no time", count: 1 }]);
  });
});

describe("points and their names", () => {
  it("a point is found again by its key, and by what was met there", () => {
    expect(pointOf(map, pointKey(map, 3))).toBe(3);
    expect(pointOf(map, "99.99")).toBeNull();
    expect(pointOf(map, "t103")).toBe(2);
    expect(pointOf(map, undefined)).toBeNull();
    expect(pointOfPlace(map, { span: 77, text: 105 })).toBe(4);
    expect(pointOfPlace(map, { span: 2, text: null })).toBe(1);
    expect(pointOfPlace(map, { span: 77, text: 99 })).toBeNull();
  });

  it("clusters are named by their words, holes say that no document is near", () => {
    const words = [
      { word: "stove", weight: 2 },
      { word: "recall", weight: 1 },
    ];
    const cluster = { id: 0, points: 2, queries: 2, documents: 0, answers: 0, x: 0.05, y: 0, words };
    const hole = { points: Int32Array.of(0, 1), x: 0.05, y: 0, distance: 0.5, words };
    const labels = labelsOf({ ...map, clusters: [cluster], holes: [hole] });
    expect(labels.map(({ id, text }) => `${id}: ${text}`)).toEqual([
      "hole 0: stove, recall: 2\u00a0queries, no document near",
      "cluster 0: stove, recall",
    ]);
    expect(labels[0]?.outline).not.toBeNull();
    // Of many holes the biggest have words; all have their line.
    const small = { ...hole, points: Int32Array.of(0) };
    const many = labelsOf({ ...map, clusters: [], holes: [small, ...Array.from({ length: 8 }, () => hole)] });
    expect(many.map(({ text }) => text === "")).toEqual([true, ...Array.from({ length: 8 }, () => false)]);
    expect(many.every(({ outline }) => outline !== null)).toBe(true);
  });

  it("a map of words says that it is none of vectors; vectors that have no place are counted with why", () => {
    expect(madeOf(map)).toBe("PCA of small, 3, 80\u00a0% of the variance");
    expect(madeOf({ ...map, of: "texts", space: null, leftOut: 1200 })).toContain(
      "words of the texts, not of vectors, 80\u00a0% of the variance. 1,200 more are left out",
    );
    const unusable = [
      { reason: "not_finite", count: 3 },
      { reason: "zero", count: 1 },
    ] as const;
    expect(
      unusableOf([{ id: "3:a", model: "a", dimensions: 3, withUnnamed: false, vectors: 0, unusable: [...unusable] }]),
    ).toBe("3 with NaN or an infinity, 1 all zero");
  });
});

describe("lines of density", () => {
  it("surround where points lie, and are not drawn for a few", () => {
    const x = Float32Array.from({ length: 400 }, (_, at) => Math.cos(at) * 0.2 * ((at % 7) / 7));
    const y = Float32Array.from({ length: 400 }, (_, at) => Math.sin(at) * 0.2 * ((at % 5) / 5));
    const [outer] = densityContours(x, y, boundsOf(x, y));
    expect(outer?.length).toBeGreaterThan(40);
    expect((outer?.length ?? 1) % 4).toBe(0);
    expect(densityContours(x.subarray(0, 5), y.subarray(0, 5), boundsOf(x, y))).toEqual([]);
  });
});
