import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GOOGLE_ADK_RULES } from "./google-adk.js";
import { LANGFUSE_RULES } from "./langfuse.js";
import { LANGSMITH_RULES } from "./langsmith.js";
import { MLFLOW_RULES } from "./mlflow.js";
import { OPENINFERENCE_RULES } from "./openinference-rules.js";
import { OPENLLMETRY_RULES } from "./openllmetry-rules.js";
import { BASIC_RULES } from "./otel-basics.js";
import { GENAI_RULES } from "./otel-genai-rules.js";
import { PYDANTIC_AI_RULES } from "./pydantic-ai.js";
import { VERCEL_AI_RULES } from "./vercel-ai-rules.js";

const page = readFileSync(new URL("../../../docs/conventions.md", import.meta.url), "utf8");
const rows = new Map(
  page.split("\n").flatMap((line) => {
    const field = /^\| `(\w+)` +\| (.*)$/.exec(line);
    return field === null ? [] : [[field[1] ?? "", field[2] ?? ""] as const];
  }),
);

describe("docs/conventions.md", () => {
  it.each([
    ["G", GENAI_RULES],
    ["I", OPENINFERENCE_RULES],
    ["T", OPENLLMETRY_RULES],
    ["V", VERCEL_AI_RULES],
    ["F", LANGFUSE_RULES],
    ["S", LANGSMITH_RULES],
    ["M", MLFLOW_RULES],
    ["P", PYDANTIC_AI_RULES],
    ["A", GOOGLE_ADK_RULES],
    ["O", BASIC_RULES],
  ] as const)("lists every attribute of %s with its field and rank", (letter, rules) => {
    const missing = rules.filter((one) => !rows.get(one.field)?.includes(`${one.rank} \`${one.key}\` ${letter}`));
    expect(missing.map((one) => `${one.field} ${one.rank} ${one.key}`)).toEqual([]);
  });
});
