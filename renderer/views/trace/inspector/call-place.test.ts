import { expect, test } from "vitest";
import { deriveStructure } from "../structure.js";
import { supportRun } from "../testing/make-table.js";
import { callPlace } from "./call-place.js";

const table = supportRun();
const structure = deriveStructure(table);
const rowsNamed = (name: string) =>
  Array.from(table.name.index, (entry, row) => ({ name: table.name.values[entry], row }))
    .filter((span) => span.name === name)
    .map((span) => span.row);

test("a call is numbered within the work of its agent", () => {
  const [first, second] = rowsNamed("search");
  expect(callPlace(structure, first ?? 0)).toMatchObject({ owner: "researcher", words: "call 2 of 7" });
  expect(callPlace(structure, second ?? 0).words).toBe("call 3 of 7");
});

test("an agent is numbered among those that the same agent called", () => {
  expect(callPlace(structure, rowsNamed("order_agent")[0] ?? 0)).toMatchObject({
    owner: "planner",
    words: "agent 2 of 3",
  });
});

test("a root has no owner, and what lies inside a call has no number", () => {
  expect(callPlace(structure, 0)).toEqual({ owner: null, ownerRow: -1, words: "root" });
  expect(callPlace(structure, rowsNamed("embed query")[0] ?? 0)).toMatchObject({ owner: "researcher", words: "" });
});
