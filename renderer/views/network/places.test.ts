import { expect, test } from "vitest";
import { dagreLayout } from "../../workers/dagre-layout.js";
import { firstNode, neighbourhood, nodeTowards } from "./neighbours.js";
import { boundsOf, layoutRequestOf, mostlyKept, movedTowards, NO_PLACES, placesOf, suffices } from "./places.js";
import { routesOf } from "./routes.js";
import type { Drawing } from "./stacks.js";
import { drawingOf, edge } from "./testing/small-network.js";

const EDGES = [
  edge("user:user", "invokes", "agent:planner", 10),
  edge("agent:planner", "invokes", "agent:writer", 5),
  edge("agent:planner", "calls", "tool:search", 8, 4),
  edge("agent:writer", "calls", "tool:search", 2),
  edge("agent:writer", "hands_off", "agent:planner", 2),
  edge("agent:planner", "invokes", "agent:planner", 3),
];
const drawing = drawingOf(EDGES);

function laidOut(what: Drawing) {
  const request = layoutRequestOf(what);
  return placesOf(what, request, dagreLayout(request));
}
const places = laidOut(drawing);

test("the user stands first, what is called after what calls it", () => {
  const x = (key: string): number => places.nodes.get(key)?.x ?? Number.NaN;
  expect(x("user:user")).toBeLessThan(x("agent:planner"));
  expect(x("agent:planner")).toBeLessThan(x("tool:search"));
  expect(firstNode(drawing, places)).toBe("user:user");
});

test("a narrower search moves nothing; another network is laid out anew", () => {
  const narrower = drawingOf(EDGES.slice(0, 3));
  expect(suffices(places, narrower)).toBe(true);
  expect(suffices(places, drawingOf([edge("user:user", "invokes", "agent:planner")]))).toBe(true);
  expect(suffices(places, drawingOf([edge("user:user", "invokes", "agent:other")]))).toBe(false);
  expect(suffices(NO_PLACES, drawing)).toBe(false);
  expect(mostlyKept(places, drawingOf([...EDGES, edge("agent:planner", "uses", "model:m")]))).toBe(true);
  expect(mostlyKept(places, drawingOf([edge("agent:x", "uses", "model:m")]))).toBe(false);
});

test("nodes that stay are where they were when others join them", () => {
  const next = laidOut(drawingOf([...EDGES, edge("agent:planner", "uses", "model:m")]));
  const far = {
    nodes: new Map([...next.nodes].map(([key, { x, y }]) => [key, { x: x + 1000, y: y - 500 }])),
    widths: next.widths,
    bends: new Map(),
  };
  const moved = movedTowards(places, far);
  const near = [...places.nodes].filter(([key, { x, y }]) => {
    const now = moved.nodes.get(key) ?? { x: 0, y: 0 };
    return Math.abs(now.x - x) < 80 && Math.abs(now.y - y) < 80;
  });
  expect(near.length).toBeGreaterThan(places.nodes.size / 2);
});

test("lines leave one side of a node beside each other, and only those that do not return or lead back have an arrow", () => {
  const routes = routesOf(drawing, places, (line) => (line.here?.count ?? 0) / 2);
  expect(routes).toHaveLength(EDGES.length);
  const startOf = (from: string, to: string): number => {
    const route = routes.find(({ line }) => line.from === from && line.to === to);
    return Number(/^M[-\d.]+ ([-\d.]+)/.exec(route?.path ?? "")?.[1]);
  };
  const gap = Math.abs(startOf("agent:planner", "agent:writer") - startOf("agent:planner", "tool:search"));
  expect(gap).toBeGreaterThanOrEqual((5 + 8) / 4);
  const arrows = routes.filter((route) => route.arrow !== "").map(({ line }) => `${line.from} ${line.to}`);
  expect(arrows.toSorted()).toEqual(["agent:planner agent:planner", "agent:writer agent:planner"]);
  for (const route of routes) expect(route.path).not.toContain("NaN");
});

test("colleagues stand in one column, and a line between them runs beside it, with an arrow", () => {
  const keys = ["agent:a", "agent:b", "agent:c"];
  const crowd = drawingOf([
    edge("user:user", "invokes", "agent:boss", 10),
    ...keys.map((key) => edge("agent:boss", "invokes", key, 50)),
    edge("agent:a", "invokes", "agent:b", 2),
    edge("agent:c", "invokes", "agent:a", 2),
  ]);
  const at = laidOut(crowd);
  const columns = new Set(keys.map((key) => Math.round(at.nodes.get(key)?.x ?? 0)));
  expect(columns.size).toBe(1);
  const [between] = routesOf(crowd, at, () => 2).filter(({ line }) => line.from === "agent:a");
  expect(between?.arrow).not.toBe("");
  const right = (at.nodes.get("agent:a")?.x ?? 0) + (at.widths.get("agent:a") ?? 0);
  expect(between?.path).toMatch(new RegExp(`^M${right} `));
});

test("arrow keys lead to the nearest node that way, and nowhere at the border", () => {
  expect(nodeTowards(drawing, places, "user:user", "ArrowRight")).toBe("agent:planner");
  expect(nodeTowards(drawing, places, "user:user", "ArrowLeft")).toBeNull();
  expect(nodeTowards(drawing, places, null, "ArrowDown")).toBe("user:user");
  expect(nodeTowards(drawing, places, "user:user", "x")).toBeNull();
});

test("the neighbourhood of a node is itself, its lines, and what they lead to", () => {
  const { nodes, lines } = neighbourhood(drawing.lines, "tool:search");
  expect([...nodes].toSorted()).toEqual(["agent:planner", "agent:writer", "tool:search"]);
  expect(lines.size).toBe(2);
});

test("the bounds hold every node", () => {
  const bounds = boundsOf(drawing, places);
  expect(bounds.widthPx).toBeGreaterThan(300);
  expect(boundsOf({ nodes: [], lines: [] }, places)).toEqual({ x: 0, y: 0, widthPx: 0, heightPx: 0 });
});
