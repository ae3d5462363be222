import { describe, expect, it } from "vitest";
import { deriveStructure } from "../structure.js";
import { bigTable } from "../testing/big-table.js";
import { makeTable } from "../testing/make-table.js";
import { foldFromDepth, placeOf, reveal, setFolded, unfolded } from "./rows.js";

const structure = deriveStructure(
  makeTable([
    {
      name: "0",
      startMs: 0,
      inside: [
        {
          name: "1",
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

describe("visible rows", () => {
  it("hides what is inside a folded row and shows it again", () => {
    const folded = setFolded(structure, unfolded(structure), [1], true);
    expect([...folded.rows]).toEqual([0, 1, 4, 5]);
    expect([...setFolded(structure, folded, [1], false).rows]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("does not fold a row without anything inside", () => {
    expect([...setFolded(structure, unfolded(structure), [4], true).folded]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("finds the folded row that stands for a hidden one", () => {
    const folded = setFolded(structure, unfolded(structure), [1], true);
    expect(placeOf(folded, 3)).toBe(1);
    expect(placeOf(folded, 4)).toBe(2);
    expect(placeOf(folded, -1)).toBe(-1);
  });

  it("reveals a row through every fold above it and leaves the rest folded", () => {
    const folded = foldFromDepth(structure, 0);
    expect([...folded.rows]).toEqual([0, 5]);
    const revealed = reveal(structure, folded, 3);
    expect([...revealed.rows]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(reveal(structure, revealed, 3)).toBe(revealed);
  });

  it("folds 1,000,000 rows", () => {
    const big = deriveStructure(bigTable(1_000_000));
    const all = unfolded(big);
    const folded = setFolded(big, all, [1], true);
    expect(folded.rows.length).toBe(1_000_000 - 10);
  });
});
