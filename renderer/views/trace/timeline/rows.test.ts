import { describe, expect, it } from "vitest";
import { deriveStructure } from "../structure.js";
import { bigTable } from "../testing/big-table.js";
import { makeTable } from "../testing/make-table.js";
import { applyFolds, formatFolds, NO_FOLDS, parseFolds, reveal, setFolded } from "./folds.js";
import { placeOf } from "./rows.js";

const structure = deriveStructure(
  makeTable([
    {
      name: "0",
      startMs: 0,
      inside: [
        {
          name: "1",
          kind: "agent",
          startMs: 0,
          inside: [
            { name: "2", startMs: 0 },
            { name: "3", startMs: 0 },
          ],
        },
        { name: "4", startMs: 0 },
      ],
    },
    { name: "5", startMs: 0 },
  ]),
);
const shown = (folds: typeof NO_FOLDS) => [...applyFolds(structure, folds).rows];

describe("folds", () => {
  it("hide what is inside a row and show it again", () => {
    const folded = setFolded(structure, NO_FOLDS, [1], true);
    expect(shown(folded)).toEqual([0, 1, 4, 5]);
    expect(shown(setFolded(structure, folded, [1], false))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("leave a row without anything inside alone", () => {
    expect(setFolded(structure, NO_FOLDS, [4], true)).toBe(NO_FOLDS);
  });

  it("take a depth, or a kind, and a row the other way round", () => {
    expect(shown({ ...NO_FOLDS, depth: 0 })).toEqual([0, 5]);
    expect(shown({ ...NO_FOLDS, depth: 1 })).toEqual([0, 1, 4, 5]);
    expect(shown({ ...NO_FOLDS, families: ["agent"] })).toEqual([0, 1, 4, 5]);
    expect(shown(setFolded(structure, { ...NO_FOLDS, families: ["agent"] }, [1], false))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("reveal a row through every fold above it and leave the rest folded", () => {
    const revealed = reveal(structure, { ...NO_FOLDS, depth: 0 }, 3);
    expect(shown(revealed)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(reveal(structure, revealed, 3)).toBe(revealed);
  });

  it("go through an address and come back", () => {
    const folds = { depth: 2, families: ["agent", "tool"] as const, turned: new Set([1, 4000]) };
    expect(formatFolds(folds)).toBe("d2_kagent.tool_r1.334");
    expect(parseFolds(formatFolds(folds))).toEqual(folds);
    expect(parseFolds("dx_kq_r-1.zz!_%")).toEqual({ ...NO_FOLDS, turned: new Set([1295]) });
    expect(formatFolds(NO_FOLDS)).toBeUndefined();
    const many = { ...NO_FOLDS, turned: new Set(Array.from({ length: 9000 }, (_, row) => row + 1e6)) };
    expect(formatFolds(many)?.length).toBeLessThan(2000);
  });

  it("do not go near rows that the trace has not", () => {
    expect(shown({ ...NO_FOLDS, turned: new Set([99]) })).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe("visible rows", () => {
  it("name the folded row that stands for a hidden one", () => {
    const visible = applyFolds(structure, setFolded(structure, NO_FOLDS, [1], true));
    expect(placeOf(visible, 3)).toBe(1);
    expect(placeOf(visible, 4)).toBe(2);
    expect(placeOf(visible, -1)).toBe(-1);
  });

  it("are found among 1,000,000", () => {
    const big = deriveStructure(bigTable(1_000_000));
    expect(applyFolds(big, setFolded(big, NO_FOLDS, [1], true)).rows.length).toBe(1_000_000 - 10);
  });
});
