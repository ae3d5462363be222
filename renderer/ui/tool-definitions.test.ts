import { expect, test } from "vitest";
import { toolDefinitions } from "./tool-definitions.js";

const schema = { type: "object", properties: { q: { type: "string" } } };
const search = { name: "search", description: "Looks it up", parameters: schema };

test.each<[string, unknown]>([
  ["OpenAI", [{ type: "function", function: search }]],
  ["Anthropic", [{ name: "search", description: "Looks it up", input_schema: schema }]],
  ["Gemini", [{ functionDeclarations: [search] }]],
  ["Bedrock", { tools: [{ toolSpec: { name: "search", description: "Looks it up", inputSchema: { json: schema } } }] }],
  ["OpenTelemetry", [{ type: "function", ...search }]],
  ["OpenInference", [{ tool: { json_schema: JSON.stringify({ type: "function", function: search }) } }]],
  ["a list of texts", [JSON.stringify({ type: "function", function: search })]],
  ["one tool", search],
])("tools as %s writes them", (_shape, value) => {
  expect(toolDefinitions(JSON.stringify(value))).toEqual([search]);
});

test("a tool may have no words and no parameters", () => {
  expect(toolDefinitions('[{"name":"now"}]')).toEqual([{ name: "now", description: "", parameters: undefined }]);
});

test("what is no tool is none", () => {
  expect(toolDefinitions("[]")).toBeNull();
  expect(toolDefinitions("{broken")).toBeNull();
  expect(toolDefinitions('"words"')).toBeNull();
  expect(toolDefinitions('[1, null, {"type":"object"}]')).toBeNull();
});
