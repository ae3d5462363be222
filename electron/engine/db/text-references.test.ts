import { expect, it } from "vitest";
import { textColumns } from "./text-references.js";

it("every column that points at a text is known", () => {
  expect(textColumns().map(([table, column]) => `${table}.${column}`)).toEqual([
    "span.error_text",
    "span.input_text",
    "span.output_text",
    "span.query_text",
    "span.tools_text",
    "message.text",
    "document.text",
    "document.metadata",
    "embedding.text",
    "evaluation.text",
    "use.text",
  ]);
});
