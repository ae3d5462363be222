import { describe, expect, test } from "vitest";
import type { FunnelDocument, FunnelStage, RetrievalFunnel } from "../../../shared/contract/retrieval.js";
import { formatScore, lastRanked, scoreWords, shownDocuments } from "./document-model.js";

const stage = (type: FunnelStage["type"], spanId: string | null, scoreKind: FunnelStage["scoreKind"]) =>
  ({ type, label: type, spanId, scoreKind }) as FunnelStage;
const document = (given: Partial<FunnelDocument>) =>
  ({
    kept: null,
    cited: null,
    score: null,
    scoreKind: "unknown",
    scores: [],
    duplicateOf: null,
    ...given,
  }) as FunnelDocument;

const FUNNEL = {
  spanId: "found",
  stages: [
    stage("found", "found", "similarity"),
    stage("reranked", "rerank", "relevance"),
    stage("kept", null, "none"),
    stage("cited", null, "none"),
  ],
  documents: [
    document({ title: "goodwill", ranks: [3, 0, 0, 0], scores: [0.5, 0.9, null, null], kept: true, cited: true }),
    document({ title: "window", ranks: [0, 1, 1, null], scores: [0.8, 0.4, null, null], kept: true, cited: false }),
    document({
      title: "old window",
      ranks: [1, null, null, null],
      scores: [0.7, null, null, null],
      score: 0.7,
      scoreKind: "similarity",
      kept: false,
      duplicateOf: 1,
      similarity: 0.94,
    }),
  ],
} as unknown as RetrievalFunnel;

describe("the documents of a retrieval", () => {
  const [goodwill, window, old] = shownDocuments(FUNNEL, lastRanked(FUNNEL.stages));

  test("have the rank, the score and its kind of the last order, and how it moved them", () => {
    expect(goodwill).toMatchObject({ rank: 0, movement: 3, score: 0.9, scoreKind: "relevance", fate: "cited" });
    expect(window).toMatchObject({ rank: 1, movement: -1, score: 0.4, fate: "kept" });
  });

  test("that were left out say where they stood, and of which they are nearly a copy", () => {
    expect(old).toMatchObject({
      rank: null,
      before: { rank: 1, stage: "found" },
      fate: "dropped",
      scoreKind: "similarity",
    });
    expect(old?.twin).toEqual({ index: 1, title: "window", similarity: 0.94 });
    expect(scoreWords([old, window].flatMap((one) => one ?? []))).toMatch(/^similarity.*; relevance/);
  });

  test("are judged where the retrieval found them, whatever stage is shown", () => {
    expect(goodwill?.place).toEqual({ spanId: "found", position: 3 });
  });

  test("in the order of the first stage nothing has moved yet", () => {
    const found = shownDocuments(FUNNEL, 0);
    expect(found.map(({ title, movement }) => [title, movement])).toEqual([
      ["window", null],
      ["old window", null],
      ["goodwill", null],
    ]);
  });
});

test.each([
  [0.8312, "0.83"],
  [-0.5, "-0.50"],
  [0.00042, "0.00042"],
  [37.123_456, "37.12"],
  [0, "0.00"],
  [null, "–"],
])("the score %s is written %s", (score, words) => {
  expect(formatScore(score)).toBe(words);
});
