import { expect, test } from "vitest";
import { citedWords, COLUMNS, givingWay, keyParts, retrievalKey } from "./model.js";

const NOT_KNOWN = Number.NaN;

test.each([
  ["some of those that were kept are cited", { documents: 12, kept: 4, cited: 2 }, "2 of 4"],
  ["none is", { documents: 12, kept: 4, cited: 0 }, "none"],
  ["there is no answer", { documents: 12, kept: 4, cited: NOT_KNOWN }, "? of 4"],
  ["there is no later prompt", { documents: 12, kept: NOT_KNOWN, cited: NOT_KNOWN }, "?"],
  ["nothing was found", { documents: 0, kept: NOT_KNOWN, cited: NOT_KNOWN }, "–"],
])("where %s", (_, row, words) => {
  expect(citedWords(row)).toBe(words);
});

test("a key names the trace, whatever is in its name, and the span", () => {
  const parts = { traceId: "urn:a/b", spanId: "0001" };
  expect(keyParts(retrievalKey(parts))).toEqual(parts);
  expect(keyParts("nonsense")).toBeNull();
  expect(keyParts("/0001")).toBeNull();
});

test("a narrower table shows fewer columns, all of them such as can be hidden", () => {
  const known = new Set(COLUMNS.columns.map(({ id }) => id));
  let before = -1;
  for (const widthPx of [1400, 1200, 1000, 800]) {
    const gone = givingWay(widthPx);
    expect(gone.length).toBeGreaterThan(before);
    expect(gone.filter((id) => !known.has(id))).toEqual([]);
    before = gone.length;
  }
});
