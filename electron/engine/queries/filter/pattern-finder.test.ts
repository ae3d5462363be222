import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { patternFinder } from "../../../../shared/query/pattern/pattern-finder.js";
import { TestEngine } from "../../testing/test-engine.js";
import { sqlLiteral } from "../sql/sql-literal.js";

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
});
afterAll(() => engine[Symbol.asyncDispose]());

/** What the store finds, without the empty finds; null for a pattern that it refuses. */
async function storeFinds(pattern: string, text: string): Promise<string[] | null> {
  try {
    const value = await engine.value(
      `SELECT to_json(regexp_extract_all(${sqlLiteral(text)}, ${sqlLiteral(pattern)}, 0, 'i'))`,
    );
    return (JSON.parse(String(value)) as string[]).filter((find) => find !== "");
  } catch {
    return null;
  }
}

function pageFinds(pattern: string, text: string): string[] | null {
  const finder = patternFinder(pattern);
  return finder === null ? null : finder(text, 1000).map(({ start, end }) => text.slice(start, end));
}

const TEXT =
  "Refund 42 EUR, refunded: “Größe” café CAFÉ — 日本 😀 a_b [x] {2} foo|bar\n\tline two; ſK K ẞß ab\u2028end";

describe("what the page highlights is what the store finds", () => {
  it.each([
    "refund(ed|s)?",
    "a|ab|abc",
    "(?:a|ab)(?:c|bcd)*",
    "(?-i)Refund",
    "(?i:CAF)É",
    "ca(?-i)f",
    "\\bre\\w+\\b",
    "\\Bn",
    "^refund",
    "^line",
    "(?m)^\\s*line",
    "(?m)two.*$",
    "end$",
    "\\Arefund\\b",
    "end\\z",
    "[[:digit:]]+",
    "[[:^digit:]]+",
    "[^[:space:]]+",
    "[]x]+",
    "[\\w-]+",
    "[a-f&&|]+",
    "\\pN+",
    "\\p{Greek}",
    "\\p{Han}+",
    "\\PL+",
    "\\p{^L}+",
    "\\p{Lu}+",
    "\\x{65e5}\\x{672c}",
    "\\x61",
    "\\101",
    "\\t",
    "\\Qfoo|bar\\E",
    "\\{2\\}",
    "a{,2}",
    "f{1}o{2}",
    "o{1,}?",
    "o{0,1}",
    "(?U)o+",
    "(?U)o+?",
    "(?s)bar.*two",
    "bar.*two",
    "k",
    "s",
    "ß",
    "\\w+",
    "\\W+",
    "\\S+",
    "\\D+",
    ".",
    "",
    "|a",
    "(a*)*",
    "(a*)+",
    "(|a)+b",
    "(?P<name>caf)é",
    "\\-",
    "\\_",
  ])("%s", async (pattern) => {
    const finds = await storeFinds(pattern, TEXT);
    expect(finds).not.toBeNull();
    expect(pageFinds(pattern, TEXT)).toEqual(finds);
  });

  it("of any pattern in any text", async () => {
    const sign = fc.constantFrom("a", "b", "A", "é", "k", "1", " ", "_", "\n", "ſ");
    const atom = fc.oneof(
      { weight: 6, arbitrary: sign },
      fc.constantFrom(
        ".",
        "\\w",
        "\\W",
        "\\d",
        "\\s",
        "\\S",
        "\\b",
        "\\B",
        "^",
        "$",
        "[ab]",
        "[^a]",
        "[b-k]",
        "[^\\w]",
      ),
    );
    const pattern = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        atom,
        fc.tuple(tie("node"), tie("node")).map(([one, other]) => one + other),
        fc.tuple(tie("node"), tie("node")).map(([one, other]) => `(?:${one}|${other})`),
        fc
          .tuple(tie("node"), fc.constantFrom("*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}?"))
          .map(([node, times]) => `(${node})${times}`),
      ),
    })).node;
    const text = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(""));
    await fc.assert(
      fc.asyncProperty(pattern, text, async (source, words) => {
        const finds = await storeFinds(source, words);
        if (finds !== null) expect(pageFinds(source, words)).toEqual(finds);
      }),
      { numRuns: 1000, seed: 42 },
    );
  });
});
