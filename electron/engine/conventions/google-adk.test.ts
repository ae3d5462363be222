import { describe, expect, it } from "vitest";
import { interpret } from "./meaning-builder.js";
import type { RuleCase } from "./rule-table.js";
import { readRule } from "./rule-table.js";
import { spanOf } from "./span-fixture.js";

const CASES: readonly RuleCase[] = [
  ["gcp.vertex.agent.session_id", "s1", "conversation", "s1"],
  ["gcp.vertex.agent.tool_call_args", '{"q":1}', "toolArguments", '{"q":1}'],
  ["gcp.vertex.agent.tool_response", '{"result":1}', "toolResult", '{"result":1}'],
];

describe("the attributes of Google's ADK", () => {
  it.each(CASES)("%s = %j gives %s", (...row) => expect(readRule(row)).toEqual([row[3], "google-adk", row[0]]));

  it("reads a model's call from the request and the answer", () => {
    const request = {
      model: "gemini-2.5-flash",
      config: {
        http_options: { headers: { "x-goog-api-key": "k" } },
        system_instruction: "be brief",
        temperature: 0,
        tools: [{ function_declarations: [] }],
      },
      contents: [{ role: "user", parts: [{ text: "hi" }] }],
    };
    const response = {
      content: { role: "model", parts: [{ text: "hello" }] },
      finish_reason: "STOP",
      usage_metadata: {
        prompt_token_count: 5,
        candidates_token_count: 3,
        thoughts_token_count: 2,
        cached_content_token_count: 1,
        total_token_count: 10,
      },
    };
    const { scalars, lists } = interpret(
      spanOf(
        {
          "gen_ai.system": "gcp.vertex.agent",
          "gcp.vertex.agent.llm_request": JSON.stringify(request),
          "gcp.vertex.agent.llm_response": JSON.stringify(response),
        },
        { name: "call_llm", scopeName: "gcp.vertex.agent" },
      ),
    );
    expect(scalars).toMatchObject({
      kind: "llm",
      model: "gemini-2.5-flash",
      provider: "google",
      input: "hi",
      output: "hello",
      finishReason: "stop",
      parameters: '{"temperature":0}',
      toolDefinitions: '[{"function_declarations":[]}]',
      inputTokens: 5,
      outputTokens: 5,
      totalTokens: 10,
      cacheReadTokens: 1,
      reasoningTokens: 2,
    });
    expect(lists.inputMessages?.map((one) => one.role)).toEqual(["system", "user"]);
    expect(lists.outputMessages?.map((one) => one.role)).toEqual(["assistant"]);
  });

  it("counts thoughts as output where ADK gives the answer's count alone, and reads camel case", () => {
    const response = {
      content: { role: "model", parts: [{ text: "hello" }] },
      finishReason: "STOP",
      usageMetadata: {
        promptTokenCount: 9,
        candidatesTokenCount: 3,
        thoughtsTokenCount: 2,
        cachedContentTokenCount: 4,
      },
    };
    const callOf = (output: number) =>
      interpret(
        spanOf(
          {
            "gen_ai.usage.input_tokens": 9,
            "gen_ai.usage.output_tokens": output,
            "gcp.vertex.agent.llm_response": JSON.stringify(response),
          },
          { name: "call_llm", scopeName: "gcp.vertex.agent" },
        ),
      ).scalars;
    expect(callOf(3)).toMatchObject({ outputTokens: 5, reasoningTokens: 2, cacheReadTokens: 4, finishReason: "stop" });
    expect(callOf(6)).toMatchObject({ outputTokens: 6, reasoningTokens: 2 });
  });

  it("takes {} and N/A for nothing, and the merged tools for no tool", () => {
    const { scalars, lists } = interpret(
      spanOf({
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "(merged tools)",
        "gcp.vertex.agent.tool_call_args": "N/A",
        "gcp.vertex.agent.llm_request": "{}",
        "gcp.vertex.agent.llm_response": "{}",
      }),
    );
    expect(scalars.kind).toBe("other");
    expect(scalars.toolArguments).toBeUndefined();
    expect(lists).toEqual({});
  });

  it("reads to whom a transfer goes", () => {
    const { scalars } = interpret(
      spanOf({
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "transfer_to_agent",
        "gcp.vertex.agent.tool_call_args": '{"agent_name": "billing"}',
      }),
    );
    expect(scalars).toMatchObject({ kind: "tool", handoffTo: "billing" });
  });
});
