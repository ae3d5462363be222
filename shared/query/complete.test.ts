import { describe, expect, it } from "vitest";
import { completeQuery } from "./complete.js";
import { FIELDS } from "./fields.js";
import { parseQuery } from "./parse.js";

describe("completion", () => {
  const at = (query: string) => completeQuery(query, query.length, "traces");

  it("offers fields for the word at the cursor", () => {
    const completion = at("refund ag");
    expect(completion).toMatchObject({ from: 7, to: 9, prefix: "ag", field: null });
    expect(completion.suggestions.map((suggestion) => suggestion.insert)).toEqual(["agent:"]);
    expect(at("-ag").from).toBe(1);
    expect(at("dur").suggestions[0]?.insert).toBe("duration>");
  });

  it("offers known values itself and leaves open ones to the store", () => {
    expect(at("status:e")).toMatchObject({ from: 7, field: null, suggestions: [{ insert: "error" }] });
    expect(at("agent:pl")).toMatchObject({ from: 6, to: 8, prefix: "pl", field: "agent", suggestions: [] });
    expect(at('agent:"two wo')).toMatchObject({ from: 6, prefix: "two wo", field: "agent" });
  });

  it("offers nothing that is not built", () => {
    expect(at("sco").suggestions).toEqual([]);
    expect(at("").suggestions.some((suggestion) => suggestion.insert.startsWith("label"))).toBe(false);
  });

  it("gives every field an example that can be searched for", () => {
    for (const field of FIELDS)
      expect({ field, ...parseQuery(field.example, { unsupported: true }) }).toMatchObject({ ok: true });
  });
});
