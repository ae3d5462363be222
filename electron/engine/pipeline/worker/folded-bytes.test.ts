import fc from "fast-check";
import { expect, it } from "vitest";
import { foldedForm } from "../../../../shared/base/fold.js";
import { foldedBytes } from "./folded-bytes.js";

const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.toWellFormed()),
  fc.string({
    unit: fc.constantFrom(
      "A",
      "b",
      " ",
      "É",
      "é",
      "\u0301",
      "Σ",
      "ς",
      "İ",
      "ß",
      "ﬁ",
      "“",
      "–",
      "日",
      "が",
      "😀",
      "\u05b0",
      "Ⅷ",
    ),
    maxLength: 40,
  }),
);

it("folds the bytes of a text as the text is folded", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const folded = foldedBytes(Buffer.from(text, "utf8").toString("latin1"));
      expect(folded === null ? null : Buffer.from(folded, "latin1").toString("utf8")).toBe(foldedForm(text));
    }),
    { seed: 7, numRuns: 3000 },
  );
});
