import fc from "fast-check";
import { expect, test } from "vitest";
import { STEP_CHANGE } from "../../../shared/contract/compare.js";
import { differencesOf, foldOver, linesOf, signed, stepDifference, whatChanged } from "./model.js";

const [SAME, CHANGED, REMOVED, ADDED] = [0, 1, 2, 3];
const verdict = Uint8Array.from([...Array(6).fill(SAME), CHANGED, ...Array(5).fill(SAME), REMOVED, ADDED, SAME]);
const differences = differencesOf(verdict);
const shown = (all: boolean, opened: readonly number[] = []) =>
  linesOf(verdict, differences, all, new Set(opened)).map((line) =>
    line.type === "fold" ? `${line.from}-${line.to}` : line.type === "mark" ? line.words : line.row,
  );

test("the first difference and the place where the steps part are told apart", () => {
  expect(differences).toMatchObject({ rows: [6, 12, 13], first: 6, parting: 12 });
  expect(differences.counts).toEqual({ same: 12, changed: 1, removed: 1, added: 1 });
});

test("equal stretches are folded, with a row beside each difference", () => {
  expect(shown(false)).toEqual(["0-5", 5, "First difference", 6, 7, "8-11", 11, "The steps part here", 12, 13, 14]);
});

test("a fold opens by itself, and all of them at once", () => {
  expect(shown(false, [8])).toEqual([
    "0-5",
    5,
    "First difference",
    6,
    7,
    8,
    9,
    10,
    11,
    "The steps part here",
    12,
    13,
    14,
  ]);
  expect(shown(true).filter((line) => typeof line === "number")).toEqual([...verdict.keys()]);
  expect(foldOver(linesOf(verdict, differences, false, new Set()), 9)).toBe(8);
  expect(foldOver(linesOf(verdict, differences, false, new Set()), 12)).toBeNull();
});

test("every row is shown or folded, once, whatever the runs", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 })), fc.boolean(), (codes, all) => {
      const some = Uint8Array.from(codes);
      const rows = linesOf(some, differencesOf(some), all, new Set()).flatMap((line) =>
        line.type === "row"
          ? [line.row]
          : line.type === "fold"
            ? Array.from({ length: line.to - line.from }, (_, at) => line.from + at)
            : [],
      );
      expect(rows).toEqual([...some.keys()]);
    }),
  );
});

test("the way goes from difference to difference and round at the end", () => {
  expect(stepDifference([6, 12, 13], null, 1)).toBe(6);
  expect(stepDifference([6, 12, 13], 6, 1)).toBe(12);
  expect(stepDifference([6, 12, 13], 13, 1)).toBe(6);
  expect(stepDifference([6, 12, 13], 6, -1)).toBe(13);
  expect(stepDifference([], 6, -1)).toBeNull();
});

test("differences carry a sign, and say nothing where a figure is missing", () => {
  expect(signed(2, 5, String)).toBe("+3");
  expect(signed(5, 2, String)).toBe("−3");
  expect(signed(2, 2, String)).toBe("0");
  expect(signed(Number.NaN, 2, String)).toBe("");
  expect(signed(null, 2, String)).toBe("");
  expect(signed(1, 2, () => "<$0.0001")).toBe("≈\u00a00");
});

test("what changed is said in words", () => {
  expect(whatChanged({ verdict: "changed", what: STEP_CHANGE.output })).toBe("Differs in what came out");
  expect(whatChanged({ verdict: "changed", what: STEP_CHANGE.input | STEP_CHANGE.model | STEP_CHANGE.status })).toBe(
    "Differs in what went in, the model and whether it failed",
  );
  expect(whatChanged({ verdict: "added", what: 0 })).toBe("Only in the right run");
});
