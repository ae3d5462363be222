import { expect, it } from "vitest";
import { linksOfRow, linkWords } from "./links.js";
import { makeTable } from "./testing/make-table.js";

const links = {
  span: Uint32Array.of(1, 1, 4),
  targetTraceId: ["aaaabbbbcccc", "self", "ddddeeeeffff"],
  targetSpanId: ["x", "y", "z"],
  targetRow: Int32Array.of(-1, 2, -1),
  targetKnown: Uint8Array.of(1, 1, 0),
};
const table = { ...makeTable([]), links };

it("finds the links of a row, in their order", () => {
  expect([0, 1, 2, 3, 4, 5].map((row) => linksOfRow(table, row).length)).toEqual([0, 2, 0, 0, 1, 0]);
  expect(linksOfRow(table, 1)[0]).toEqual({ traceId: "aaaabbbbcccc", spanId: "x", row: -1, known: true });
});

it("says where they lead", () => {
  expect(linkWords(linksOfRow(table, 1))).toBe("Linked to trace aaaabbbb, and 1 more");
  expect(linkWords(linksOfRow(table, 1).slice(1))).toBe("Linked to another span of this run");
  expect(linkWords(linksOfRow(table, 4))).toBe("Linked to trace ddddeeee, which is not in this workspace");
});
