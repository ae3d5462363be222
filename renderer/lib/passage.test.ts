import { expect, test } from "vitest";
import { findLetters, passageOf, lettersBefore, textForm } from "./passage.js";

const chosen = (words: string, near: number, escaped = false) => ({ words, near, escaped });

test("what is chosen in rendered Markdown is found in its source", () => {
  const source = "The deadline is **30 days**, see the [policy](https://x.test/p).\n\n- first *point*\n- second";
  expect(passageOf(source, false, chosen("is 30 days, see", 0))).toEqual({ start: 13, quote: "is **30 days**, see" });
  expect(passageOf(source, false, chosen("first point\nsecond", 40))).toEqual({
    start: source.indexOf("first"),
    quote: "first *point*\n- second",
  });
});

test("what is chosen in a JSON tree is found behind its escapes", () => {
  const source = String.raw`{"a":"no","text":"über\nzwei \u00e9t\u00e9"}`;
  const passage = passageOf(source, true, chosen("über\nzwei été", 5));
  expect(passage).toEqual({ start: source.indexOf("über"), quote: String.raw`über\nzwei \u00e9t\u00e9` });
});

test("words of a call's arguments are shown with their escapes", () => {
  const source = String.raw`{"text":"one\ntwo"}`;
  expect(passageOf(source, true, chosen(String.raw`one\ntwo`, 4, true))?.quote).toBe(String.raw`one\ntwo`);
  expect(passageOf(source, true, chosen("one\ntwo", 4))?.quote).toBe(String.raw`one\ntwo`);
});

test("of words that stand several times the place nearest to the one that was chosen counts", () => {
  const source = "refund now. refund later. refund never.";
  expect(passageOf(source, false, chosen("refund", 0))?.start).toBe(0);
  expect(passageOf(source, false, chosen("refund", 11))?.start).toBe(12);
  expect(passageOf(source, false, chosen("refund", 25))?.start).toBe(26);
});

test("a long passage is found by its ends where the middle is shown otherwise", () => {
  const source = "1. The order was never sent to the customer\n2. The refund came too late for the customer";
  const shown = "The order was never sent to the customer\nThe refund came too late for the customer";
  expect(passageOf(source, false, chosen(shown, 0))?.quote).toBe(source.slice(3));
});

test("signs alone are found as they stand, and what is not there is not found", () => {
  expect(passageOf("a => b", false, chosen(" => ", 0))).toEqual({ start: 2, quote: "=>" });
  expect(passageOf("a => b", false, chosen("c", 0))).toBeNull();
  expect(passageOf("a => b", false, chosen("  ", 0))).toBeNull();
});

test("letters outside of the basic plane keep both of their units", () => {
  const form = textForm("x 𝒜𝒜 y");
  expect(form.letters).toBe("x𝒜𝒜y");
  expect(form.at).toEqual([0, 2, 3, 4, 5, 7]);
  expect(findLetters(form, "𝒜y", 1)).toEqual({ start: 3, end: 6 });
  expect(passageOf("x 𝒜𝒜 y", false, chosen("𝒜𝒜", 0))?.quote).toBe("𝒜𝒜");
});

test("only letters count as standing before a place", () => {
  expect(lettersBefore(textForm("**ab** cd"), 7)).toBe(2);
  expect(lettersBefore(textForm("..."), 2)).toBe(0);
});
