import { describe, expect, it } from "vitest";
import type { Actors } from "./actors.js";
import type { Party, Run } from "./run.js";
import { Work } from "./work.js";

const party: Party = { type: "agent", name: "a", raw: "a", service: null, rule: "", evidence: "", inferred: false };

/** A run in which every row but the first is a time that the one agent begins, all below the first. */
function workOf(startMs: readonly number[]): Work {
  const rows = startMs.length;
  const run: Run = {
    rows,
    profiles: [],
    profile: new Int32Array(rows),
    parent: Int32Array.from(startMs, (_, row) => (row === 0 ? -1 : 0)),
    subtreeEnd: Int32Array.from(startMs, (_, row) => (row === 0 ? rows : row + 1)),
    startNs: Float64Array.from(startMs, (ms) => ms * 1e6),
    hasGraphNodes: false,
    orphan: new Uint8Array(rows),
    requests: new Map(),
    links: new Map(),
    elsewhere: new Map(),
    prompts: new Map(),
  };
  const actors: Actors = {
    actor: startMs.map(() => party),
    began: new Int32Array(rows),
    top: new Int32Array(rows),
    activations: startMs.map((_, row) => row),
  };
  return new Work(run, actors);
}

describe("the work that handoffs lead to", () => {
  it("is the first that begins at or after each, some milliseconds before at most, and once", () => {
    const work = workOf([0, 10, 20, 30, 40]);
    expect(work.take(party, 2)).toBe(3);
    expect(work.take(party, 2)).toBe(4);
    expect(work.take(party, 2)).toBe(-1);
    expect(workOf([0, 100, 97]).take(party, 1)).toBe(2);
    expect(workOf([0, 100, 90]).take(party, 1)).toBe(-1);
  });

  it("is never what is around the handoff, nor an agent that does not work", () => {
    expect(workOf([50, 50]).take(party, 1)).toBe(-1);
    expect(workOf([0, 10]).take({ ...party, name: "b" }, 0)).toBe(-1);
  });

  it("goes by the order of rows where there are no times", () => {
    const work = workOf([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(work.take(party, 2)).toBe(3);
    expect(work.take(party, 2)).toBe(-1);
  });

  it("is found quickly among very many", () => {
    const rows = 200_000;
    const work = workOf(Array.from({ length: rows }, (_, row) => row));
    let found = 0;
    for (let row = 1; row < rows; row++) if (work.take(party, row) !== -1) found++;
    expect(found).toBe(rows - 2);
  });
});
