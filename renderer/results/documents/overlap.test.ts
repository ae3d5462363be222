import { expect, test } from "vitest";
import { excerptStart, marksFrom, sharedPieces, usedStretches } from "./overlap.js";

const none = { answer: [], query: [], search: [] };

test("a text is cut by what it shares; the answer covers the query, the search covers both", () => {
  const shares = {
    query: [{ start: 0, end: 6 }],
    answer: [{ start: 4, end: 9 }],
    search: [{ start: 8, end: 10 }],
  };
  expect(sharedPieces("abcdefghijkl", shares)).toEqual([
    { text: "abcd", share: "query" },
    { text: "efgh", share: "answer" },
    { text: "ij", share: "search" },
    { text: "kl", share: null },
  ]);
});

test("marks may touch, lie in each other or reach past the end; the pieces are always the whole text", () => {
  const answer = [
    { start: 3, end: 99 },
    { start: 0, end: 3 },
    { start: 1, end: 2 },
    { start: 50, end: 60 },
  ];
  expect(sharedPieces("abcdef", { ...none, answer })).toEqual([{ text: "abcdef", share: "answer" }]);
  expect(sharedPieces("", none)).toEqual([{ text: "", share: null }]);
});

test("an excerpt begins at a word a little before what was used, and its marks go with it", () => {
  const text = `${"early words ".repeat(20)}used words here`;
  const marks = [{ start: 240, end: 250 }];
  const start = excerptStart(text, marks, 150);
  expect(text.slice(start).startsWith("early") || text.slice(start).startsWith("words")).toBe(true);
  const [moved] = marksFrom(marks, start);
  expect(text.slice(start).slice(moved?.start, moved?.end)).toBe("used words");
  expect(excerptStart(text, marks, 300)).toBe(0);
  expect(excerptStart(text, [], 10)).toBe(0);
});

test("the bar has one stretch for words that touch", () => {
  const marks = [
    { start: 50, end: 60 },
    { start: 0, end: 10 },
    { start: 11, end: 20 },
  ];
  expect(usedStretches(marks, 100)).toEqual([
    { from: 0, width: 0.2 },
    { from: 0.5, width: expect.closeTo(0.1, 9) as number },
  ]);
  expect(usedStretches(marks, 0)).toEqual([]);
});
