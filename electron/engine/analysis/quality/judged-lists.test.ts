import { describe, expect, it } from "vitest";
import type { Judgement } from "./grades.js";
import { jointGrade, relevantFrom } from "./grades.js";
import { type FoundList, gradeLists } from "./judged-lists.js";
import { summarise } from "./summary.js";
import { polarityOf } from "./verdict-words.js";

const said = (label: string | null, score: number | null = null, byPerson = false): Judgement => ({
  label,
  score,
  byPerson,
});
const list = (query: string | null, documents: Record<string, Judgement[]>, whole: Judgement[] = []): FoundList => ({
  query,
  whole,
  documents: Object.entries(documents).map(([identity, judgements]) => ({ identity, judgements })),
});

describe("a judgement", () => {
  it("is its score, else what its label says", () => {
    expect(jointGrade([said("relevant")])).toBe(1);
    expect(jointGrade([said("unrelated")])).toBe(0);
    expect(jointGrade([said("relevant", 0.4)])).toBe(0.4);
    expect(jointGrade([said("purple")])).toBeNull();
    expect(jointGrade([said(null, -2)])).toBe(0);
  });

  it("of a person counts over those of programs; several of one rank are averaged", () => {
    expect(jointGrade([said(null, 1), said(null, 0)])).toBe(0.5);
    expect(jointGrade([said(null, 1), said("not relevant", null, true)])).toBe(0);
  });

  it("knows the opposite of a word", () => {
    expect(["grounded", "not grounded", "Non-Toxic", "toxic", "not_relevant", "purple"].map(polarityOf)).toEqual([
      "good",
      "bad",
      "good",
      "bad",
      "bad",
      "unknown",
    ]);
  });

  it("makes a document relevant from half of a scale to 1, and from 1 on longer scales", () => {
    expect([relevantFrom([0, 1]), relevantFrom([0, 0.3, 3])]).toEqual([0.5, 1]);
  });
});

describe("graded lists", () => {
  it("give a document what was said of it for the same query elsewhere, and only for that", () => {
    const graded = gradeLists([
      list("q", { a: [said("relevant")], b: [] }),
      list("q", { b: [said("irrelevant")], a: [], c: [] }),
      list("other", { a: [] }),
      list(null, { a: [] }),
    ]);
    expect(graded.map((one) => one.grades)).toEqual([[1, 0], [0, 1, null], [null], [null]]);
    expect(graded[0]?.known.toSorted()).toEqual([0, 1]);
  });

  it("put what was said at the place before what was said elsewhere", () => {
    const graded = gradeLists([list("q", { a: [said(null, 1)] }), list("q", { a: [said(null, 0)] })]);
    expect(graded.map((one) => one.grades)).toEqual([[1], [0]]);
  });

  it("take what was said of the whole for each document, and say so, where no document was judged", () => {
    const graded = gradeLists([
      list("q", { a: [], b: [] }, [said("unrelated")]),
      list("r", { a: [said("relevant")], b: [] }, [said("unrelated")]),
    ]);
    expect(graded.map(({ grades, asWhole }) => [grades, asWhole])).toEqual([
      [[0, 0], true],
      [[1, null], false],
    ]);
  });

  it("judged as a whole have one figure for all measures, also where the grade lies between", () => {
    const figures = (grade: number) =>
      summarise(gradeLists([list("q", { a: [], b: [] }, [said(null, grade)])]), null, 0.5);
    const [poor, fair] = [figures(0.25), figures(0.75)];
    expect([poor.precision, poor.ndcg, poor.reciprocalRank, poor.hitRate]).toEqual([0, 0, 0, 0]);
    expect([fair.precision, fair.ndcg, fair.reciprocalRank, fair.hitRate]).toEqual([1, 1, 1, 1]);
  });

  it("are summed up with how much of them was judged", () => {
    const graded = gradeLists([
      list("q", { a: [said("relevant")], b: [], c: [said("irrelevant")] }),
      list("r", { a: [said("irrelevant")] }),
      list("s", { a: [] }),
    ]);
    expect(summarise(graded, null, 0.5)).toEqual({
      retrievals: 3,
      judged: 2,
      documents: 5,
      judgedDocuments: 3,
      precision: 1 / 4,
      // Nothing is known to be relevant for the second, so its recall is not known either.
      recall: 1,
      ndcg: 1 / 2,
      reciprocalRank: 1 / 2,
      hitRate: 1 / 2,
    });
  });
});
