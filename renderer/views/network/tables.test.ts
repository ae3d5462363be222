import { expect, test } from "vitest";
import { differencesOf } from "./differences.js";
import { lookOf } from "./look.js";
import { leanOf, networkOf, sumOf } from "./model.js";
import { nodeCorners, nodeLabel } from "./node-text.js";
import { sortedRows } from "./table-rows.js";
import { drawingOf, edge, figures, node } from "./testing/small-network.js";

const drawing = drawingOf([
  edge("agent:planner", "calls", "tool:search", 8, 4),
  edge("agent:planner", "uses", "model:m", 2),
]);

test("rows sort by name and by figures, and what is not known comes last", () => {
  expect(sortedRows(drawing, "lines", "calls", true).map((row) => row.part.here?.count)).toEqual([8, 2]);
  expect(sortedRows(drawing, "nodes", "name", false).map((row) => row.key)).toEqual([
    "model:m",
    "agent:planner",
    "tool:search",
  ]);
  const priced = { ...node("agent:rich"), here: { ...figures(1), costUsd: 0.1 } };
  const rows = sortedRows({ nodes: [node("agent:a"), priced], lines: [] }, "nodes", "cost", false);
  expect(rows.map((row) => row.key)).toEqual(["agent:rich", "agent:a"]);
});

test("a difference is clear with enough runs and two standard errors", () => {
  expect(leanOf({ enough: true, z: 2.5 })).toBe(1);
  expect(leanOf({ enough: true, z: -2.5 })).toBe(-1);
  expect(leanOf({ enough: true, z: 1.5 })).toBe(0);
  expect(leanOf({ enough: false, z: 9 })).toBe(0);
});

test("the clearest differences come first, whichever way they go", () => {
  const parts = [
    { ...node("agent:same"), z: 0.1 },
    { ...node("agent:here"), z: 3, lean: 1 as const },
    { ...node("agent:there"), z: -5, lean: -1 as const },
    { ...node("agent:rare"), z: 4 },
  ];
  const rows = differencesOf({ nodes: parts, lines: [] }, "difference", true);
  expect(rows.map((row) => row.key)).toEqual([
    "node agent:there",
    "node agent:here",
    "node agent:rare",
    "node agent:same",
  ]);
});

test("a node says its figures, and in a comparison the share of runs that have it", () => {
  const search = { ...node("tool:search"), here: figures(8, 2), there: figures(1), lean: 1 as const };
  expect(nodeCorners(search, null)).toMatchObject({ topRight: "25.0\u00a0%", bottomLeft: "8" });
  expect(nodeCorners(search, { here: 10, there: 10 })).toMatchObject({
    topRight: "+",
    bottomLeft: "80\u00a0%",
    bottomRight: "10\u00a0%",
  });
  expect(nodeLabel(search, null)).toContain("search, tool, 8\u00a0calls, 25.0\u00a0% failed");
});

test("a line is as wide as its figure, red as far as it failed, and darker where the colour says so", () => {
  const [search, model] = drawing.lines;
  if (search === undefined || model === undefined) throw new Error("two lines were made");
  const byFailure = lookOf(drawing, { width: "calls", colour: "failed" }, null);
  expect(byFailure.widthOf(search)).toBe(12);
  expect(byFailure.widthOf(model)).toBe(6);
  expect(byFailure.inkOf(search).failed).toBe(0.5);
  expect(byFailure.labelOf(search)).toBe("planner calls search: 8 ×");
  const byCalls = lookOf(drawing, { width: "p95", colour: "calls" }, null);
  expect(byCalls.inkOf(search)).toMatchObject({ failed: 0, colour: expect.stringContaining("100%") as string });
});

test("sums leave out what does not add up", () => {
  expect(sumOf([figures(2), null, figures(3, 1)])).toMatchObject({ count: 5, errors: 1, p50Ns: null, tokens: null });
  expect(sumOf([null])).toBeNull();
});

test("an answer becomes a network with nothing lost", () => {
  const answered = {
    ...figures(3),
    key: "agent:a",
    type: "agent",
    name: "a",
    inferred: true,
  } as const;
  const network = networkOf({
    ms: 1,
    traces: 1,
    spans: 3,
    totalNodes: 1,
    hiddenNodes: 0,
    nodes: [
      { ...answered, why: [], rawNames: [], hidden: false, edited: false, folds: 1, firstTrace: null, firstSpan: null },
    ],
    edges: [],
  });
  expect(network.nodes).toMatchObject([{ key: "agent:a", inferred: true, here: { count: 3 }, there: null }]);
});
