import { describe, expect, it } from "vitest";
import { interpret } from "./meaning-builder.js";
import type { RuleCase } from "./rule-table.js";
import { readRule } from "./rule-table.js";
import { spanOf } from "./span-fixture.js";

const CASES: readonly RuleCase[] = [
  ["langsmith.span.kind", "llm", "kind", "llm"],
  ["langsmith.span.kind", "parser", "kind", "chain"],
  ["langsmith.span.kind", "prompt", "kind", "prompt"],
  ["langsmith.metadata.session_id", "s1", "conversation", "s1"],
  ["langsmith.metadata.thread_id", "t1", "conversation", "t1"],
  ["langsmith.metadata.user_id", "u1", "user", "u1"],
  ["langsmith.metadata.ls_provider", "google_genai", "provider", "google"],
  ["langsmith.metadata.ls_model_name", "gpt-4o", "requestModel", "gpt-4o"],
  ["langsmith.span.tags", "a,b", "tags", '["a","b"]'],
];

describe("the attributes of LangSmith", () => {
  it.each(CASES)("%s = %j gives %s", (...row) => expect(readRule(row)).toEqual([row[3], "langsmith", row[0]]));

  it("outranks the operation, which calls retrievers embeddings", () => {
    const { scalars, lists } = interpret(
      spanOf({
        "gen_ai.operation.name": "embeddings",
        "langsmith.span.kind": "retriever",
        "gen_ai.prompt": '{"query":"refunds"}',
        "gen_ai.completion": '{"documents":[{"page_content":"30 days","metadata":{"source":"faq"},"type":"Document"}]}',
      }),
    );
    expect(scalars).toMatchObject({ kind: "retriever", retrievalQuery: "refunds" });
    expect(lists.documents).toMatchObject([{ content: "30 days", metadata: '{"source":"faq"}' }]);
  });

  it("takes no project for a conversation", () => {
    const { scalars } = interpret(
      spanOf({ "langsmith.trace.session_id": "p", "langsmith.trace.session_name": "project" }),
    );
    expect(scalars.conversation).toBeUndefined();
  });

  it("reads usage, parameters and metadata", () => {
    const usage = {
      input_tokens: 10,
      output_tokens: 5,
      total_tokens: 15,
      input_token_details: { cache_read: 4 },
      output_token_details: { reasoning: 2 },
      total_cost: 0.5,
    };
    const { scalars } = interpret(
      spanOf({
        "langsmith.span.kind": "llm",
        "langsmith.usage_metadata": JSON.stringify(usage),
        "langsmith.metadata.ls_temperature": 0.1,
      }),
    );
    expect(scalars).toMatchObject({
      inputTokens: 10,
      outputTokens: 5,
      totalTokens: 15,
      cacheReadTokens: 4,
      reasoningTokens: 2,
      costUsd: 0.5,
      parameters: '{"temperature":0.1}',
      metadata: '{"ls_temperature":0.1}',
    });
  });

  it("reads a tool's run: its name, what went in and what came out", () => {
    const { scalars } = interpret(
      spanOf({
        "langsmith.span.kind": "tool",
        "langsmith.trace.name": "search",
        "gen_ai.prompt": '{"input":"x"}',
        "gen_ai.completion": '{"output":"y"}',
      }),
    );
    expect(scalars).toMatchObject({ tool: "search", toolArguments: '{"input":"x"}', toolResult: '{"output":"y"}' });
  });

  it("reads LangChain's messages", () => {
    const message = {
      lc: 1,
      type: "constructor",
      id: ["langchain", "schema", "HumanMessage"],
      kwargs: { content: "hi" },
    };
    const { lists } = interpret(
      spanOf({ "langsmith.span.kind": "llm", "gen_ai.prompt": JSON.stringify({ messages: [[message]] }) }),
    );
    expect(lists.inputMessages).toMatchObject([{ role: "user", parts: [{ type: "text", content: "hi" }] }]);
  });
});
