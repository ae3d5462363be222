import { expect, test } from "vitest";
import { deriveStructure } from "../structure.js";
import { makeTable } from "../testing/make-table.js";
import { treeStep } from "./keys.js";
import { applyFolds, NO_FOLDS, setFolded } from "./folds.js";

const structure = deriveStructure(
  makeTable([
    {
      name: "0",
      startMs: 0,
      inside: [
        { name: "1", startMs: 0, inside: [{ name: "2", startMs: 0 }] },
        { name: "3", startMs: 0 },
      ],
    },
  ]),
);
const all = applyFolds(structure, NO_FOLDS);
const folded = applyFolds(structure, setFolded(structure, NO_FOLDS, [1], true));

test("arrows move between visible rows and stop at both ends", () => {
  expect(treeStep(structure, all, null, "ArrowDown", 10)).toEqual({ type: "select", row: 0 });
  expect(treeStep(structure, folded, 1, "ArrowDown", 10)).toEqual({ type: "select", row: 3 });
  expect(treeStep(structure, all, 3, "ArrowDown", 10)).toEqual({ type: "select", row: 3 });
  expect(treeStep(structure, all, 0, "ArrowUp", 10)).toEqual({ type: "select", row: 0 });
  expect(treeStep(structure, all, 2, "Home", 10)).toEqual({ type: "select", row: 0 });
  expect(treeStep(structure, all, 0, "End", 10)).toEqual({ type: "select", row: 3 });
});

test("left folds, then goes to the parent; right unfolds, then goes inside", () => {
  expect(treeStep(structure, all, 1, "ArrowLeft", 10)).toEqual({ type: "fold", row: 1, fold: true });
  expect(treeStep(structure, folded, 1, "ArrowLeft", 10)).toEqual({ type: "select", row: 0 });
  expect(treeStep(structure, folded, 1, "ArrowRight", 10)).toEqual({ type: "fold", row: 1, fold: false });
  expect(treeStep(structure, all, 1, "ArrowRight", 10)).toEqual({ type: "select", row: 2 });
  expect(treeStep(structure, all, 2, "ArrowLeft", 10)).toEqual({ type: "select", row: 1 });
});

test("a selection inside a fold counts as the folded row", () => {
  expect(treeStep(structure, folded, 2, "ArrowDown", 10)).toEqual({ type: "select", row: 3 });
  expect(treeStep(structure, folded, 2, "Enter", 10)).toEqual({ type: "fold", row: 1, fold: false });
});

test("other keys are left to the page", () => {
  expect(treeStep(structure, all, 0, "x", 10)).toBeNull();
  expect(treeStep(structure, all, 2, "ArrowRight", 10)).toBeNull();
});
