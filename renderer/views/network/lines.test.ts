import { expect, test } from "vitest";
import { busyLines, foldedLines, linesOf } from "./lines.js";
import { edge } from "./testing/small-network.js";

test("call and return are one line; a reply to nobody's request is a line of its own", () => {
  const lines = linesOf([
    edge("agent:a", "invokes", "agent:b", 5),
    edge("agent:b", "replies", "agent:a", 4),
    edge("agent:c", "replies", "agent:a", 1),
    edge("agent:a", "hands_off", "agent:b", 2),
  ]);
  expect(lines.map((line) => [line.from, line.type, line.to, line.reply?.from ?? null])).toEqual([
    ["agent:a", "invokes", "agent:b", "agent:b"],
    ["agent:c", "replies", "agent:a", null],
    ["agent:a", "hands_off", "agent:b", null],
  ]);
});

test("lines of few calls are left out", () => {
  const lines = linesOf([edge("agent:a", "calls", "tool:x", 9), edge("agent:a", "calls", "tool:y", 10)]);
  expect(busyLines(lines, 10).map((line) => line.to)).toEqual(["tool:y"]);
  expect(busyLines(lines, 1)).toBe(lines);
});

test("lines to what was folded together become one, with their sums and their edges", () => {
  const lines = linesOf([
    edge("agent:a", "calls", "tool:x", 3, 1),
    edge("agent:a", "calls", "tool:y", 5, 1),
    edge("agent:a", "uses", "model:m", 7),
  ]);
  const folded = foldedLines(
    lines,
    new Map([
      ["tool:x", "stack"],
      ["tool:y", "stack"],
    ]),
  );
  expect(folded).toHaveLength(2);
  expect(folded[0]).toMatchObject({ from: "agent:a", to: "stack", here: { count: 8, errors: 2, p50Ns: null } });
  expect(folded[0]?.edges.map((name) => name.to)).toEqual(["tool:y", "tool:x"]);
});
