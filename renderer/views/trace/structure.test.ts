import { describe, expect, it } from "vitest";
import { bigTable } from "./testing/big-table.js";
import { makeTable, supportRun } from "./testing/make-table.js";
import { callsBelow, deriveStructure, errorsBelow, nextErrorRow } from "./structure.js";

const rowNamed = (table: ReturnType<typeof supportRun>, name: string) =>
  Array.from(table.name.index, (entry) => table.name.values[entry]).indexOf(name);

describe("deriveStructure", () => {
  it("counts calls and errors of an agent", () => {
    const table = supportRun();
    const structure = deriveStructure(table);
    expect(callsBelow(structure, rowNamed(table, "triage"))).toBe(3);
    const researcher = rowNamed(table, "researcher");
    expect(callsBelow(structure, researcher)).toBe(7);
    expect(errorsBelow(structure, researcher)).toBe(2);
    expect(structure.ownErrors[researcher]).toBe(2);
    expect(structure.ownErrors[rowNamed(table, "planner")]).toBe(0);
  });

  it("takes what a call does inside for a part of that call", () => {
    const table = supportRun();
    const structure = deriveStructure(table);
    expect(structure.isCall[rowNamed(table, "policy_index")]).toBe(1);
    expect(structure.isCall[rowNamed(table, "embed query")]).toBe(0);
  });

  it("numbers siblings, roots among them", () => {
    const structure = deriveStructure(
      makeTable([
        { name: "a", startMs: 0, durationMs: 1, inside: [{ name: "b", startMs: 0, durationMs: 1 }] },
        { name: "c", startMs: 2, durationMs: 1 },
      ]),
    );
    expect([...structure.siblingPosition]).toEqual([1, 1, 2]);
    expect(structure.rootCount).toBe(2);
    expect([...structure.childCount]).toEqual([1, 0, 0]);
  });

  it("ends an unfinished span where the last span inside it ends, and never before it starts", () => {
    const structure = deriveStructure(
      makeTable([
        { name: "open", startMs: 0, inside: [{ name: "in", startMs: 5, durationMs: 10 }] },
        { name: "alone", startMs: 3 },
        { name: "backwards", startMs: 4, durationMs: -2 },
      ]),
    );
    expect([...structure.endNs]).toEqual([15e6, 15e6, 3e6, 4e6]);
    expect(structure.lastNs).toBe(15e6);
  });

  it("steps through errors and goes round at both ends", () => {
    const structure = deriveStructure(supportRun());
    const [first, second] = structure.errorRows;
    expect(nextErrorRow(structure, null, 1)).toBe(first);
    expect(nextErrorRow(structure, first ?? null, 1)).toBe(second);
    expect(nextErrorRow(structure, second ?? null, 1)).toBe(first);
    expect(nextErrorRow(structure, first ?? null, -1)).toBe(second);
    expect(nextErrorRow(deriveStructure(makeTable([{ name: "a", startMs: 0 }])), null, 1)).toBeNull();
  });

  it("derives 100,000 spans", () => {
    const structure = deriveStructure(bigTable(100_000));
    expect(structure.rowCount).toBe(100_000);
  });
});
