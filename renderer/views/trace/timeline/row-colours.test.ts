import { describe, expect, it } from "vitest";
import { deriveStructure } from "../structure.js";
import { makeTable, supportRun } from "../testing/make-table.js";
import { colourRows } from "./row-colours.js";

const structure = deriveStructure(supportRun());
const rowNamed = (name: string) =>
  Array.from(structure.table.name.index, (entry) => structure.table.name.values[entry]).indexOf(name);

describe("colours of rows", () => {
  it("are red for what failed, whatever else they say", () => {
    for (const by of ["kind", "agent", "model", "cost", "latency"] as const) {
      const colours = colourRows(structure, by);
      expect(colours.code[rowNamed("search")]).toBe(colours.failed);
      expect(colours.legend[colours.failed]?.swatch).toEqual({ error: true });
    }
  });

  it("name each agent, and those without one", () => {
    const colours = colourRows(structure, "agent");
    const labelOf = (name: string) => colours.legend[colours.code[rowNamed(name)] ?? -1]?.label;
    expect(labelOf("policy_index")).toBe("researcher");
    expect(labelOf("pii_guard")).toBe("no agent");
  });

  it("leave the rest of many names to grey", () => {
    const many = deriveStructure(
      makeTable(Array.from({ length: 30 }, (_, index) => ({ name: `a${index}`, kind: "agent", startMs: index }))),
    );
    const { legend } = colourRows(many, "agent");
    expect(legend.length).toBeLessThanOrEqual(9);
    expect(legend.map(({ label }) => label)).toContain("24 others");
  });

  it("step from light to ink by latency, with calls alone", () => {
    const colours = colourRows(structure, "latency");
    const slow = colours.code[rowNamed("chat")] ?? 0;
    const quick = colours.code[rowNamed("embed query")] ?? 0;
    expect(slow).toBeGreaterThan(quick);
    expect(colours.legend[colours.code[rowNamed("planner")] ?? -1]?.label).toBe("no call");
  });

  it("have one step where all amounts are equal, and none where there is no amount", () => {
    const equal = deriveStructure(
      makeTable([
        { name: "a", kind: "tool", startMs: 0, durationMs: 5 },
        { name: "b", kind: "tool", startMs: 9, durationMs: 5 },
      ]),
    );
    expect(colourRows(equal, "latency").legend.map(({ label }) => label.replaceAll("\u00a0", " "))).toEqual([
      "no call",
      "from 5 ms",
      "failed",
    ]);
    expect(colourRows(equal, "cost").legend.length).toBe(2);
  });
});
