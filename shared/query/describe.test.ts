import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nastyVocabulary, queries } from "../testing/query-arbitrary.js";
import { describeQuery } from "./describe.js";
import type { QueryView } from "./fields.js";
import { parseQuery } from "./parse.js";

function inWords(text: string, view: QueryView = "traces", count = 318): string {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(result.error.message);
  return describeQuery(result.query, view, count);
}

describe("a query in words", () => {
  it("reads as a sentence behind a count", () => {
    expect(inWords('agent:planner >> tool:search(status:error) "refund"')).toBe(
      "traces where planner led to a failed search, and “refund” was said",
    );
    expect(inWords("", "traces", 1)).toBe("trace");
    expect(inWords("agent:planner -tool:search duration>2s")).toBe(
      "traces where planner took part, search was not called, and it took more than 2s",
    );
    expect(inWords("tool:search(status:error)")).toBe("traces where search failed");
    expect(inWords("status:error kind:tool", "spans", 2)).toBe("spans where it failed, and the kind is tool");
    expect(inWords("refund in:all")).toBe("traces where “refund” was said, repeated history included");
    expect(inWords("score<0.4 used:0 label:bad")).toBe(
      "traces where the best document scored less than 0.4, none of the documents found was used, and something is labelled bad",
    );
    expect(inWords("attr.http.status_code>=500 end<2026-11-01", "spans")).toBe(
      "spans where http.status_code is at least 500, and it ended before 2026-11-01",
    );
    expect(inWords("agent:a OR agent:b")).toBe("traces where a took part or b took part");
  });

  it("can be said of any query", () => {
    fc.assert(
      fc.property(queries(nastyVocabulary), (query) => {
        expect(describeQuery(query, "traces", 2)).toMatch(/^traces/);
        expect(describeQuery(query, "spans", 2)).toMatch(/^spans/);
      }),
    );
  });
});
