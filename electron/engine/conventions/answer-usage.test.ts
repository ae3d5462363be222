import { describe, expect, it } from "vitest";
import { modelInside, usageOfAnswer } from "./answer-usage.js";
import { interpret } from "./meaning-builder.js";
import { spanOf } from "./span-fixture.js";

const message = {
  lc: 1,
  id: ["langchain", "schema", "messages", "AIMessage"],
  kwargs: {
    content: "hi",
    usage_metadata: { input_tokens: 9, output_tokens: 2, input_token_details: { cache_read: 4 } },
  },
};

describe("the usage inside an answer", () => {
  it.each([
    [
      {
        usage: {
          prompt_tokens: 9,
          completion_tokens: 2,
          total_tokens: 11,
          prompt_tokens_details: { cached_tokens: 4 },
        },
      },
      { inputTokens: 9, outputTokens: 2, totalTokens: 11, cacheReadTokens: 4 },
    ],
    [
      { usage: { input_tokens: 9, output_tokens: 2, cache_read_input_tokens: 100, cache_creation_input_tokens: 10 } },
      { inputTokens: 119, outputTokens: 2, cacheReadTokens: 100, cacheWriteTokens: 10 },
    ],
    [
      { usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 2, thoughtsTokenCount: 3, totalTokenCount: 14 } },
      { inputTokens: 9, outputTokens: 5, totalTokens: 14, reasoningTokens: 3 },
    ],
    [{ generations: [[{ text: "hi", message }]] }, { inputTokens: 9, outputTokens: 2, cacheReadTokens: 4 }],
    [message, { inputTokens: 9, outputTokens: 2, cacheReadTokens: 4 }],
    [{ llmOutput: { tokenUsage: { promptTokens: 9, completionTokens: 2 } } }, { inputTokens: 9, outputTokens: 2 }],
    [{ usage: "much" }, null],
    [{ usage: { duration: 3 } }, null],
  ])("%j", (answer, usage) => expect(usageOfAnswer(JSON.stringify(answer))).toEqual(usage));

  it("is taken where no attribute says it, of model calls alone", () => {
    const output = JSON.stringify({ usage: { prompt_tokens: 9, completion_tokens: 2 } });
    const of = (kind: string, more: object = {}) =>
      interpret(spanOf({ "openinference.span.kind": kind, "output.value": output, ...more })).scalars;
    expect(of("LLM")).toMatchObject({ inputTokens: 9, outputTokens: 2, totalTokens: 11 });
    expect(of("LLM", { "llm.token_count.prompt": 5 })).toMatchObject({ inputTokens: 5 });
    expect(of("LLM", { "llm.token_count.prompt": 5 }).outputTokens).toBeUndefined();
    expect(of("CHAIN").inputTokens).toBeUndefined();
  });
});

describe("the model inside a request or an answer", () => {
  it("is taken where no attribute names it", () => {
    const span = {
      "mlflow.spanType": '"CHAT_MODEL"',
      "mlflow.spanInputs": '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"hi"}]}',
      "mlflow.spanOutputs": '{"model":"gpt-4o-mini-2024-07-18","choices":[]}',
    };
    expect(interpret(spanOf(span)).scalars).toMatchObject({
      requestModel: "gpt-4o-mini",
      model: "gpt-4o-mini-2024-07-18",
      provider: "openai",
    });
    expect(interpret(spanOf({ ...span, "mlflow.llm.model": '"x"' })).scalars.model).toBe("x");
    expect(interpret(spanOf({ ...span, "mlflow.spanType": '"CHAIN"' })).scalars.model).toBeUndefined();
  });

  it.each<[object, string | null]>([
    [{ generations: [[{ message: { kwargs: { response_metadata: { model_name: "m" } } } }]] }, "m"],
    [{ llm_output: { model_name: "m" } }, "m"],
    [{ modelVersion: "gemini-2.5-flash" }, "gemini-2.5-flash"],
    [{ model: { name: "m" } }, null],
  ])("%j", (body, model) => expect(modelInside(JSON.stringify(body))).toBe(model));
});

describe("what a tool answered", () => {
  it("is opened where it is LangChain's message, which names the tool and the call", () => {
    const result = {
      output: {
        lc: 1,
        type: "constructor",
        id: ["langchain_core", "messages", "ToolMessage"],
        kwargs: { content: "packed", tool_call_id: "c1", name: "search" },
      },
    };
    const { scalars } = interpret(
      spanOf(
        {
          "gen_ai.operation.name": "execute_tool",
          "traceloop.span.kind": "task",
          "traceloop.entity.name": "DynamicStructuredTool",
          "traceloop.entity.output": JSON.stringify(result.output),
        },
        { name: "execute_tool DynamicStructuredTool" },
      ),
    );
    expect(scalars).toMatchObject({ kind: "tool", tool: "search", toolCallId: "c1", toolResult: "packed" });
    const plain = interpret(
      spanOf({ "openinference.span.kind": "TOOL", "tool.name": "x", "output.value": JSON.stringify(result) }),
    );
    expect(plain.scalars).toMatchObject({ tool: "search", toolCallId: "c1", toolResult: "packed" });
  });
});
