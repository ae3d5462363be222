import { expect, test } from "vitest";
import { cutAtMarks, shiftToMark } from "./marks.js";

test("a text is cut into marked and unmarked pieces that join to the text again", () => {
  const pieces = cutAtMarks("a refund please", [{ start: 2, end: 8 }]);
  expect(pieces).toEqual([
    { text: "a ", marked: false },
    { text: "refund", marked: true },
    { text: " please", marked: false },
  ]);
});

test("marks may overlap, come in any order and reach past the end", () => {
  const pieces = cutAtMarks("abcdef", [
    { start: 4, end: 99 },
    { start: 0, end: 2 },
    { start: 1, end: 3 },
  ]);
  expect(pieces.map((piece) => piece.text).join("")).toBe("abcdef");
  expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual(["ab", "c", "ef"]);
});

test("an excerpt is shifted so that its word shows, at a word's beginning", () => {
  const text = "timeout after 3000 ms: query refund status";
  const shifted = shiftToMark(text, [{ start: 29, end: 35 }], 8);
  expect(shifted.text).toBe("…query refund status");
  expect(shifted.text.slice(shifted.marks[0]?.start, shifted.marks[0]?.end)).toBe("refund");
  expect(shiftToMark(text, [{ start: 2, end: 4 }], 12).text).toBe(text);
  expect(shiftToMark(text, [], 12).text).toBe(text);
});
