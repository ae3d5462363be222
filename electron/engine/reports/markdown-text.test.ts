import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_REDACTION } from "../../../shared/model/redaction.js";
import { createRedactor } from "../redaction/redactor.js";
import { finish } from "../redaction/steps.js";
import { markdownPieces } from "./markdown-pieces.js";
import { type HtmlNode, markdownHtml, redactMarkdown, safeMarkdown } from "./markdown-text.js";

const plain = (text: string): HtmlNode[] => [{ type: "text", value: text }];
const html = (text: string): string => finish(markdownHtml(text, plain));

describe("long Markdown", () => {
  const block = fc.constantFrom(
    "A paragraph of **words** about `search`.\n\n",
    "- one\n\n  more of one\n\n- two\n\n",
    "1. first\n\n2. second\n\n",
    "```\ncode\n\n# no heading\n```\n\n",
    "> said\n\n> and said\n\n",
    "| a | b |\n| - | - |\n| 1 | 2 |\n\n",
    "# Head\n\n",
  );
  it("is cut between blocks, and reads as it did", () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 150, maxLength: 200 }), (blocks) => {
        const text = blocks.join("");
        const pieces = markdownPieces(text);
        expect(pieces.join("")).toBe(text);
        // Each piece has the blocks of the whole: fences, lists and tables are never cut in two.
        const tags = (source: string): string => source.replaceAll(/\s*\n\s*/g, "");
        expect(tags(pieces.map(html).join(""))).toBe(tags(html(text)));
        for (const piece of pieces) expect((piece.match(/```/g) ?? []).length % 2).toBe(0);
      }),
      { numRuns: 4 },
    );
  });
});

describe("redacted Markdown", () => {
  const redact = (text: string): string => finish(redactMarkdown(text, createRedactor(DEFAULT_REDACTION)));
  it.each([
    ["ada@example.org", "EMAIL_1"],
    ["ada&#64;example.org", "EMAIL_1"],
    ["of ada@**example**.org, *she*", "of EMAIL_1, she"],
    ["[her](mailto:ada&#64;example.org)", "[her](mailto:EMAIL_1)"],
    ["| who |\n| - |\n| ada@**example**.org |", "| who |\n| - |\n| EMAIL_1 |"],
  ])("%s", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it("leaves what is harmless as it was written", () => {
    const text = "# Why\n\n- **one** `two` [three](https://skein.invalid/x)\n\n```js\nlet a = 1;\n```\n";
    expect(redact(text)).toBe(text);
  });
});

it("what other programs could run stands as text", () => {
  const safe = finish(safeMarkdown("<b onclick=x>bold</b> ![x](y.png) [z](javascript:1) [w](https://a.example)"));
  expect(html(safe)).toBe(
    '<p>&#x3C;b onclick=x>bold&#x3C;/b> ![x](y.png) [z](javascript:1) <a href="https://a.example">w</a></p>',
  );
});
