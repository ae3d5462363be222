import { describe, expect, it } from "vitest";
import { interpret } from "./meaning-builder.js";
import type { RuleCase } from "./rule-table.js";
import { readRule } from "./rule-table.js";
import { spanOf } from "./span-fixture.js";

const CASES: readonly RuleCase[] = [
  ["mlflow.spanType", '"CHAT_MODEL"', "kind", "llm"],
  ["mlflow.spanType", "AGENT", "kind", "agent"],
  ["mlflow.spanType", '"PARSER"', "kind", "chain"],
  ["mlflow.spanInputs", '"hi"', "input", "hi"],
  ["mlflow.spanOutputs", '{"a":1}', "output", '{"a":1}'],
  ["mlflow.llm.model", '"gpt-4o"', "model", "gpt-4o"],
  ["mlflow.llm.provider", '"gemini"', "provider", "google"],
  ["mlflow.chat.tools", '[{"name":"f"}]', "toolDefinitions", '[{"name":"f"}]'],
  ["mlflow.trace.session", '"s1"', "conversation", "s1"],
  ["mlflow.trace.user", '"u1"', "user", "u1"],
];

describe("the attributes of MLflow", () => {
  it.each(CASES)("%s = %j gives %s", (...row) => expect(readRule(row)).toEqual([row[3], "mlflow", row[0]]));

  it("says nothing by an UNKNOWN type or by text that was cut", () => {
    expect(interpret(spanOf({ "mlflow.spanType": '"UNKNOWN"' })).scalars.kind).toBeUndefined();
    expect(interpret(spanOf({ "mlflow.spanInputs": '"cut' })).scalars.input).toBe('"cut');
  });

  it("reads tokens, cost, prompt and tags", () => {
    const { scalars } = interpret(
      spanOf({
        "mlflow.chat.tokenUsage": '{"input_tokens":3,"output_tokens":4,"total_tokens":7,"cache_read_input_tokens":2}',
        "mlflow.llm.cost": '{"input_cost":0.1,"output_cost":0.2,"total_cost":0.3}',
        "mlflow.linkedPrompts": '[{"name":"greet","version":"2"}]',
        "mlflow.traceTag.team": "a",
      }),
    );
    expect(scalars).toMatchObject({
      inputTokens: 3,
      outputTokens: 4,
      totalTokens: 7,
      cacheReadTokens: 2,
      costUsd: 0.3,
      inputCostUsd: 0.1,
      promptName: "greet",
      promptVersion: "2",
      metadata: '{"team":"a"}',
    });
  });

  it("reads messages of models, documents of retrievers and names of tools", () => {
    const llm = interpret(
      spanOf({
        "mlflow.spanType": '"LLM"',
        "mlflow.spanInputs": '{"messages":[{"role":"user","content":"hi"}]}',
        "mlflow.spanOutputs": '{"choices":[{"message":{"role":"assistant","content":"yo"},"finish_reason":"stop"}]}',
      }),
    );
    expect(llm.lists.inputMessages?.[0]?.parts[0]?.content).toBe("hi");
    expect(llm.scalars.finishReason).toBe("stop");
    const retriever = interpret(
      spanOf({
        "mlflow.spanType": '"RETRIEVER"',
        "mlflow.spanOutputs": '[{"page_content":"x","metadata":{"doc_uri":"u"},"id":"d1"}]',
      }),
    );
    expect(retriever.lists.documents).toMatchObject([{ id: "d1", content: "x", metadata: '{"doc_uri":"u"}' }]);
    const tool = interpret(spanOf({ "mlflow.spanType": '"TOOL"', "mlflow.spanFunctionName": '"search"' }));
    expect(tool.scalars.tool).toBe("search");
  });
});
