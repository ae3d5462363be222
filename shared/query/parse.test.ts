import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nastyVocabulary, queries } from "../testing/query-arbitrary.js";
import type { QueryNode } from "./ast.js";
import { formatQuery } from "./format.js";
import { parseQuery } from "./parse.js";
import type { QueryError } from "./query-error.js";

function parsed(text: string): QueryNode {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(`${text.slice(0, 200)}: ${result.error.message} at ${result.error.start}`);
  return result.query;
}

function canonical(text: string): string {
  return formatQuery(parsed(text));
}

function errorOf(text: string): QueryError {
  const result = parseQuery(text);
  if (result.ok) throw new Error(`no error in ${text.slice(0, 200)}`);
  return result.error;
}

const text = (value: string): QueryNode => ({ type: "text", value });
const match = (field: "agent" | "tool" | "status", value: string, wildcard = false) =>
  ({ type: "match", field, value, wildcard }) as const;

describe("the search language", () => {
  it("reads words, phrases and exclusions", () => {
    expect(parsed('refund "exact phrase" -shipping')).toEqual({
      type: "and",
      terms: [text("refund"), text("exact phrase"), { type: "not", term: text("shipping") }],
    });
    expect(parsed("")).toEqual({ type: "everything" });
    expect(parsed(" \n ")).toEqual({ type: "everything" });
  });

  it("reads fields with wildcards, quoted or not", () => {
    expect(parsed("agent:planner tool:search*")).toEqual({
      type: "and",
      terms: [match("agent", "planner"), match("tool", "search*", true)],
    });
    expect(parsed('tool:"my tool"*')).toEqual(match("tool", "my tool*", true));
    expect(parsed('tool:"a*b"')).toEqual(match("tool", "a*b"));
    expect(parsed("AGENT:planner")).toEqual(match("agent", "planner"));
  });

  it("lets AND bind tighter than OR, and brackets tighter than both", () => {
    expect(canonical("a b OR c AND d")).toBe("a b OR c d");
    expect(canonical("a (b OR c)")).toBe("a (b OR c)");
    expect(canonical("NOT (a OR b)")).toBe("-(a OR b)");
    expect(canonical("--a")).toBe("a");
    expect(canonical("((a b)) c")).toBe("a b c");
  });

  it("reads comparisons, tight and spaced", () => {
    expect(canonical("duration>2000ms tokens>=8k cost<$0.05 start>2026-11-01")).toBe(
      "duration>2s tokens>=8000 cost<0.05 start>2026-11-01",
    );
    expect(canonical("duration > 1m30s")).toBe("duration>90s");
    expect(canonical("tokens:0")).toBe("tokens=0");
    expect(canonical("agent!=planner")).toBe("-agent:planner");
  });

  it("reads structure, braces and conditions", () => {
    const searched = { type: "condition", head: match("tool", "search"), condition: match("status", "error") };
    expect(parsed("agent:planner >> tool:search(status:error)")).toEqual({
      type: "structure",
      operator: ">>",
      left: match("agent", "planner"),
      right: searched,
    });
    expect(canonical("agent:a>tool:b ~{tool:c status:error}")).toBe("agent:a > tool:b ~ {tool:c status:error}");
    expect(canonical("a > (b >> c) ~ d")).toBe("a > (b >> c) ~ d");
    expect(canonical("agent:planner (a b)")).toBe("agent:planner a b");
  });

  it("takes ordinary writing for words", () => {
    for (const words of [
      "https://example.org/a?b=c",
      "12:30",
      "foo=bar",
      "memo: this",
      "std::string",
      "/etc/hosts",
      "a-b",
    ]) {
      expect(parsed(words)).toEqual(
        words.includes(" ") ? { type: "and", terms: words.split(" ").map(text) } : text(words),
      );
    }
    expect(parsed("refund*")).toEqual(text("refund"));
    expect(parsed("and or not")).toEqual({ type: "and", terms: [text("and"), text("or"), text("not")] });
  });

  it("reads back what it writes", () => {
    fc.assert(
      fc.property(queries(nastyVocabulary), (query) => {
        const written = formatQuery(query);
        expect(parsed(written)).toEqual(query);
      }),
      { numRuns: 2000 },
    );
  });

  it("settles on one form for whatever it can read", () => {
    const pieces = fc.constantFrom(
      ...Array.from('ab -()"{}~<>:=*/\\'),
      "agent:",
      "AND",
      " OR ",
      "tool:x",
      "duration>2s",
      "NOT ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const result = parseQuery(parts.join(""));
        if (result.ok) expect(parsed(formatQuery(result.query))).toEqual(result.query);
        else expect(result.error.end).toBeGreaterThanOrEqual(result.error.start);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("mistakes", () => {
  it("are named with their column and mended where it is plain how", () => {
    expect(errorOf("refund agnet:planner")).toMatchObject({
      message: "Unknown field `agnet`, did you mean `agent`?",
      start: 7,
      end: 12,
      replacement: "agent",
    });
    expect(errorOf("kind:retreiver")).toMatchObject({
      message: "Unknown kind `retreiver`, did you mean `retriever`?",
      start: 5,
      replacement: "retriever",
    });
    expect(errorOf("duration>2")).toMatchObject({ message: "A duration needs a unit", start: 9, replacement: "2s" });
    expect(errorOf("start>2026-02-30").message).toBe("`2026-02-30` is not a date or a time");
    expect(errorOf("tokens>many").start).toBe(7);
    expect(errorOf("agent>planner").message).toBe("`agent` has no order to compare by");
    expect(errorOf("agent: planner").message).toBe("`agent:` needs a value");
  });

  it("in brackets, quotes and operators are found", () => {
    expect(errorOf('a "b c')).toMatchObject({ message: "The quote is not closed", start: 2, end: 6 });
    expect(errorOf('agent:"b').start).toBe(6);
    expect(errorOf("(a b").message).toBe("`(` is not closed");
    expect(errorOf("a)").message).toBe("`)` closes nothing");
    expect(errorOf("(a}").start).toBe(2);
    expect(errorOf("()").message).toBe("Nothing stands in the brackets");
    expect(errorOf("a OR").message).toBe("A word or a field is missing after `OR`");
    expect(errorOf("OR a").message).toBe("A word or a field is missing before `OR`");
    expect(errorOf("a AND AND b").start).toBe(6);
    expect(errorOf("a >> ").start).toBe(5);
    expect(errorOf('""').message).toBe("Nothing stands between the quotes");
    expect(errorOf("(a in:all) OR b").message).toBe("`in:all` holds for the whole query");
  });

  it("in regular expressions are told at their place, and what takes more than one look is refused", () => {
    expect(errorOf("a /b(?=c)/")).toMatchObject({ message: "Looking ahead or behind is not possible here", start: 4 });
    expect(errorOf("/(a)\\1/")).toMatchObject({ message: "A pattern can't refer back to what it found", start: 4 });
    expect(errorOf("/a{2000}/").message).toBe("A pattern repeats at most 1,000 times");
    expect(errorOf("/(a/").message).toBe("The pattern has a `(` or `)` too many");
    expect(errorOf("/[a/").message).toBe("The pattern has a `[` that is not closed");
    expect(errorOf("/a**/").message).toBe("Nothing stands before `*` that could repeat");
    for (const fine of [
      "/(a+)+$/",
      "/(?i)x|y/",
      "/\\d{3}-\\d{4}/",
      "/[^\\]]+/",
      "/a\\/b/",
      "/(?P<n>a)/",
      "/\\bword\\b/",
    ])
      expect(parseQuery(fine)).toMatchObject({ ok: true });
  });
});

describe("hostile input", () => {
  const hostile: Record<string, string> = {
    "100 kB of words": "word ".repeat(20_000),
    "100 kB in one word": "w".repeat(100_000),
    "1,000 nested brackets": `${"(".repeat(1000)}a${")".repeat(1000)}`,
    "1,000 nested braces": `${"{".repeat(1000)}a${"}".repeat(1000)}`,
    "100,000 open brackets": "(".repeat(100_000),
    "1,000 nested conditions": `${"agent:a(".repeat(1000)}b${")".repeat(1000)}`,
    "100,000 minus signs": `${"-".repeat(99_999)}a`,
    "a long chain": "a >> ".repeat(20_000),
    "quotes never closed": 'a "'.repeat(33_333),
    "backslashes in a quote": `"${"\\".repeat(99_998)}`,
    slashes: "/a ".repeat(33_000),
    "escaped slashes": "/\\/ ".repeat(25_000),
    stars: `agent:${"*a".repeat(49_000)}`,
    "more stars": `kind:${"*a".repeat(49_000)}b`,
    colons: "a:".repeat(50_000),
    digits: `duration>${"1".repeat(99_000)}`,
    units: `duration>${"1m".repeat(49_000)}x`,
    spaces: `duration${" ".repeat(99_000)}>2s`,
    "NUL and lone surrogates": "\u0000\ud800 \udc00".repeat(20_000),
  };
  for (const [what, query] of Object.entries(hostile)) {
    it(`is answered, and by one sentence where it is a mistake: ${what}`, { timeout: 5_000 }, () => {
      const result = parseQuery(query);
      expect(result.ok ? "" : result.error.message).toSatisfy((message: string) => message.length < 200);
    });
  }
});
