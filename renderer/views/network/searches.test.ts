import { expect, test } from "vitest";
import { parseQuery } from "../../../shared/query/parse.js";
import { lineSearch, nodeSearch } from "./searches.js";

test("a node's runs are found by all its names", () => {
  expect(nodeSearch("agent", [{ raw: "planner" }, { raw: "planner" }])).toBe("agent:planner");
  expect(nodeSearch("agent", [{ raw: "Team Lead" }, { raw: "lead" }])).toBe('(agent:"Team Lead" OR agent:lead)');
  expect(nodeSearch("memory", [{ raw: "notes" }])).toBeNull();
});

test("a line's runs are found by both its ends", () => {
  const agent = { type: "agent", name: "planner" } as const;
  const edge = { from: "a", to: "b", type: "calls" } as const;
  expect(lineSearch(edge, agent, { type: "tool", name: "search" })).toBe("{agent:planner tool:search}");
  expect(lineSearch({ ...edge, type: "invokes" }, agent, { type: "agent", name: "writer" })).toBe(
    "agent:planner >> agent:writer",
  );
  expect(lineSearch(edge, { type: "user", name: "user" }, agent)).toBe("agent:planner");
  expect(lineSearch(edge, agent, { type: "server", name: "mcp" })).toBeNull();
});

test("every name makes a search that can be read", () => {
  for (const name of ["a b", 'say "hi"', "back\\slash", "{x}", "返金", "-minus", "(y) OR z", "a:b", "*"]) {
    const search = nodeSearch("tool", [{ raw: name }]) ?? "";
    expect(parseQuery(search), search).toMatchObject({ ok: true });
  }
});
