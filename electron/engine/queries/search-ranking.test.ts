import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../../shared/base/fold.js";
import { calm, TestEngine } from "../testing/test-engine.js";

/** One span a text, each a trace and a conversation of its own, a second after the one before. */
function linesOf(texts: readonly string[]): string[] {
  return texts.map((text, index) => {
    const spans = [
      {
        traceId: (index + 1).toString(16).padStart(32, "0"),
        spanId: (index + 1).toString(16).padStart(16, "0"),
        name: "step",
        startTimeUnixNano: `${1_790_000_000 + index}000000000`,
        endTimeUnixNano: `${1_790_000_000 + index}500000000`,
        attributes: [
          { key: "session.id", value: { stringValue: `s${index}` } },
          { key: "input.value", value: { stringValue: text } },
        ],
      },
    ];
    return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  });
}

async function engineWith(texts: readonly string[]): Promise<TestEngine> {
  const engine = await TestEngine.open();
  await engine.add("texts.jsonl", linesOf(texts));
  return engine;
}

/** Texts in the order in which spans are found, with their scores. */
async function ranked(engine: TestEngine, texts: readonly string[], query: string): Promise<[string, number][]> {
  const found = await engine.handlers["search.run"]({ query, in: "spans", limit: 1000, zoneOffsetMinutes: 0 }, calm);
  return found.hits.map((hit) => [texts[Number.parseInt(hit.traceId, 16) - 1] ?? "", hit.score]);
}

/** BM25 as the textbook has it, over all distinct texts, and whole words before parts of words. */
function naiveScore(text: string, all: readonly string[], words: readonly string[]): number {
  const texts = [...new Set(all)];
  const average = texts.reduce((sum, one) => sum + one.length, 0) / texts.length;
  const k = 1.2;
  const b = 0.75;
  let score = 0;
  for (const word of new Set(words.map(fold))) {
    const times = fold(text).split(word).length - 1;
    if (times === 0) continue;
    const holding = texts.filter((one) => fold(one).includes(word)).length;
    const idf = Math.log(1 + (texts.length - holding + 0.5) / (holding + 0.5));
    score += (idf * times * (k + 1)) / (times + k * (1 - b + (b * text.length) / average));
    const isWhole = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_])${word}(?![\\p{L}\\p{M}\\p{N}_])`, "u").test(fold(text));
    if (isWhole) score += idf * (k + 1);
  }
  return score;
}

const WORD = fc.constantFrom(
  "refund",
  "Refunds",
  "prerefund",
  "re",
  "policy",
  "Café",
  "CAFES",
  "返金",
  "返",
  "12",
  "r12",
  "ok",
);
const TEXT = fc
  .array(fc.tuple(WORD, fc.constantFrom(" ", ", ", "-", "_", "\n")), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.flat().join(""));
const QUERY = fc.array(fc.constantFrom("refund", "re", "policy", "cafe", "返", "12", "r12", "REFUNDS"), {
  minLength: 1,
  maxLength: 3,
});

describe("ranking", { timeout: 120_000 }, () => {
  it("is BM25 over distinct texts, as a naive one has it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(TEXT, { minLength: 1, maxLength: 25 }),
        fc.array(QUERY, { minLength: 5, maxLength: 5 }),
        async (texts, queries) => {
          await using engine = await engineWith(texts);
          for (const words of queries) {
            const found = await ranked(engine, texts, words.join(" "));
            const wanted = texts
              .filter((text) => words.every((word) => fold(text).includes(fold(word))))
              .map((text) => naiveScore(text, texts, words))
              .toSorted((left, right) => right - left);
            expect(found.map(([, score]) => score.toFixed(6))).toEqual(wanted.map((score) => score.toFixed(6)));
            for (const [text, score] of found) expect(score).toBeCloseTo(naiveScore(text, texts, words), 6);
          }
        },
      ),
      { numRuns: 5 },
    );
  });

  const texts = [
    "prerefunded prerefunded prerefunded",
    "a refund, and a lot more is said here about parcels, weather, shops and what was in them",
    "a refund",
    "refund refund refund",
    "nothing of it",
  ];

  it("puts whole words before parts of words, often before once, short before long", async () => {
    await using engine = await engineWith(texts);
    expect((await ranked(engine, texts, "refund")).map(([text]) => texts.indexOf(text))).toEqual([3, 2, 1, 0]);
  });

  it("puts a rare word before a common one", async () => {
    await using engine = await engineWith(texts);
    expect((await ranked(engine, texts, "refund OR nothing"))[0]?.[0]).toBe("nothing of it");
  });

  it("is the order of traces and conversations too, where no other is asked for", async () => {
    await using engine = await engineWith(texts);
    const asked = { query: "refund", limit: 10, offset: 0, descending: true, zoneOffsetMinutes: 0 } as const;
    const places = (ids: readonly string[]): number[] => ids.map((id) => Number.parseInt(id, 16) - 1);
    const traces = await engine.handlers["trace.list"]({ ...asked, sort: "relevance" }, calm);
    expect(places(traces.traceId)).toEqual([3, 2, 1, 0]);
    const talks = await engine.handlers["conversation.list"]({ ...asked, sort: "relevance" }, calm);
    expect(places(talks.traceId)).toEqual([3, 2, 1, 0]);
    const latest = await engine.handlers["trace.list"]({ ...asked, sort: "start" }, calm);
    expect(places(latest.traceId)).toEqual([3, 2, 1, 0].toSorted((left, right) => right - left));
    const wordless = await engine.handlers["trace.list"]({ ...asked, query: "name:step", sort: "relevance" }, calm);
    expect(places(wordless.traceId)).toEqual([4, 3, 2, 1, 0]);
  });

  it("counts patterns once and leaves out what is excluded", async () => {
    await using engine = await engineWith(texts);
    const found = await ranked(engine, texts, "/refund/ -parcels");
    expect(found.map(([text]) => texts.indexOf(text))).toEqual([2, 3, 0]);
  });
});
