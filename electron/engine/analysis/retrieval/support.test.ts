import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "./sentences.js";
import { Rarity, supportersOf, supportOf, termsOf } from "./support.js";
import { wordsOf } from "./words.js";

const terms = (text: string): Set<number> => termsOf(wordsOf(text));

describe("the terms of a text", () => {
  it("are what it is about, each once", () => {
    expect(terms("The refund is not of the refund")).toEqual(terms("Refund"));
    expect(terms("Der Artikel wird nicht erstattet").size).toBe(2);
    expect(terms("it is").size).toBe(0);
  });

  it("are pairs of characters where words are not told apart by spaces", () => {
    expect(terms("返金期間").size).toBe(3);
    expect(terms("返").size).toBe(1);
    expect([...terms("返金")].every((term) => terms("返金期間").has(term))).toBe(true);
    expect([...terms("金返")].some((term) => terms("返金期間").has(term))).toBe(false);
  });
});

describe("how far a document supports a sentence", () => {
  // Three documents: "refund" is in all, "gift" and "box" in one each, "moon" in none.
  const documents = ["refund gift", "refund box", "refund paper"].map(terms);
  const rarity = new Rarity(documents);

  it("is the weight of the terms that it has, by the weight of all", () => {
    const [inAll, inOne] = [Math.log(1 + 3 / 3), Math.log(1 + 3 / 1)];
    const sentence = terms("refund gift moon");
    const all = inAll + inOne + inOne;
    expect(supportOf(sentence, documents[0] ?? new Set(), rarity)).toBeCloseTo((inAll + inOne) / all, 12);
    expect(supportOf(sentence, documents[1] ?? new Set(), rarity)).toBeCloseTo(inAll / all, 12);
    expect(supportOf(terms("of the"), documents[0] ?? new Set(), rarity)).toBe(0);
  });

  it("counts for those that reach the threshold and come near the best", () => {
    expect(supportersOf(terms("refund gift moon"), documents, rarity).map(({ document }) => document)).toEqual([0]);
    expect(supportersOf(terms("moon river sun"), documents, rarity)).toEqual([]);
    expect(supportersOf(terms("refund"), documents, rarity)).toHaveLength(3);
  });

  it("lies between 0 and 1, is 1 for what it holds whole, and grows with what it holds", () => {
    const words = fc.array(fc.constantFrom("alpha", "beta", "gamma", "delta", "epsilon", "返金", "期間"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 4 }), words, words, words, (others, sentence, document, more) => {
        const known = new Rarity(others.map((one) => terms(one.join(" "))));
        const [asked, held, larger] = [sentence, document, [...document, ...more]].map((one) => terms(one.join(" ")));
        if (asked === undefined || held === undefined || larger === undefined) throw new Error("three texts");
        const share = supportOf(asked, held, known);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(supportOf(asked, new Set([...held, ...larger]), known)).toBeGreaterThanOrEqual(share);
        expect(supportOf(asked, asked, known)).toBe(asked.size === 0 ? 0 : 1);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the sentences of an answer", () => {
  it("end at full stops, at line breaks, and as their script ends them", () => {
    expect(sentencesOf("It is so. Is it? Yes!\n- first\n- second")).toEqual([
      "It is so.",
      "Is it?",
      "Yes!",
      "- first",
      "- second",
    ]);
    expect(sentencesOf("返金は可能です。期間は30日。")).toEqual(["返金は可能です。", "期間は30日。"]);
    expect(sentencesOf("यह है। वह भी।")).toEqual(["यह है।", "वह भी।"]);
  });

  it("do not end in numbers, addresses and abbreviations", () => {
    expect(sentencesOf("Version 1.2 of shop.example costs e.g. 3.50 euros.")).toHaveLength(1);
    expect(sentencesOf("Ask Dr. Who (see fig. 2).")).toHaveLength(1);
  });

  it("of nothing are none", () => {
    expect(sentencesOf(" \n\n ")).toEqual([]);
  });
});
