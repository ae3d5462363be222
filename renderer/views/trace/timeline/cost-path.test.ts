import { describe, expect, it } from "vitest";
import { deriveStructure } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import { makeTable } from "../testing/make-table.js";
import type { SketchedSpan } from "../testing/make-table.js";
import { findCostPath } from "./cost-path.js";
import { costShares } from "./path-shares.js";

/** Costs by name of the span, USD. */
const priced = (roots: readonly SketchedSpan[], costs: Readonly<Record<string, number>>): TraceStructure => {
  const table = makeTable(roots);
  table.costUsd.set(Array.from(table.name.index, (entry) => costs[table.name.values[entry] ?? ""] ?? Number.NaN));
  return deriveStructure(table);
};
const names = (structure: TraceStructure) => {
  const { path } = findCostPath(structure);
  return Array.from(path.row, (row) => structure.table.name.values[structure.table.name.index[row] ?? 0]);
};
const chat = (name: string, startMs: number, durationMs: number): SketchedSpan => ({
  name,
  kind: "llm",
  startMs,
  durationMs,
  model: name.startsWith("big") ? "big" : "small",
});

describe("cost path", () => {
  it("adds up steps after one another and takes the dearest of those side by side", () => {
    const structure = priced(
      [
        {
          name: "planner",
          kind: "agent",
          startMs: 0,
          durationMs: 100,
          inside: [
            chat("plan", 0, 10),
            { name: "one", kind: "agent", startMs: 10, durationMs: 50, inside: [chat("a", 10, 20), chat("b", 30, 20)] },
            { name: "two", kind: "agent", startMs: 12, durationMs: 20, inside: [chat("big", 12, 10)] },
            chat("answer", 70, 10),
          ],
        },
      ],
      { plan: 1, a: 2, b: 2, big: 5, answer: 1 },
    );
    expect(names(structure)).toEqual(["plan", "big", "answer"]);
    const cost = findCostPath(structure);
    expect([cost.pathUsd, cost.wholeUsd]).toEqual([7, 11]);
    expect(costShares(structure, cost)).toMatchObject([
      { label: "big", share: 5 / 7 },
      { label: "small", share: 2 / 7 },
    ]);
  });

  it("prefers several cheap steps to one dear one where they sum to more", () => {
    const structure = priced([chat("a", 0, 10), chat("b", 10, 10), chat("c", 20, 10), chat("big", 5, 20)], {
      a: 2,
      b: 2,
      c: 2,
      big: 5,
    });
    expect(names(structure)).toEqual(["a", "b", "c"]);
  });

  it("says nothing where nothing has a cost", () => {
    const structure = priced([chat("a", 0, 10)], {});
    const cost = findCostPath(structure);
    expect(cost.path.row.length).toBe(0);
    expect(costShares(structure, cost)).toEqual([]);
  });

  it("takes spans without length one after the other", () => {
    const structure = priced([chat("a", 0, 0), chat("b", 0, 0)], { a: 1, b: 1 });
    expect(findCostPath(structure).pathUsd).toBe(2);
  });
});
