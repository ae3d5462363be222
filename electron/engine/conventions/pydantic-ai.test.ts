import { describe, expect, it } from "vitest";
import { interpret } from "./meaning-builder.js";
import type { RuleCase } from "./rule-table.js";
import { readRule } from "./rule-table.js";
import { spanOf } from "./span-fixture.js";

const CASES: readonly RuleCase[] = [
  ["tool_arguments", '{"q":1}', "toolArguments", '{"q":1}'],
  ["operation.cost", 0.02, "costUsd", 0.02],
  ["gen_ai.aggregated_usage.input_tokens", 9, "inputTokens", 9],
  ["gen_ai.aggregated_usage.output_tokens", 8, "outputTokens", 8],
  ["logfire.tags", ["a"], "tags", '["a"]'],
  ["logfire.level_num", 17, "failed", true],
];

const messages = JSON.stringify([
  { role: "user", parts: [{ type: "text", content: "hi" }] },
  { role: "assistant", parts: [{ type: "text", content: "hello" }] },
]);

describe("the attributes of Pydantic AI", () => {
  it.each(CASES)("%s = %j gives %s", (...row) => expect(readRule(row)).toEqual([row[3], "pydantic-ai", row[0]]));

  it("takes no information for a failure", () => {
    expect(interpret(spanOf({ "logfire.level_num": 9 })).scalars.failed).toBeUndefined();
  });

  it("knows an agent's run by the messages that it keeps, and counts its usage as the agent's", () => {
    const { scalars, lists } = interpret(
      spanOf(
        {
          agent_name: "support",
          model_name: "gpt-4o",
          final_result: "hello",
          "pydantic_ai.all_messages": messages,
          "gen_ai.aggregated_usage.input_tokens": 9,
        },
        { name: "agent run", scopeName: "pydantic-ai" },
      ),
    );
    expect(scalars).toMatchObject({ kind: "agent", agent: "support", requestModel: "gpt-4o", output: "hello" });
    expect(lists.inputMessages?.map((one) => one.role)).toEqual(["user"]);
    expect(lists.outputMessages?.map((one) => one.role)).toEqual(["assistant"]);
  });

  it("reads the tools and events of the first versions", () => {
    const tool = interpret(
      spanOf(
        { "gen_ai.tool.name": "search", tool_arguments: "{}", tool_response: "found" },
        { name: "running tool", scopeName: "pydantic-ai" },
      ),
    );
    expect(tool.scalars).toMatchObject({ kind: "tool", tool: "search", toolArguments: "{}", toolResult: "found" });
    const events = JSON.stringify([
      { "event.name": "gen_ai.user.message", content: "hi", role: "user" },
      { "event.name": "gen_ai.choice", message: { role: "assistant", content: "hello" } },
    ]);
    const chat = interpret(spanOf({ "gen_ai.operation.name": "chat", events }, { scopeName: "pydantic-ai" }));
    expect(chat.scalars).toMatchObject({ kind: "llm", input: "hi", output: "hello" });
  });

  it("reads the embedded texts and the tools on offer", () => {
    const embedding = interpret(
      spanOf({ "gen_ai.operation.name": "embeddings", inputs: '["a","b"]' }, { scopeName: "pydantic-ai" }),
    );
    expect(embedding.lists.embeddings?.map((one) => one.text)).toEqual(["a", "b"]);
    const chat = interpret(spanOf({ model_request_parameters: '{"function_tools":[{"name":"f"}]}' }));
    expect(chat.scalars.toolDefinitions).toBe('[{"name":"f"}]');
  });

  it("leaves plain names to others", () => {
    const { speakers } = interpret(spanOf({ events: "[]", inputs: "x", agent_name: "y" }));
    expect(speakers).not.toContain("pydantic-ai");
  });
});
