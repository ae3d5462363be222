import { describe, expect, it } from "vitest";
import type { QueryNode } from "../../shared/query/ast.js";
import { parseQuery } from "../../shared/query/parse.js";
import { chosenCount, facetRows } from "./facets-model.js";

function parsed(text: string): QueryNode {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.query;
}
const counted = [
  { value: "planner", count: 9 },
  { value: "writer", count: 4 },
];

describe("the rows of a facet", () => {
  it("begin with what is chosen and excluded", () => {
    expect(facetRows(parsed("agent:writer"), "agent", counted).map((row) => [row.value, row.state])).toEqual([
      ["writer", "chosen"],
      ["planner", "none"],
    ]);
    expect(facetRows(parsed("-agent:Writer"), "agent", counted)[0]).toEqual({
      value: "writer",
      count: 4,
      state: "excluded",
    });
  });

  it("keep a value that nothing has any more, so that it can be taken back", () => {
    expect(facetRows(parsed("agent:ghost"), "agent", counted)[0]).toEqual({
      value: "ghost",
      count: 0,
      state: "chosen",
    });
    expect(facetRows(parsed("-agent:ghost"), "agent", [])).toEqual([
      { value: "ghost", count: null, state: "excluded" },
    ]);
  });
});

it("the button counts what is chosen and excluded", () => {
  expect(chosenCount(parsed("(agent:a OR agent:b) -tool:c refund"))).toBe(3);
  expect(chosenCount(parsed(""))).toBe(0);
});
