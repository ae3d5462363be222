import { expect, test } from "vitest";
import { stacked } from "./stacks.js";
import { agentWithTools, drawingOf, edge } from "./testing/small-network.js";

const NONE = new Set<string>();

test("a network that a reader takes in is left as it is", () => {
  const drawing = drawingOf(agentWithTools(20));
  expect(stacked(drawing, NONE)).toBe(drawing);
});

test("of an agent with very many tools the most frequent stand, the others are one stack with their count", () => {
  const drawing = drawingOf(agentWithTools(500));
  const { nodes, lines } = stacked(drawing, NONE);
  expect(nodes.map((node) => node.name)).toEqual([
    "planner",
    "planner_tool_0",
    "planner_tool_1",
    "planner_tool_2",
    "planner_tool_3",
    "planner_tool_4",
    "495 more tools",
  ]);
  expect(nodes.at(-1)).toMatchObject({ folds: 495, type: "tool" });
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)?.edges).toHaveLength(495);
});

test("tools that two agents share are another family than those of one", () => {
  const drawing = drawingOf([
    ...agentWithTools(30, "agent:a"),
    ...agentWithTools(30, "agent:b"),
    ...Array.from({ length: 20 }, (_, index) => [
      edge("agent:a", "calls", `tool:shared_${index}`),
      edge("agent:b", "calls", `tool:shared_${index}`),
    ]).flat(),
  ]);
  const stacks = stacked(drawing, NONE).nodes.filter((node) => node.folds > 1);
  expect(stacks.map((node) => node.name).toSorted()).toEqual(["15 more tools", "25 more tools", "25 more tools"]);
});

test("an open stack stays apart, and is the same stack under another search", () => {
  const drawing = drawingOf(agentWithTools(50));
  const stack = stacked(drawing, NONE).nodes.find((node) => node.folds > 1);
  const open = stacked(drawing, new Set([stack?.key ?? ""]));
  expect(open.nodes).toHaveLength(51);
  const narrower = stacked(drawingOf(agentWithTools(45)), NONE).nodes.find((node) => node.folds > 1);
  expect(narrower?.key).toBe(stack?.key);
});

test("many small families fold whole", () => {
  const edges = Array.from({ length: 20 }, (_, index) => [
    edge("agent:root", "invokes", `agent:a${index}`),
    ...agentWithTools(6, `agent:a${index}`),
  ]).flat();
  const { nodes } = stacked(drawingOf(edges), NONE);
  expect(nodes).toHaveLength(21 + 20);
  expect(nodes.filter((node) => node.name === "6 tools")).toHaveLength(20);
});

test("agents with the same caller and the same kinds of helpers are a family when there are too many, with all they call", () => {
  const edges = Array.from({ length: 200 }, (_, index) => [
    edge("agent:root", "invokes", `agent:a${index}`, 200 - index),
    ...agentWithTools(6, `agent:a${index}`),
    edge(`agent:a${index}`, "uses", `model:m${index % 3}`),
  ]).flat();
  const drawing = drawingOf(edges);
  const { nodes, lines } = stacked(drawing, NONE);
  expect(nodes.map((node) => node.name).toSorted()).toEqual(
    [
      "root",
      "m0",
      "m1",
      "m2",
      "196 more agents",
      "1,176 tools",
      ...[0, 1, 2, 3].flatMap((at) => [`a${at}`, "6 tools"]),
    ].toSorted(),
  );
  // Nothing is lost: every edge lies in a line.
  expect(lines.reduce((sum, line) => sum + line.edges.length, 0)).toBe(edges.length);
});

test("where everybody deals with everybody the rarest of each type fold, and it can be read", () => {
  const edges = Array.from({ length: 400 }, (_, index) => [
    edge("user:user", "invokes", `agent:a${index}`, 500 - index),
    ...[1, 7, 31].map((step) => edge(`agent:a${index}`, "invokes", `agent:a${(index * step + step) % 400}`)),
    edge(`agent:a${index}`, "uses", `model:m${index % 7}`),
  ]).flat();
  const drawing = drawingOf(edges);
  const { nodes, lines } = stacked(drawing, NONE);
  expect(nodes.length).toBeLessThanOrEqual(40);
  expect(nodes.map((node) => node.name)).toContain("user");
  expect(nodes.reduce((sum, node) => sum + node.folds, 0)).toBe(drawing.nodes.length);
  expect(lines.reduce((sum, line) => sum + line.edges.length, 0)).toBe(drawing.lines.length);
});
