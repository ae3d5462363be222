import { describe, expect, it } from "vitest";
import { tongueOf } from "../language.js";
import { usualScores } from "../usual-scores.js";
import { SIGNS, troubleOf } from "./registry.js";
import type { RetrievalProfile } from "./sign.js";

const fine: RetrievalProfile = {
  failed: false,
  documents: 5,
  scored: 5,
  best: 0.8,
  spread: 0.1,
  usual: { retrievals: 100, lessIsBetter: false, worst5: 0.4, medianSpread: 0.1 },
  kept: 3,
  cited: 2,
  nearDuplicates: 0,
  askedBefore: 0,
  queryTongue: tongueOf("How can I return the parcel?"),
  documentTongues: [tongueOf("The parcel can be returned within 14 days of the purchase.")].filter(
    (one) => one !== null,
  ),
};
const signsOf = (change: Partial<RetrievalProfile>): Record<string, string> =>
  Object.fromEntries(troubleOf({ ...fine, ...change })?.reasons.map(({ sign, text }) => [sign, text]) ?? []);

describe("signs of trouble", () => {
  it("are none where nothing is wrong, or nothing is known", () => {
    expect(troubleOf(fine)).toBeNull();
    const unknown = { best: null, spread: null, usual: null, kept: null, cited: null, queryTongue: null };
    expect(signsOf({ ...unknown, documentTongues: [] })).toEqual({});
  });

  it("say what is wrong, in a sentence each", () => {
    expect(signsOf({ documents: 0, scored: 0, best: null, spread: null, kept: null, cited: null })).toEqual({
      empty: "It found nothing.",
    });
    expect(
      signsOf({ failed: true, documents: 0, scored: 0, best: null, spread: null, kept: null, cited: null }),
    ).toEqual({ empty: "It failed, and found nothing." });
    expect(signsOf({ kept: 0, cited: null })).toEqual({ unused: "None of its 5 documents stands in a later prompt." });
    expect(signsOf({ kept: 1, cited: 0 })).toEqual({
      unused: "The answer shares no wording with the 1 document in its prompt.",
    });
    expect(signsOf({ best: 0.3456 })).toEqual({
      "low-score": "Its best score, 0.346, is below 0.4: worse than 19 in 20 of 100 retrievals of its kind.",
    });
    expect(signsOf({ spread: 0 })).toEqual({ "flat-scores": "All 5 documents have the same score: none stands out." });
    expect(signsOf({ spread: 0.01 })).toHaveProperty("flat-scores");
    expect(signsOf({ spread: 0, scored: 2 })).toEqual({});
    expect(signsOf({ nearDuplicates: 2 })).toEqual({
      "near-duplicates": "2 of its 5 documents nearly repeat earlier ones.",
    });
    expect(signsOf({ askedBefore: 2 })).toEqual({ "asked-again": "The same was asked twice before." });
    expect(
      signsOf({ queryTongue: tongueOf("Wie kann ich das Paket zurückgeben, und bis wann ist es möglich?") }),
    ).toEqual({
      "other-language": "The query is in German, its documents are in English.",
    });
  });

  it("know that of distances less is better", () => {
    const usual = { retrievals: 40, lessIsBetter: true, worst5: 0.6, medianSpread: 0.1 };
    expect(signsOf({ best: 0.3, usual })).toEqual({});
    expect(signsOf({ best: 0.7, usual })).toHaveProperty("low-score");
  });

  it("come with the weightiest reason first, and add up", () => {
    const trouble = troubleOf({ ...fine, kept: 0, cited: null, askedBefore: 1, nearDuplicates: 1 });
    expect(trouble?.reasons.map(({ sign }) => sign)).toEqual(["unused", "asked-again", "near-duplicates"]);
    expect(trouble?.weight).toBe(60 + 30 + 20);
  });

  it("are named each once", () => {
    expect(new Set(SIGNS.map(({ id }) => id)).size).toBe(SIGNS.length);
  });
});

describe("usual scores", () => {
  const samples = (count: number, of: (place: number) => { best: number; median: number }, isDistance = false) =>
    Array.from({ length: count }, (_, place) => ({ ...of(place), spread: 0.2, isDistance }));

  it("are not known of fewer than 20 retrievals", () => {
    expect(usualScores(samples(19, () => ({ best: 1, median: 0 })))).toBeNull();
  });

  it("have the worst twentieth on the right side", () => {
    const rising = (place: number) => ({ best: place, median: place - 1 });
    expect(usualScores(samples(101, rising))).toMatchObject({ lessIsBetter: false, worst5: 5 });
    expect(usualScores(samples(101, rising, true))).toMatchObject({ lessIsBetter: true, worst5: 95 });
    expect(usualScores(samples(101, (place) => ({ best: place, median: place + 1 })))).toMatchObject({
      lessIsBetter: true,
    });
  });
});
