import { expect, test } from "vitest";
import { depthsOf } from "./depths.js";

const depths = (keys: string, lines: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    depthsOf(
      keys.split(""),
      lines.map((line) => ({ from: line[0] ?? "", to: line[1] ?? "", count: Number(line.slice(2)) })),
      new Set(["m"]),
    ),
  );

test("a node stands after who turns to it most; colleagues who seldom turn to each other stand side by side", () => {
  const lines = ["ua10", "ab50", "ac50", "ad50", "bc3", "cd3", "db3"];
  expect(depths("uabcd", lines)).toEqual({ u: 0, a: 1, b: 2, c: 2, d: 2 });
});

test("a hand-off that is usual makes a column", () => {
  expect(depths("uatp", ["ua45", "at45", "ap1", "tp42", "pt2"])).toEqual({ u: 0, a: 1, t: 2, p: 3 });
});

test("a tool stands after all that lead to it", () => {
  expect(depths("uabm", ["ua9", "ab9", "am90", "bm1"])).toEqual({ u: 0, a: 1, b: 2, m: 3 });
});

test("what only leads to itself or round begins somewhere", () => {
  expect(depths("ab", ["ab2", "ba1", "aa7"])).toEqual({ a: 0, b: 1 });
  expect(depths("", [])).toEqual({});
});
