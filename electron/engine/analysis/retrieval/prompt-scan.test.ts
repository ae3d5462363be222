import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KEPT_SHARE, PromptScan } from "./prompt-scan.js";
import { wordsOf } from "./words.js";

const RETURNS =
  "Articles can be returned within thirty days of delivery if they are unworn and in the original box with all tags.";
const RETURNS_2024 = RETURNS.replace("thirty", "fourteen");
const SHIPPING =
  "A parcel reaches its address in two to four working days and the carrier sends a message before it comes.";

/** Shares by document, rounded; those of which nothing is found are 0. */
function shares(documents: readonly string[], prompt: string): number[] {
  const found = new PromptScan(documents.map(wordsOf)).shares(wordsOf(prompt));
  return documents.map((_, place) => Number((found.get(place) ?? 0).toFixed(2)));
}

describe("a document in a prompt", () => {
  it("stands there whole, whatever lies around it and however it is broken into lines or escaped", () => {
    const prompt = `Context:\n---\n${RETURNS.replaceAll(" ", "\n")}\n---\nAnswer the question.`;
    expect(shares([RETURNS, SHIPPING], prompt)).toEqual([1, 0]);
    expect(shares([RETURNS, SHIPPING], JSON.stringify({ result: `${SHIPPING}\n\n${RETURNS}` }))).toEqual([1, 1]);
  });

  it("stands there in part where it was cut, by the share of its words", () => {
    const words = RETURNS.split(" ");
    const [whole, half] = [words.length, Math.ceil(words.length / 2)];
    const [share] = shares([RETURNS], `Context: ${words.slice(0, half).join(" ")}…`);
    expect(share).toBeCloseTo(half / whole, 1);
    expect(share).toBeGreaterThanOrEqual(KEPT_SHARE);
    // Seven words in a row may be anybody's.
    expect(shares([RETURNS], words.slice(0, 7).join(" "))).toEqual([0]);
  });

  it("is not there because a nearly equal one is", () => {
    const [kept = 0, other = 1] = shares([RETURNS, RETURNS_2024], `Context: ${RETURNS}`);
    expect(kept).toBe(1);
    expect(other).toBeLessThan(KEPT_SHARE);
    expect(shares([RETURNS, RETURNS_2024], `${RETURNS_2024} ${RETURNS}`)).toEqual([1, 1]);
  });

  it("is not there because a chunk that overlaps it is", () => {
    const words = `${RETURNS} ${SHIPPING}`.split(" ");
    const [first, second] = [words.slice(0, 26).join(" "), words.slice(12).join(" ")];
    const [kept = 0, other = 1] = shares([first, second], `Context: ${first}`);
    expect(kept).toBe(1);
    expect(other).toBe(0);
  });

  it("that is short has to stand there whole", () => {
    expect(shares(["refund policy", "返金 期間"], "our refund policy; 返金期間")).toEqual([1, 1]);
    expect(shares(["refund policy", "refunds"], "the policy of a refund")).toEqual([0, 0]);
  });

  it("that has no words is nowhere", () => {
    expect(shares(["", "…"], "anything")).toEqual([0, 0]);
  });

  it("is found in any prompt that holds it, and no word of a prompt counts twice", () => {
    const word = fc.constantFrom("a", "b", "c", "refund", "返", "金", "2", "x");
    const text = fc.array(word, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        text,
        text,
        fc.nat(3),
        (texts, before, after, which) => {
          const documents = texts.map((one) => wordsOf(one.join(" ")));
          const chosen = which % documents.length;
          const prompt = wordsOf([...before, ...(texts[chosen] ?? []), ...after].join(" "));
          const alone = new PromptScan([documents[chosen] ?? new Int32Array()]).shares(prompt);
          expect(alone.get(0)).toBe(1);
          const found = new PromptScan(documents).shares(prompt);
          for (const share of found.values()) expect(share).toBeLessThanOrEqual(1);
          // The prompt may say a document more than once, so only a document's own words are counted here.
          const covered = [...found].reduce((sum, [place, share]) => sum + share * (documents[place]?.length ?? 0), 0);
          expect(covered).toBeLessThanOrEqual(prompt.length + 1e-9);
        },
      ),
      { numRuns: 200 },
    );
  });
});
