import fc from "fast-check";
import { expect, test } from "vitest";
import { comparable, diffTexts } from "./text-diff.js";

const shown = (left: string, right: string) =>
  diffTexts(left, right)?.map(({ side, text }) => (side === "both" ? text : `[${side === "left" ? "-" : "+"}${text}]`));

test("differences are told in words", () => {
  expect(shown("the search failed", "the lookup failed")).toEqual(["the ", "[-search]", "[+lookup]", " failed"]);
  expect(shown("same", "same")).toEqual(["same"]);
  expect(shown("", "new")).toEqual(["[+new]"]);
});

test("differences are told in letters where words are not spaced", () => {
  expect(shown("返品は30日", "返品は14日")).toEqual(["返品は", "[-30]", "[+14]", "日"]);
});

test("a text that was written anew is told as one change, not word by word", () => {
  expect(shown("return window after 30 days", "refund timing after inspection")).toEqual([
    "[-return window after 30 days]",
    "[+refund timing after inspection]",
  ]);
});

test("pieces make up both texts again, nothing lost", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", " ", "\n", "wort", "返", "🙂"), { maxLength: 40 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (left, right) => {
      const pieces = diffTexts(left, right) ?? [];
      const side = (other: "left" | "right") =>
        pieces
          .filter((piece) => piece.side !== other)
          .map((piece) => piece.text)
          .join("");
      expect(side("right")).toBe(left);
      expect(side("left")).toBe(right);
    }),
  );
});

test("texts that have nothing in common are given up in time, or told line by line", () => {
  const many = (seed: number) => Array.from({ length: 20_000 }, (_, at) => String((at * seed) % 9973)).join("\n");
  const pieces = diffTexts(many(7), many(11));
  expect(pieces === null || pieces.length > 0).toBe(true);
});

test("JSON is compared value by value, whatever its layout", () => {
  expect(comparable('{"a":1,\n "b":2}', "json")).toBe(comparable('{ "a": 1, "b": 2 }', "json"));
  expect(comparable("{broken", "json")).toBe("{broken");
  expect(comparable('{"a":1}', "text")).toBe('{"a":1}');
});
