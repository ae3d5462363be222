import { describe, expect, it } from "vitest";
import { differingWords } from "./differing-words.js";

const said = (text: string, marks: readonly { readonly start: number; readonly end: number }[]): string[] =>
  marks.map(({ start, end }) => text.slice(start, end));

describe("the words that two texts do not share", () => {
  it.each([
    ["Return it within 30 days.", "Return it within 14 days.", ["30"], ["14"]],
    ["one two three", "one two three four five", [], ["four five"]],
    ["Refunds take ten days", "refunds: take TEN days!", [], []],
    ["a b c", "x y", ["a b c"], ["x y"]],
    ["三十天内退货", "十四天内退货", ["三"], ["四"]],
    ["", "new", [], ["new"]],
  ])("%j and %j", (left, right, own, its) => {
    const difference = differingWords(left, right);
    expect(said(left, difference.left)).toEqual(own);
    expect(said(right, difference.right)).toEqual(its);
    expect(difference.cut).toBe(false);
  });

  it("are told of the beginnings of long texts", () => {
    const long = Array.from({ length: 3000 }, (_, at) => `w${at}`).join(" ");
    expect(differingWords(long, `${long} end`)).toEqual({ left: [], right: [], cut: true });
  });
});
