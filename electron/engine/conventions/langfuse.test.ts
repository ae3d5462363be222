import { describe, expect, it } from "vitest";
import { interpret } from "./meaning-builder.js";
import type { RuleCase } from "./rule-table.js";
import { readRule } from "./rule-table.js";
import { spanOf } from "./span-fixture.js";

const CASES: readonly RuleCase[] = [
  ["langfuse.observation.type", "generation", "kind", "llm"],
  ["langfuse.observation.type", "event", "kind", "other"],
  ["langfuse.observation.type", "agent", "kind", "agent"],
  ["langfuse.observation.type", "retriever", "kind", "retriever"],
  ["langfuse.observation.input", '"hi"', "input", '"hi"'],
  ["langfuse.observation.output", "None", "output", "None"],
  ["langfuse.observation.model.name", "gpt-4o", "model", "gpt-4o"],
  ["langfuse.observation.model.parameters", '{"temperature":0}', "parameters", '{"temperature":0}'],
  ["langfuse.observation.level", "ERROR", "failed", true],
  ["langfuse.observation.prompt.name", "greet", "promptName", "greet"],
  ["langfuse.observation.prompt.version", 2, "promptVersion", "2"],
  ["langfuse.session.id", "s1", "conversation", "s1"],
  ["langfuse.trace.metadata.langfuse_session_id", "s2", "conversation", "s2"],
  ["langfuse.user.id", "u1", "user", "u1"],
  ["langfuse.trace.tags", "a, b", "tags", '["a","b"]'],
  ["langfuse.trace.metadata", '{"a":1}', "metadata", '{"a":1}'],
  ["langfuse.observation.usage_details", '{"total":9}', "totalTokens", 9],
  ["langfuse.observation.cost_details", '{"input":1,"total":3}', "costUsd", 3],
];

describe("the attributes of Langfuse", () => {
  it.each(CASES)("%s = %j gives %s", (...row) => expect(readRule(row)).toEqual([row[3], "langfuse", row[0]]));

  it("outranks what others write on the same span; its `span` says nothing", () => {
    const both = { "openinference.span.kind": "CHAIN", "langfuse.observation.type": "agent" };
    expect(interpret(spanOf(both)).scalars.kind).toBe("agent");
    const neither = { "openinference.span.kind": "CHAIN", "langfuse.observation.type": "span" };
    expect(interpret(spanOf(neither)).scalars.kind).toBe("chain");
  });

  it("finds the generations that old Python SDKs call spans", () => {
    const attributes = { "langfuse.observation.type": "span", "langfuse.observation.model.name": "gpt-4o" };
    const resourceOf = { "telemetry.sdk.language": "python" };
    expect(interpret(spanOf(attributes, { scopeName: "langfuse-sdk", resourceOf })).scalars.kind).toBe("llm");
    expect(interpret(spanOf(attributes, { scopeName: "langfuse-sdk" })).scalars.kind).not.toBe("llm");
  });

  it("adds up the buckets of usage, and never their total to them", () => {
    const usage = { input: 10, input_cached_tokens: 30, output: 5, output_reasoning_tokens: 2, total: 47 };
    const { scalars } = interpret(spanOf({ "langfuse.observation.usage_details": JSON.stringify(usage) }));
    expect(scalars).toMatchObject({
      inputTokens: 40,
      outputTokens: 7,
      totalTokens: 47,
      cacheReadTokens: 30,
      reasoningTokens: 2,
    });
    const cost = interpret(spanOf({ "langfuse.observation.cost_details": '{"input":0.1,"output":0.2}' }));
    expect(cost.scalars.costUsd).toBeCloseTo(0.3);
    expect(cost.scalars).toMatchObject({ inputCostUsd: 0.1, outputCostUsd: 0.2 });
  });

  it("reads messages of generations and documents of retrievers, encoded once or twice", () => {
    const llm = interpret(
      spanOf({
        "langfuse.observation.type": "generation",
        "langfuse.observation.input": JSON.stringify('[{"role":"user","content":"hi"}]'),
        "langfuse.observation.output": '{"role":"assistant","content":"hello"}',
      }),
    );
    expect(llm.lists.inputMessages?.[0]?.parts[0]?.content).toBe("hi");
    expect(llm.lists.outputMessages?.[0]?.parts[0]?.content).toBe("hello");
    const retriever = interpret(
      spanOf({
        "langfuse.observation.type": "retriever",
        "langfuse.observation.output": '[{"page_content":"x","metadata":{"page":1}}]',
      }),
    );
    expect(retriever.lists.documents).toMatchObject([{ content: "x", metadata: '{"page":1}' }]);
  });

  it("reads flattened metadata, an error's message, the first token and, on the root, the trace's content", () => {
    const { scalars } = interpret(
      spanOf(
        {
          "langfuse.observation.metadata.tenant": "t",
          "langfuse.observation.level": "ERROR",
          "langfuse.observation.status_message": "boom",
          "langfuse.observation.completion_start_time": '"2023-11-14T22:13:20.250Z"',
          "langfuse.trace.input": "question",
        },
        { parentSpanId: null },
      ),
    );
    expect(scalars).toMatchObject({
      metadata: '{"tenant":"t"}',
      failed: true,
      errorMessage: "boom",
      timeToFirstTokenNs: 250_000_000,
      input: "question",
    });
  });
});
