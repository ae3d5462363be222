import { expect, test } from "vitest";
import { draftMarkdown, figureWords, withDraft, type DraftFigure } from "./draft-text.js";

const figure = (change: Partial<DraftFigure>): DraftFigure => ({
  figure: "runs",
  name: "Affected runs",
  value: 318,
  unit: "count",
  query: "tool:search status:error",
  in: "traces",
  ...change,
});

test("a figure says its unit", () => {
  const words = (unit: DraftFigure["unit"], value: number | null) =>
    figureWords({ unit, value }, "utc").replaceAll("\u00a0", " ");
  expect(words("count", 1204)).toBe("1,204");
  expect(words("share", 0.124)).toBe("12 %");
  expect(words("usd", 0.5)).toBe("$0.5000");
  expect(words("durationMs", 3000)).toBe("3.00 s");
  expect(words("time", null)).toBe("–");
});

test("each figure carries its search, and nothing of the data becomes Markdown", () => {
  expect(draftMarkdown([figure({})], [], "utc")).toBe("- Affected runs: **318** (`tool:search status:error`)");
  expect(draftMarkdown([figure({ query: "say `this`" })], [], "utc")).toContain("(`` say `this` ``)");
  const at = Date.UTC(2020, 10, 19, 12);
  const event = {
    kind: "firstError" as const,
    atMs: at,
    text: "first error: [x](javascript:alert(1))\n# <b>",
    traceId: null,
    spanId: null,
  };
  const text = draftMarkdown([], [event], "utc");
  expect(text).toContain("\\[x\\](javascript:alert(1)) \\# \\<b\\>");
  expect(text.split("\n")).toHaveLength(3);
});

test("a draft follows what is there already", () => {
  expect(withDraft(" ", "- a")).toBe("- a");
  expect(withDraft("Seen.\n", "- a")).toBe("Seen.\n\n- a");
});
