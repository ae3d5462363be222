import { expect, test } from "vitest";
import { plainWords } from "./plain-words.js";

test("JSON is read as words, whole or cut off, and marks go along", () => {
  const text = '{"query":"Jacke nach 40 Tagen","lang":"de","top":5';
  const start = text.indexOf("Jacke");
  const plain = plainWords(text, [{ start, end: start + 5 }]);
  expect(plain.text).toBe("query: Jacke nach 40 Tagen, lang: de, top: 5");
  expect(plain.marks.map((mark) => plain.text.slice(mark.start, mark.end))).toEqual(["Jacke"]);
  expect(plainWords('[{"a":"line\\nnext \\"x\\""}]', []).text).toBe('a: line next "x"');
});

test("other text stays as it is", () => {
  for (const text of ["How are you?", "{not json}", "[1] a footnote", ""]) expect(plainWords(text, []).text).toBe(text);
});
