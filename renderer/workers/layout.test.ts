import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dagreLayout } from "./dagre-layout.js";
import { layeredLayout } from "./layered-layout.js";
import type { LayoutAnswer, LayoutRequest } from "./layout-request.js";

const request = (names: string, edges: readonly string[], direction: "right" | "down" = "right"): LayoutRequest => ({
  direction,
  nodes: names.split("").map((id) => ({ id, widthPx: 100, heightPx: 40 })),
  edges: edges.map((edge) => ({ from: edge[0] ?? "", to: edge[1] ?? "" })),
  nodeGapPx: 16,
  layerGapPx: 60,
});

function expectApart({ nodes }: LayoutAnswer): void {
  nodes.forEach((a, index) => {
    for (const b of nodes.slice(index + 1)) {
      expect(Math.abs(a.x - b.x) >= 99.9 || Math.abs(a.y - b.y) >= 39.9, "two nodes lie over each other").toBe(true);
    }
  });
}

describe.each([
  ["dagre", dagreLayout],
  ["layers", layeredLayout],
])("the layout by %s", (_name, layout) => {
  it("puts what is called after what calls it", () => {
    const { nodes, widthPx, heightPx } = layout(request("abcd", ["ab", "ac", "bd", "cd"]));
    const [a, b, c, d] = nodes.map((node) => node.x);
    expect(a).toBeLessThan(b ?? 0);
    expect(b).toBe(c);
    expect(c).toBeLessThan(d ?? 0);
    expect(widthPx).toBe(3 * 100 + 2 * 60);
    expect(heightPx).toBe(2 * 40 + 16);
    const down = layout(request("ab", ["ab"], "down")).nodes.map((node) => node.y);
    expect(down[0]).toBeLessThan(down[1] ?? 0);
  });

  it("never lays nodes over each other, whatever leads where", () => {
    const names = "abcdefgh";
    const name = fc.constantFrom(...names.split(""));
    const edges = fc.array(
      fc.tuple(name, name).map(([from, to]) => from + to),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(edges, (some) => {
        const answer = layout(request(names, some));
        expect(answer.nodes).toHaveLength(names.length);
        expect(answer.bends).toHaveLength(some.length);
        expectApart(answer);
      }),
      { numRuns: 60 },
    );
  });

  it("leaves out ends that are not there, and takes nothing at all", () => {
    expect(layout(request("a", ["ax", "aa"])).nodes).toHaveLength(1);
    expect(layout(request("", [])).nodes).toEqual([]);
  });
});

it("leads a long edge around what stands between", () => {
  const { bends } = dagreLayout(request("abc", ["ab", "bc", "ac"]));
  expect(bends[0]).toEqual([]);
  expect(bends[2]?.length).toBeGreaterThan(0);
});

it("makes the simple layout of 20,000 nodes", () => {
  const count = 20_000;
  const nodes = Array.from({ length: count }, (_, index) => ({ id: String(index), widthPx: 10, heightPx: 10 }));
  const edges = nodes.slice(1).map((node, index) => ({ from: String(index >> 1), to: node.id }));
  const answer = layeredLayout({ direction: "down", nodes, edges, nodeGapPx: 4, layerGapPx: 20 });
  expect(answer.nodes).toHaveLength(count);
  expect(answer.heightPx).toBe(15 * 10 + 14 * 20);
});
