import { describe, expect, it } from "vitest";
import { interpret } from "./meaning-builder.js";
import type { RuleCase } from "./rule-table.js";
import { readRule } from "./rule-table.js";
import { eventOf, spanOf } from "./span-fixture.js";

const CASES: readonly RuleCase[] = [
  ["ai.operationId", "ai.streamText.doStream", "kind", "llm"],
  ["ai.operationId", "ai.generateObject.doGenerate", "kind", "llm"],
  ["ai.operationId", "ai.generateText", "kind", "chain"],
  ["ai.operationId", "ai.streamObject", "kind", "chain"],
  ["ai.operationId", "ai.toolCall", "kind", "tool"],
  ["ai.operationId", "ai.embedMany", "kind", "chain"],
  ["ai.operationId", "ai.embedMany.doEmbed", "kind", "embedding"],
  ["ai.operationId", "ai.rerank", "kind", "chain"],
  ["ai.operationId", "ai.rerank.doRerank", "kind", "reranker"],
  ["operation.name", "ai.streamText.doStream support-bot", "kind", "llm"],
  ["ai.telemetry.metadata.sessionId", "s1", "conversation", "s1"],
  ["ai.telemetry.metadata.userId", "u1", "user", "u1"],
  ["ai.telemetry.metadata.tags", ["a", "b"], "tags", '["a","b"]'],
  ["ai.model.provider", "openai.responses", "provider", "openai"],
  ["ai.model.provider", "google.generative-ai", "provider", "google"],
  ["ai.model.id", "gpt-4o", "requestModel", "gpt-4o"],
  ["ai.response.model", "gpt-4o-2024-08-06", "model", "gpt-4o-2024-08-06"],
  ["ai.response.id", "r1", "responseId", "r1"],
  ["ai.response.finishReason", "tool-calls", "finishReason", "tool_call"],
  ["ai.finishReason", "stop", "finishReason", "stop"],
  ["ai.response.msToFirstChunk", 12.5, "timeToFirstTokenNs", 12_500_000],
  ["ai.usage.inputTokens", 10, "inputTokens", 10],
  ["ai.usage.promptTokens", 11, "inputTokens", 11],
  ["ai.usage.tokens", 12, "inputTokens", 12],
  ["ai.usage.completionTokens", 4, "outputTokens", 4],
  ["ai.usage.totalTokens", 15, "totalTokens", 15],
  ["ai.usage.cachedInputTokens", 3, "cacheReadTokens", 3],
  ["ai.usage.inputTokenDetails.cacheWriteTokens", 2, "cacheWriteTokens", 2],
  ["ai.usage.reasoningTokens", 1, "reasoningTokens", 1],
  ["ai.toolCall.name", "search", "tool", "search"],
  ["ai.toolCall.id", "c1", "toolCallId", "c1"],
  ["ai.toolCall.args", '{"q":1}', "toolArguments", '{"q":1}'],
  ["ai.toolCall.result", "found", "toolResult", "found"],
  ["ai.value", '"text"', "input", "text"],
  ["ai.values", ['"a"', "b"], "input", '["a","b"]'],
  ["ai.prompt.tools", ['{"name":"f"}'], "toolDefinitions", '[{"name":"f"}]'],
];

describe("the attributes of the Vercel AI SDK", () => {
  it.each(CASES)("%s = %j gives %s", (...row) => expect(readRule(row)).toEqual([row[3], "vercel-ai", row[0]]));

  it("takes a named text operation for an agent, and its model calls for that agent's", () => {
    const named = { "ai.telemetry.functionId": "support-bot" };
    const outer = interpret(spanOf({ ...named, "ai.operationId": "ai.streamText", "ai.usage.inputTokens": 5 }));
    expect(outer.scalars).toMatchObject({ kind: "agent", agent: "support-bot" });
    const inner = interpret(spanOf({ ...named, "ai.operationId": "ai.streamText.doStream" }));
    expect(inner.scalars).toMatchObject({ kind: "llm", agent: "support-bot" });
    const object = interpret(spanOf({ ...named, "ai.operationId": "ai.generateObject" }));
    expect(object.scalars.kind).toBe("chain");
    expect(object.scalars.agent).toBeUndefined();
  });

  it("cuts the provider's API off its name, also where the SDK writes it under another key", () => {
    const both = { "gen_ai.system": "openai.responses", "ai.model.provider": "openai.responses" };
    expect(interpret(spanOf(both)).scalars.provider).toBe("openai");
  });

  it("leaves alone what only shares a name with the SDK", () => {
    const { speakers } = interpret(spanOf({ "operation.name": "GET /users", "resource.name": "users" }));
    expect(speakers).not.toContain("vercel-ai");
  });

  it("leaves the newer integration's kinds to GenAI's operations", () => {
    const step = { "gen_ai.operation.name": "agent_step", "ai.settings.output": "text" };
    expect(interpret(spanOf(step)).scalars.kind).toBe("chain");
    const agent = { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "bot", "ai.settings.maxRetries": 2 };
    expect(interpret(spanOf(agent)).scalars).toMatchObject({
      kind: "agent",
      agent: "bot",
      parameters: '{"maxRetries":2}',
    });
  });

  it("reads messages and the parts of the answer", () => {
    const { scalars, lists } = interpret(
      spanOf({
        "ai.operationId": "ai.generateText.doGenerate",
        "ai.prompt.messages": '[{"role":"user","content":[{"type":"text","text":"weather?"}]}]',
        "ai.response.reasoning": "think",
        "ai.response.text": "looking",
        "ai.response.toolCalls": '[{"toolCallId":"c1","toolName":"weather","input":"{}"}]',
      }),
    );
    expect(scalars).toMatchObject({ input: "weather?", output: "looking" });
    expect(lists.outputMessages?.[0]?.parts.map((part) => [part.type, part.content])).toEqual([
      ["reasoning", "think"],
      ["text", "looking"],
      ["tool_call", "{}"],
    ]);
  });

  it("reads the whole prompt of an outer span and the answer of older versions", () => {
    const { lists } = interpret(
      spanOf({
        "ai.operationId": "ai.generateText",
        "ai.prompt": '{"system":"be brief","prompt":"hi"}',
        "ai.result.text": "hello",
      }),
    );
    expect(lists.inputMessages?.map((one) => [one.role, one.parts[0]?.content])).toEqual([
      ["system", "be brief"],
      ["user", "hi"],
    ]);
    expect(lists.outputMessages?.[0]?.parts[0]?.content).toBe("hello");
  });

  it("reads texts and vectors of the inner embedding span alone", () => {
    const attributes = { "ai.values": ['"a"', "b"], "ai.embeddings": ["[1,2]", "[3,4]"] };
    const inner = interpret(spanOf({ ...attributes, "ai.operationId": "ai.embedMany.doEmbed" }));
    expect(inner.lists.embeddings?.map((one) => [one.text, [...(one.vector ?? [])]])).toEqual([
      ["a", [1, 2]],
      ["b", [3, 4]],
    ]);
    expect(inner.scalars.embeddingDimensions).toBe(2);
    expect(interpret(spanOf({ ...attributes, "ai.operationId": "ai.embedMany" })).lists.embeddings).toBeUndefined();
  });

  it("reads what came in to a reranker and what went out", () => {
    const { lists } = interpret(
      spanOf({
        "ai.operationId": "ai.rerank.doRerank",
        "ai.documents": ["one", "two"],
        "ai.ranking": ['{"originalIndex":1,"score":0.9}', '{"index":0,"relevanceScore":0.2}'],
      }),
    );
    expect(lists.documents?.map((one) => [one.role, one.content, one.score])).toEqual([
      ["reranker_input", "one", null],
      ["reranker_input", "two", null],
      ["reranker_output", "two", 0.9],
      ["reranker_output", "one", 0.2],
    ]);
  });

  it("reads the cache from the provider's own report, settings, metadata and the first chunk", () => {
    const { scalars } = interpret(
      spanOf(
        {
          "ai.operationId": "ai.streamText.doStream",
          "ai.usage.inputTokens": 100,
          "ai.response.providerMetadata": '{"anthropic":{"usage":{"cache_read_input_tokens":40}}}',
          "ai.settings.temperature": 0,
          "ai.telemetry.metadata.tenant": "t",
        },
        { events: [eventOf("ai.stream.firstChunk", {}, 7_000_000)] },
      ),
    );
    expect(scalars).toMatchObject({
      cacheReadTokens: 40,
      parameters: '{"temperature":0}',
      metadata: '{"tenant":"t"}',
      timeToFirstTokenNs: 7_000_000,
    });
  });
});
