import { describe, expect, it } from "vitest";
import { PromptScan } from "./prompt-scan.js";
import type { ListedDocument, PromptedCall } from "./run.js";
import { Rarity, termsOf } from "./support.js";
import { UseFinder } from "./use.js";
import { wordsOf } from "./words.js";

const DOCUMENTS = [
  "Articles can be returned within thirty days of delivery if they are unworn and in the original box.",
  "Refunds arrive five to ten working days after the article has been inspected in Graz.",
  "Gift cards are paid out in goods alone and never lose their worth over the years.",
];

interface TestCall {
  readonly prompts: readonly string[];
  readonly answers?: readonly string[];
  readonly callsTools?: boolean;
  readonly row?: number;
}

/** What becomes of the documents, which a span at row 1 gave, in calls after it. */
function followed(...calls: readonly TestCall[]) {
  const texts = [...DOCUMENTS, ...calls.flatMap(({ prompts, answers = [] }) => [...prompts, ...answers])];
  const words = texts.map(wordsOf);
  const own = DOCUMENTS.map((_, text) => words[text] ?? new Int32Array());
  const scan = new PromptScan(own);
  let next = DOCUMENTS.length;
  const prompted = calls.map(({ prompts, answers = [], callsTools = false, row }, index): PromptedCall => {
    const numbers = prompts.map(() => next++);
    const spoken = answers.map(() => next++);
    const place = row ?? 2 + index;
    return { row: place, subtreeEnd: place + 1, startNs: Number.NaN, prompts: numbers, answers: spoken, callsTools };
  });
  const finder = new UseFinder(prompted, {
    words: (text) => own[text],
    terms: (text) => termsOf(own[text] ?? new Int32Array()),
    shares: (prompt) => scan.shares(words[prompt] ?? new Int32Array()),
    answer: (text) => texts[text],
    rarity: new Rarity(own.map(termsOf)),
  });
  const list = DOCUMENTS.map((_, text): ListedDocument => ({
    rank: text,
    id: null,
    text,
    score: null,
    scoreKind: "unknown",
  }));
  return finder.use({ row: 1, startNs: Number.NaN }, list);
}

describe("what became of documents", () => {
  const prompt = `Context: ${DOCUMENTS[0]}\n${DOCUMENTS[1]}\nAnswer.`;

  it("is that they were kept, and that the answer draws on them", () => {
    const use = followed({
      prompts: [prompt],
      answers: ["You can return articles within thirty days of delivery if they are unworn. Have a nice day."],
    });
    expect(use.documents.map(({ kept, cited }) => [kept, cited])).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
    // "Have a nice day" has two terms, which is too few to tell.
    expect(use).toMatchObject({ kept: 2, cited: 1, sentences: 1, supported: 1 });
    expect(use.documents[0]).toMatchObject({ keptShare: 1, supported: 1 });
    expect(use.documents[0]?.usedShare).toBeGreaterThan(0.5);
    expect(use.documents[1]?.usedShare).toBe(0);
  });

  it("is not known without a later prompt", () => {
    for (const use of [followed(), followed({ prompts: [prompt], answers: ["…"], row: 0 })]) {
      expect(use).toMatchObject({ kept: null, cited: null, supported: null });
      expect(use.documents.every(({ kept, cited }) => kept === null && cited === null)).toBe(true);
    }
  });

  it("is that nothing was used where a later prompt has none of them", () => {
    expect(followed({ prompts: ["Say hello"], answers: ["Hello there, dear customer!"] })).toMatchObject({
      kept: 0,
      cited: 0,
    });
  });

  it("is not known of the answer where none is recorded, or none that says enough", () => {
    for (const answers of [[], ["Yes."]])
      expect(followed({ prompts: [prompt], answers })).toMatchObject({ kept: 2, cited: null });
  });

  it("is looked for in the first answer that asks for no tools", () => {
    const use = followed(
      { prompts: [prompt], answers: ["Let me look up gift cards, their worth and years."], callsTools: true },
      { prompts: [prompt], answers: ["Refunds arrive after the article has been inspected in Graz."] },
      { prompts: [prompt], answers: ["Articles can be returned within thirty days of delivery."] },
    );
    expect(use.documents.map(({ cited }) => cited)).toEqual([false, true, false]);
    expect(use.answeredBy.map(({ row }) => row)).toEqual([3]);
  });
});
