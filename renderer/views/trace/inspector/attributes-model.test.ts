import { expect, test } from "vitest";
import { attributeItems } from "./attributes-model.js";
import type { Attribute } from "./attributes-model.js";

const attribute = (group: Attribute["group"], key: string, text = "", owner: string | null = null): Attribute => ({
  group,
  key,
  type: "string",
  value: { text, length: text.length, hash: null, format: "text" },
  owner,
});
const all = [
  attribute("resource", "service.name", "shop"),
  attribute("span", "gen_ai.request.model", "GPT-4o", "OpenTelemetry GenAI"),
  attribute("span", "http.route", "/chat"),
];
const sketch = (filter: string) =>
  attributeItems(all, filter).map((item) =>
    item.type === "group" ? `${item.group} ${item.count}` : item.attribute.key,
  );

test("groups stand in the order span, resource, scope, each with its count", () => {
  expect(sketch("")).toEqual(["span 2", "gen_ai.request.model", "http.route", "resource 1", "service.name"]);
});

test("every word of the filter must be in key, value or owner, in any case", () => {
  expect(sketch("gpt model")).toEqual(["span 1", "gen_ai.request.model"]);
  expect(sketch("genai")).toEqual(["span 1", "gen_ai.request.model"]);
  expect(sketch("nothing")).toEqual([]);
});
