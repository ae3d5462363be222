import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SPAN_KINDS, type SpanKind } from "../../../shared/model/kind.js";
import { SPAN_FLAG } from "../../../shared/model/span-table.js";
import { buildTree, type Tree, type TreeInput } from "./tree.js";

interface Node {
  readonly parent: number;
  readonly start: number;
  readonly end: number;
  readonly kind: SpanKind;
  readonly agent: boolean;
  readonly usage: boolean;
}

/** Rows must come in order of start, what has none last. */
function inputOf(nodes: readonly Node[]): TreeInput {
  const flag = (of: (node: Node) => boolean): Uint8Array => Uint8Array.from(nodes, (node) => (of(node) ? 1 : 0));
  return {
    rows: nodes.length,
    parent: Int32Array.from(nodes, (node) => node.parent),
    startNs: Float64Array.from(nodes, (node) => node.start),
    endNs: Float64Array.from(nodes, (node) => node.end),
    kind: Uint8Array.from(nodes, (node) => SPAN_KINDS.indexOf(node.kind)),
    hasAgent: flag((node) => node.agent),
    hasConversation: flag((node) => node.agent && node.usage),
    hasUser: flag((node) => node.usage),
    hasUsage: flag((node) => node.usage),
  };
}

const CALLS: readonly SpanKind[] = ["llm", "embedding", "reranker"];
const BORDERS: readonly SpanKind[] = ["agent", "tool", "workflow", "turn", "handoff"];

/** The same said plainly: each answer found by walking the tree anew. */
function naive(nodes: readonly Node[]): Tree {
  const order: number[] = [];
  const parents = new Map<number, number>();
  const depths: number[] = [];
  const ends: number[] = [];
  const cut = new Set<number>();
  const visit = (row: number, parent: number, depth: number): void => {
    if (parents.has(row)) return;
    parents.set(row, parent);
    const place = order.push(row) - 1;
    depths[place] = depth;
    nodes.forEach((node, child) => node.parent === row && visit(child, row, depth + 1));
    ends[place] = order.length;
  };
  nodes.forEach((node, row) => node.parent < 0 && visit(row, -1, 0));
  nodes.forEach((_, row) => {
    if (!parents.has(row)) {
      cut.add(row);
      visit(row, -1, 0);
    }
  });
  const node = (row: number): Node => nodes[row] as Node;
  const children = (row: number): number[] => order.filter((child) => parents.get(child) === row);
  const nearest = (row: number, has: (one: Node) => boolean): number =>
    row === -1 || has(node(row)) ? row : nearest(parents.get(row) ?? -1, has);
  const self = (row: number): number => {
    const { start, end } = node(row);
    if (!(end >= start)) return Number.NaN;
    const instants = new Set<number>();
    for (const child of children(row)) {
      for (let at = Math.max(start, node(child).start); at < Math.min(end, node(child).end); at++) instants.add(at);
    }
    return end - start - instants.size;
  };
  /** Calls with usage below that tell of the same request. */
  const sameBelow = (row: number): boolean =>
    children(row).some(
      (child) =>
        (CALLS.includes(node(child).kind) && node(child).usage) ||
        (!BORDERS.includes(node(child).kind) && sameBelow(child)),
    );
  const anyBelow = (row: number): boolean => children(row).some((child) => node(child).usage || anyBelow(child));
  const counted = (row: number): boolean =>
    node(row).usage && (CALLS.includes(node(row).kind) ? !sameBelow(row) : !anyBelow(row));
  const flags = (row: number): number => {
    const { start, end, parent } = node(row);
    return (
      (parent === -2 ? SPAN_FLAG.orphan : 0) |
      (Number.isNaN(start) ? SPAN_FLAG.noStart : 0) |
      (Number.isNaN(end) || end < start ? SPAN_FLAG.unfinished : 0) |
      (cut.has(row) ? SPAN_FLAG.cycle : 0)
    );
  };
  return {
    row: Int32Array.from(order),
    subtreeEnd: Int32Array.from(ends),
    depth: Int32Array.from(depths),
    parent: Int32Array.from(order, (row) => order.indexOf(parents.get(row) ?? -1)),
    selfNs: Float64Array.from(order, self),
    flags: Uint8Array.from(order, flags),
    agentRow: Int32Array.from(order, (row) => nearest(row, (one) => one.agent)),
    conversationRow: Int32Array.from(order, (row) => nearest(row, (one) => one.agent && one.usage)),
    userRow: Int32Array.from(order, (row) => nearest(row, (one) => one.usage)),
    counted: Uint8Array.from(order, (row) => (counted(row) ? 1 : 0)),
  };
}

const time = fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 40 }) }, fc.constant(Number.NaN));
const forests = fc
  .array(
    fc.record({
      // Any row may be anybody's parent, so there are cycles, and a span may be its own.
      parent: fc.oneof(fc.nat({ max: 12 }), fc.constantFrom(-1, -2)),
      start: time,
      end: time,
      kind: fc.constantFrom<SpanKind>("other", "agent", "llm", "tool", "chain", "embedding", "retriever", "workflow"),
      agent: fc.boolean(),
      usage: fc.boolean(),
    }),
    { maxLength: 13 },
  )
  .map((nodes) => {
    const sorted = nodes.toSorted((a, b) =>
      Number.isNaN(a.start) ? 1 : Number.isNaN(b.start) ? -1 : a.start - b.start,
    );
    return sorted.map((node, row) => ({
      ...node,
      parent: node.parent >= sorted.length || node.parent === row ? -2 : node.parent,
    }));
  });

describe("the tree of a trace", () => {
  it("is what walking it plainly gives, with orphans, cycles and missing times", () => {
    fc.assert(
      fc.property(forests, (nodes) => {
        expect(buildTree(inputOf(nodes))).toEqual(naive(nodes));
      }),
      { numRuns: 2000 },
    );
  });

  it("a chain of 200,000 spans needs no stack, a parent of as many no time", () => {
    const long = Array.from({ length: 200_000 }, (_, row): Node => plain("other", row - 1));
    expect(buildTree(inputOf(long)).depth.at(-1)).toBe(199_999);
    const wide = Array.from({ length: 200_000 }, (_, row): Node => plain("other", row === 0 ? -1 : 0));
    expect(buildTree(inputOf(wide)).subtreeEnd[0]).toBe(200_000);
  });
});

function plain(kind: SpanKind, parent: number, usage = false): Node {
  return { kind, parent, usage, start: 0, end: 1, agent: false };
}

describe("usage counts once", () => {
  const countedOf = (nodes: readonly Node[]): number[] => [...buildTree(inputOf(nodes)).counted];

  it("a wrapper around a call tells of the same request: the inner one counts", () => {
    expect(countedOf([plain("llm", -1, true), plain("llm", 0, true)])).toEqual([0, 1]);
    expect(countedOf([plain("llm", -1, true), plain("chain", 0), plain("llm", 1, true)])).toEqual([0, 0, 1]);
    expect(countedOf([plain("embedding", -1, true), plain("embedding", 0, true)])).toEqual([0, 1]);
  });
  it("of a wrapper around one without usage the outer one counts", () => {
    expect(countedOf([plain("embedding", -1, true), plain("embedding", 0)])).toEqual([1, 0]);
  });
  it("a call below a tool or an agent below a call is another one", () => {
    expect(countedOf([plain("llm", -1, true), plain("tool", 0), plain("llm", 1, true)])).toEqual([1, 0, 1]);
    expect(countedOf([plain("llm", -1, true), plain("agent", 0), plain("llm", 1, true)])).toEqual([1, 0, 1]);
  });
  it("an agent's sum of its calls does not count beside them, but where they have none it does", () => {
    expect(countedOf([plain("agent", -1, true), plain("llm", 0, true), plain("llm", 0, true)])).toEqual([0, 1, 1]);
    expect(countedOf([plain("agent", -1, true), plain("llm", 0), plain("llm", 0)])).toEqual([1, 0, 0]);
    expect(countedOf([plain("agent", -1, true), plain("tool", 0), plain("agent", 1, true)])).toEqual([0, 0, 1]);
  });
});
