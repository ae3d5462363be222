import { expect, test } from "vitest";
import { titleOf } from "./title.js";

const TEXT = "\n  Refunds arrive within ten days.\nAfter that, ask.";

test.each([
  ["the metadata's title first", '{"page":1,"title":"Refunds"}', "d1", "Refunds"],
  ["also one level down", '{"metadata":{"file_name":"refunds.md"}}', "d1", "refunds.md"],
  ["an id that somebody chose", '{"page":1}', "refunds#4", "refunds#4"],
  [
    "the text's first line before a UUID",
    null,
    "65fe7b3d-f879-42b5-90f9-c847d0cb1234",
    "Refunds arrive within ten days.",
  ],
  ["the text's first line before a hash", null, "9f86d081884c7d659a2feaa0c55ad015", "Refunds arrive within ten days."],
  ["the text's first line before a number", "no JSON", "17", "Refunds arrive within ten days."],
  ["the text's first line without an id", null, null, "Refunds arrive within ten days."],
])("a document is called by %s", (_, metadata, id, title) => {
  expect(titleOf(metadata, id, TEXT)).toBe(title);
});

test("a made-up id is better than nothing, and nothing is the empty title", () => {
  expect(titleOf(null, "17", null)).toBe("17");
  expect(titleOf(null, null, " ")).toBe("");
  expect(titleOf(null, null, "long ".repeat(100))).toHaveLength(120);
});
