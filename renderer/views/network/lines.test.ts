import { expect, test } from "vitest";
import { busyLines, foldedLines, leastToRead, linesOf, readableLines } from "./lines.js";
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

test("a tangle leaves its busy lines, and the busiest to each node", () => {
  const between = Array.from({ length: 400 }, (_, index) =>
    edge(`agent:a${index % 20}`, "invokes", `agent:a${Math.floor(index / 20)}`, 1 + (index % 3)),
  );
  const lines = linesOf([
    ...between,
    edge("agent:a0", "calls", "tool:rare"),
    edge("user:user", "invokes", "agent:a0", 90),
  ]);
  const least = leastToRead(lines);
  const readable = readableLines(lines, least);
  expect(least).toBe(5);
  expect(readable.length).toBeLessThan(150);
  expect(new Set(readable.map((line) => line.to)).size).toBe(21);
  expect(readable.map((line) => line.from)).toContain("user:user");
  const few = lines.slice(0, 100);
  expect(leastToRead(few)).toBe(1);
  expect(readableLines(few, 1)).toBe(few);
});
