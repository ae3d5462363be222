import { describe, expect, it } from "vitest";
import { deriveStructure } from "../structure.js";
import { bigTable } from "../testing/big-table.js";
import { makeTable, supportRun } from "../testing/make-table.js";
import type { SketchedSpan } from "../testing/make-table.js";
import { countOf, readSequence } from "./episodes.js";
import type { GraphCall, Sequence } from "./episodes.js";
import { failedRuns } from "./geometry.js";
import { countBoxes } from "./cut.js";
import { MOST_BOXES, foldGraph } from "./fold.js";
import { layoutRun } from "./layout.js";

const NEVER: GraphCall = { row: -1, kind: "other", failed: false, code: 0, fromNs: 0, toNs: 0 };
const NONE: ReadonlySet<string> = new Set();
const AS_IT_IS = { deepest: 99, foldCalls: false, folds: NONE };

/** The run in one line: boxes by name and number of calls, forks in brackets. */
function sketch(sequence: Sequence): string {
  return sequence.blocks
    .map((block) => {
      if (block.type === "fork") return `[${block.lanes.map(sketch).join(" | ")}]`;
      if (block.type === "repeat") return `${block.all[0]?.name} ${block.beside ? "‖" : "×"}${block.all.length}`;
      if (block.type === "gap") return `…${block.boxes}`;
      return `${block.name}(${block.steps.map((step) => step.length).join("")})`;
    })
    .join(" → ");
}
const read = (roots: readonly SketchedSpan[]) => readSequence(deriveStructure(makeTable(roots)), AS_IT_IS);
const agent = (name: string, startMs: number, durationMs: number, inside: SketchedSpan[] = []): SketchedSpan => ({
  name,
  kind: "agent",
  startMs,
  durationMs,
  inside,
});
const call = (startMs: number, durationMs: number, name = "chat"): SketchedSpan => ({
  name,
  kind: "llm",
  startMs,
  durationMs,
});

describe("the run as it ran", () => {
  it("parts an agent's work where it calls others, and forks where those overlap", () => {
    const sequence = readSequence(deriveStructure(supportRun()), AS_IT_IS);
    expect(sketch(sequence)).toBe(
      "support.handle_message(1) → triage(111) → planner(1) → [researcher(1111111) | order_agent(1111)] → planner(1) → billing(1)",
    );
  });

  it("says which agents failed by their own spans, also of equal runs together", () => {
    const failing = (startMs: number): SketchedSpan => ({
      ...agent("b", startMs, 10, [call(startMs, 5)]),
      status: "error",
    });
    const run = agent("a", 0, 100, [call(0, 5), failing(10), agent("b", 30, 10, [call(30, 5)]), failing(50)]);
    const { blocks } = read([run]);
    expect(blocks.flatMap((block) => (block.type === "episode" ? [failedRuns(block)] : []))).toEqual([0, 1, 0, 1]);
    const all = blocks.flatMap((block) => (block.type === "episode" ? [block] : []));
    expect(failedRuns({ type: "repeat", beside: false, all, fromNs: 0, toNs: 1 })).toBe(2);
  });

  it("tells tools apart whose spans have the name of the operation alone", () => {
    const tool = (startMs: number, name: string): SketchedSpan => ({
      name: "execute_tool",
      kind: "tool",
      tool: name,
      startMs,
    });
    const table = makeTable([agent("a", 0, 100, [tool(0, "search"), tool(10, "search"), tool(20, "fetch")])]);
    const { blocks } = readSequence(deriveStructure(table), { ...AS_IT_IS, foldCalls: true });
    const [box] = blocks;
    expect(box?.type === "episode" ? box.steps.map(([step]) => countOf(step ?? NEVER)) : []).toEqual([2, 1]);
  });

  it("stacks calls that ran at the same time in one step", () => {
    expect(sketch(read([agent("a", 0, 100, [call(0, 10), call(20, 30), call(25, 30), call(60, 5)])]))).toBe("a(121)");
  });

  it("shows an agent without calls, and a trace without agents", () => {
    expect(sketch(read([agent("alone", 0, 10)]))).toBe("alone()");
    expect(sketch(read([call(0, 10)]))).toBe("(1)");
    expect(sketch(read([]))).toBe("");
  });

  it("takes a tool that runs an agent for a call before it", () => {
    const tool: SketchedSpan = {
      name: "ask",
      kind: "tool",
      startMs: 10,
      durationMs: 50,
      inside: [agent("helper", 12, 40, [call(15, 5)])],
    };
    expect(sketch(read([agent("boss", 0, 100, [call(0, 8), tool, call(70, 10)])]))).toBe(
      "boss(11) → helper(1) → boss(1)",
    );
  });
});

describe("agents that only hand on", () => {
  it("have a box of their own before those that they called", () => {
    expect(
      sketch(read([agent("boss", 0, 100, [agent("a", 10, 20, [call(11, 5)]), agent("b", 40, 20, [call(41, 5)])])])),
    ).toBe("boss() → a(1) → b(1)");
  });
});

describe("folding", () => {
  it("leaves a run that fits as it is", () => {
    const folded = foldGraph(deriveStructure(supportRun()), NONE);
    expect(folded.rules).toEqual([]);
    expect(folded.boxes).toBe(7);
  });

  it("joins equal runs of one agent into one box with a count", () => {
    const runs = Array.from({ length: 400 }, (_, turn) => agent("worker", turn * 10, 8, [call(turn * 10, 4)]));
    const folded = foldGraph(deriveStructure(makeTable(runs)), NONE);
    expect(sketch(folded.sequence)).toBe("worker ×400");
    expect(folded.rules).toEqual(["399\u00a0equal runs in a row are folded"]);
  });

  it("cuts the middle out of what cannot be joined, and says how much", () => {
    const runs = Array.from({ length: 1000 }, (_, turn) => agent(`worker-${turn}`, turn * 10, 8, [call(turn * 10, 4)]));
    const folded = foldGraph(deriveStructure(makeTable(runs)), NONE);
    expect(countBoxes(folded.sequence)).toBeLessThanOrEqual(MOST_BOXES + 2);
    expect(sketch(folded.sequence)).toContain("…");
    expect(folded.rules.at(-1)).toMatch(/more boxes folded in the middle/);
  });

  it("cuts a fork of a thousand lanes down to a few and a number", () => {
    const lanes = Array.from({ length: 1000 }, (_, lane) => agent(`worker-${lane}`, 10, 50, [call(12, 4)]));
    const folded = foldGraph(deriveStructure(makeTable([agent("boss", 0, 100, [call(0, 5), ...lanes])])), NONE);
    expect(countBoxes(folded.sequence)).toBeLessThanOrEqual(MOST_BOXES);
    expect(sketch(folded.sequence)).toContain("…");
  });

  it("folds 100,000 spans to a picture that can be read", () => {
    const structure = deriveStructure(bigTable(100_000));
    const folded = foldGraph(structure, NONE);
    expect(countBoxes(folded.sequence)).toBeLessThanOrEqual(MOST_BOXES + 2);
  });
});

describe("layout", () => {
  const layout = layoutRun(readSequence(deriveStructure(supportRun()), AS_IT_IS), NONE);

  it("goes from left to right, lanes of a fork below each other, nothing on top of anything", () => {
    for (const a of layout.boxes) {
      for (const b of layout.boxes) {
        if (a === b) continue;
        const apart =
          a.x + a.widthPx <= b.x || b.x + b.widthPx <= a.x || a.y + a.heightPx <= b.y || b.y + b.heightPx <= a.y;
        expect(apart).toBe(true);
      }
    }
    const named = (name: string) => layout.boxes.find((box) => box.block.type === "episode" && box.block.name === name);
    expect(named("researcher")?.x).toBe(named("order_agent")?.x);
    expect(named("researcher")?.widthPx).toBe(246);
    expect(named("triage")?.heightPx).toBe(60);
  });

  it("marks the branch that the join waited for, and how long the other waited", () => {
    const waits = layout.wires.filter((wire) => wire.waitsNs > 0);
    expect(waits.map((wire) => wire.waitsNs / 1e6)).toEqual([6120]);
    expect(waits[0]?.critical).toBe(false);
    expect(layout.wires.filter((wire) => !wire.critical).length).toBe(2);
  });

  it("joins many with many through a point, not through every pair", () => {
    const fork = (startMs: number) =>
      Array.from({ length: 5 }, (_, lane) => agent(`w${startMs}-${lane}`, startMs, 50, [call(startMs + 1, 4)]));
    const wide = layoutRun(read([...fork(0), ...fork(100)]), NONE);
    expect(wide.junctions.length).toBe(1);
    expect(wide.wires.length).toBe(10);
  });
});
