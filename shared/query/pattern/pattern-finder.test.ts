import { describe, expect, it } from "vitest";
import { patternFinder } from "./pattern-finder.js";

const finds = (pattern: string, text: string, limit = 100): string[] | undefined =>
  patternFinder(pattern)?.(text, limit).map(({ start, end }) => text.slice(start, end));

describe("finding what a pattern finds", () => {
  it("takes no regard of case, and gives the first so many", () => {
    expect(finds("refund(ed|s)?", "Refunded refunds REFUND", 2)).toEqual(["Refunded", "refunds"]);
  });

  it("counts in UTF-16 units", () => {
    expect(patternFinder("b")?.("😀b", 1)).toEqual([{ start: 2, end: 3 }]);
  });

  it.each(["(a+)+$", "(a|a)*$", "(a|aa)+$", "(.*a){20}", "((a{1,20}){1,20}){1,20}b", "(x+x+)+y"])(
    "does not go astray: %s",
    (pattern) => {
      const finder = patternFinder(pattern);
      // Too large a pattern is not understood; any other is done with in so many steps.
      const found = finder?.(`${"a".repeat(5000)}!`, 10) ?? [];
      expect(found.length).toBeLessThanOrEqual(10);
    },
  );

  it.each([
    "(",
    ")",
    "[a",
    "a**",
    "(?=a)",
    "(?<n>a)",
    "\\1",
    "\\k",
    "[z-a]",
    "\\p{greek}",
    "a{2,1}",
    "[[:foo:]]",
    "\\",
  ])("says of what is no pattern of the store's that it does not understand it: %s", (pattern) => {
    expect(patternFinder(pattern)).toBeNull();
  });

  it("does not understand what is nested too deep or too large", () => {
    expect(patternFinder(`${"(".repeat(1000)}a${")".repeat(1000)}`)).toBeNull();
    expect(patternFinder("((a{1000}){100}){100}")).toBeNull();
  });
});
