import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnspaced, placedWordsOf, wordsOf } from "./words.js";

const same = (one: string, other: string): void => expect([...wordsOf(one)]).toEqual([...wordsOf(other)]);

describe("the words of a text", () => {
  it("are the same without case, accents and signs", () => {
    same("Refund: the CAFÉ order!", "refund the cafe order");
    expect(wordsOf("a-b_c, d").length).toBe(4);
    expect(wordsOf(" … ").length).toBe(0);
  });

  it("are the same inside of JSON", () => {
    same(JSON.stringify('Line one\nline "two"\tübrig'), 'Line one line "two" übrig');
    same(String.raw`first\\nsecond`, "first second");
    same(String.raw`\u00fcbrig`, "übrig");
  });

  it("are characters where a script has no spaces, with the marks that belong to them", () => {
    const words = wordsOf("返金 期間 ok");
    expect(words.length).toBe(5);
    expect([...words].map(isUnspaced)).toEqual([true, true, true, true, false]);
    expect(wordsOf("ไม้").length).toBe(2);
    expect(wordsOf("हिन्दी में").length).toBe(2);
  });

  it("stand where they are said to", () => {
    const text = "Ünï 返金 ﬁne😀Ok";
    const { words, starts, ends } = placedWordsOf(text);
    const found = starts.map((start, at) => text.slice(start, ends[at]));
    expect(found).toEqual(["Ünï", "返", "金", "ﬁne", "Ok"]);
    expect(words.length).toBe(5);
  });

  it("are found in any text, each in its place", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        fc.pre(!text.includes("\\"));
        const { words, starts, ends } = placedWordsOf(text);
        expect([...words]).toEqual([...wordsOf(text)]);
        for (let at = 0; at < words.length; at++) {
          expect(starts[at]).toBeLessThan(ends[at] ?? 0);
          if (at > 0) expect(starts[at]).toBeGreaterThanOrEqual(starts[at - 1] ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
