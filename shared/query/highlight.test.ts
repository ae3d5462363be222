import { describe, expect, it } from "vitest";
import { excerptAround, findMarks, highlightTerms, queryMarker } from "./highlight.js";
import { parseQuery } from "./parse.js";

function terms(text: string): string[] {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(result.error.message);
  return highlightTerms(result.query);
}

describe("highlighting", () => {
  it("marks the words that are looked for and none that are excluded", () => {
    expect(terms('refund "my order" -shipping {tool:search Refund}')).toEqual(["my order", "Refund"]);
  });

  it("marks whole characters, whatever their case and accents", () => {
    const text = "Ein Café, zwei CAFE\u0301S";
    expect(findMarks(text, ["cafe"]).map((mark) => text.slice(mark.start, mark.end))).toEqual(["Café", "CAFE\u0301"]);
  });

  it("marks words and what patterns find alike", () => {
    const parsed = parseQuery("café /ref\\w+/ -order");
    const text = "Refunds of the cafe's order";
    const marks = (parsed.ok ? queryMarker(parsed.query) : undefined)?.(text) ?? [];
    expect(marks.map((mark) => text.slice(mark.start, mark.end))).toEqual(["Refunds", "cafe"]);
    const nothing = parseQuery("-order status:error");
    expect(nothing.ok && queryMarker(nothing.query)).toBeUndefined();
  });

  it("joins marks that overlap", () => {
    expect(findMarks("refunded", ["refund", "funded"])).toEqual([{ start: 0, end: 8 }]);
    expect(findMarks("refund", [])).toEqual([]);
  });

  it("shows the words around the first find on one line", () => {
    const text = `${"before ".repeat(100)}the refund\n  policy ${"after ".repeat(100)}`;
    const { excerpt, marks } = excerptAround(text, ["refund", "policy"], 80);
    expect(excerpt.length).toBeLessThan(100);
    expect(excerpt).toMatch(/^…before .*the refund policy after .*…$/);
    expect(marks.map((mark) => excerpt.slice(mark.start, mark.end))).toEqual(["refund", "policy"]);
    expect(excerptAround("short", ["x"])).toEqual({ excerpt: "short", marks: [] });
  });
});
