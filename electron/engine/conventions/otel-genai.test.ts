import { describe, expect, it } from "vitest";
import type { AttributeValue } from "../../../shared/model/facts.js";
import type { MeaningField, MeaningScalars } from "../../../shared/model/meaning.js";
import { interpret } from "./meaning-builder.js";
import { eventOf, spanOf } from "./span-fixture.js";

type Case = readonly [key: string, value: AttributeValue, field: MeaningField, expected: MeaningScalars[MeaningField]];

const CASES: readonly Case[] = [
  ["gen_ai.operation.name", "chat", "kind", "llm"],
  ["gen_ai.operation.name", "Execute_Tool", "kind", "tool"],
  ["gen_ai.operation.name", "retrieval", "kind", "retriever"],
  ["gen_ai.operation.name", "embeddings", "kind", "embedding"],
  ["gen_ai.operation.name", "invoke_agent", "kind", "agent"],
  ["gen_ai.operation.name", "invoke_workflow", "kind", "workflow"],
  ["gen_ai.operation.name", "handle_conversation_turn", "kind", "turn"],
  ["gen_ai.operation.name", "plan", "kind", "plan"],
  ["gen_ai.operation.name", "run_guardrail", "kind", "guardrail"],
  ["gen_ai.operation.name", "create_agent", "kind", "other"],
  ["gen_ai.operation.name", "search_memory", "memoryOperation", "search_memory"],
  ["mcp.method.name", "tools/call", "kind", "tool"],
  ["a2a.method.name", "SendMessage", "kind", "message"],
  ["gen_ai.agent.name", "planner", "agent", "planner"],
  ["gen_ai.agent.id", 17, "agentId", "17"],
  ["gen_ai.conversation.id", 123, "conversation", "123"],
  ["gen_ai.workflow.name", "crew", "workflow", "crew"],
  ["gen_ai.tool.name", "search", "tool", "search"],
  ["gen_ai.tool.call.id", "call_1", "toolCallId", "call_1"],
  ["gen_ai.tool.call.arguments", '{"q": 1}', "toolArguments", '{"q": 1}'],
  ["gen_ai.tool.call.arguments", { q: 1 }, "toolArguments", '{"q":1}'],
  ["gen_ai.tool.call.result", "None", "toolResult", "None"],
  ["gen_ai.tool.definitions", [{ type: "function", name: "f" }], "toolDefinitions", '[{"type":"function","name":"f"}]'],
  ["gen_ai.provider.name", "gcp.vertex_ai", "provider", "google"],
  ["gen_ai.system", "az.ai.openai", "provider", "azure"],
  ["gen_ai.request.model", "gpt-4o", "requestModel", "gpt-4o"],
  ["gen_ai.request.model", "gpt-4o", "model", "gpt-4o"],
  ["gen_ai.request.model", "gpt-4o", "provider", "openai"],
  ["gen_ai.response.model", "gpt-4o-2024-08-06", "model", "gpt-4o-2024-08-06"],
  ["gen_ai.response.id", "resp_1", "responseId", "resp_1"],
  ["gen_ai.response.finish_reasons", ["tool_calls"], "finishReason", "tool_call"],
  ["gen_ai.response.finish_reasons", '["end_turn"]', "finishReason", "stop"],
  ["gen_ai.response.finish_reasons", "MAX_TOKENS", "finishReason", "length"],
  ["gen_ai.response.finish_reasons", "ToolCalls", "finishReason", "tool_call"],
  ["gen_ai.response.finish_reasons", "endTurn", "finishReason", "stop"],
  ["gen_ai.response.time_to_first_chunk", 0.25, "timeToFirstTokenNs", 250_000_000],
  ["gen_ai.response.status", "failed", "failed", true],
  ["gen_ai.usage.input_tokens", "97", "inputTokens", 97],
  ["gen_ai.usage.prompt_tokens", 5, "inputTokens", 5],
  ["gen_ai.usage.completion_tokens", 6, "outputTokens", 6],
  ["gen_ai.usage.cache_read.input_tokens", 3, "cacheReadTokens", 3],
  ["gen_ai.usage.cache_creation.input_tokens", 4, "cacheWriteTokens", 4],
  ["gen_ai.usage.reasoning.output_tokens", 2, "reasoningTokens", 2],
  ["gen_ai.usage.cost", 0.01, "costUsd", 0.01],
  ["gen_ai.retrieval.query.text", "refunds", "retrievalQuery", "refunds"],
  ["gen_ai.retrieval.top_k", 5, "topK", 5],
  ["gen_ai.data_source.id", "kb", "knowledgeBase", "kb"],
  ["gen_ai.embeddings.dimension.count", 1536, "embeddingDimensions", 1536],
  ["gen_ai.memory.store.id", "notes", "memoryStore", "notes"],
  ["gen_ai.guardrail.verdict.type", "deny", "verdict", "deny"],
  ["gen_ai.prompt.name", "greet", "promptName", "greet"],
];

describe("the attributes of OpenTelemetry GenAI", () => {
  it.each(CASES)("%s = %j gives %s", (key, value, field, expected) => {
    const meaning = interpret(spanOf({ [key]: value }));
    expect(meaning.scalars[field]).toEqual(expected);
    expect(meaning.sources.get(field)?.attribute).toBe(key);
    expect(meaning.sources.get(field)?.convention).toMatch(/^(otel-genai|skein)$/);
  });

  it("takes the present name before the deprecated one, whatever their order", () => {
    const meaning = interpret(
      spanOf({
        "gen_ai.usage.prompt_tokens": 1,
        "gen_ai.usage.input_tokens": 2,
        "gen_ai.system": "openai",
        "gen_ai.provider.name": "anthropic",
      }),
    );
    expect(meaning.scalars).toMatchObject({ inputTokens: 2, provider: "anthropic" });
    expect(meaning.sources.get("inputTokens")).toEqual({
      convention: "otel-genai",
      attribute: "gen_ai.usage.input_tokens",
    });
  });

  it("drops placeholders, so that a worse source speaks, and keeps redaction markers", () => {
    const meaning = interpret(
      spanOf({
        "gen_ai.response.model": "N/A",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.agent.name": "<not specified>",
        "gen_ai.tool.call.result": "[REDACTED]",
      }),
    );
    expect(meaning.scalars.model).toBe("gpt-4o");
    expect(meaning.scalars.agent).toBeUndefined();
    expect(meaning.scalars.toolResult).toBe("[REDACTED]");
  });

  it("gathers the request parameters and leaves the model out", () => {
    const meaning = interpret(
      spanOf({ "gen_ai.request.model": "m", "gen_ai.request.temperature": 0.5, "gen_ai.openai.request.seed": 7 }),
    );
    expect(JSON.parse(meaning.scalars.parameters!)).toEqual({ temperature: 0.5, seed: 7 });
  });

  it("counts cached tokens into the input only where the source counts them apart", () => {
    const apart = interpret(
      spanOf({
        "gen_ai.usage.input_tokens": 10,
        "gen_ai.usage.output_tokens": 5,
        "gen_ai.usage.cache_read_input_tokens": 90,
      }),
    );
    expect(apart.scalars).toMatchObject({ inputTokens: 100, totalTokens: 105 });
    const included = interpret(
      spanOf({ "gen_ai.usage.input_tokens": 100, "gen_ai.usage.cache_read.input_tokens": 90 }),
    );
    expect(included.scalars).toMatchObject({ inputTokens: 100, totalTokens: 100 });
  });

  it("tells the provider from the model where a framework stands in its place", () => {
    const meaning = interpret(spanOf({ "gen_ai.system": "langchain", "gen_ai.request.model": "claude-sonnet-4" }));
    expect(meaning.scalars.provider).toBe("anthropic");
    expect(meaning.sources.get("provider")?.attribute).toBe("gen_ai.request.model");
  });

  it("reads the old top_k of a retrieval as the retriever's, and of a chat as the model's", () => {
    expect(interpret(spanOf({ "gen_ai.operation.name": "retrieval", "gen_ai.request.top_k": 4 })).scalars.topK).toBe(4);
    expect(
      interpret(spanOf({ "gen_ai.operation.name": "chat", "gen_ai.request.top_k": 4 })).scalars.topK,
    ).toBeUndefined();
  });

  it("reads retrieved documents and memory records, structured or as JSON", () => {
    const list = [
      { id: "d1", score: 0.9, content: "text", metadata: { page: 1 } },
      { id: 2, title: "T" },
    ];
    const expected = [
      {
        rank: 0,
        id: "d1",
        score: 0.9,
        scoreKind: "relevance",
        content: "text",
        metadata: '{"page":1}',
        role: "retrieved",
      },
      {
        rank: 1,
        id: "2",
        score: null,
        scoreKind: "unknown",
        content: null,
        metadata: '{"title":"T"}',
        role: "retrieved",
      },
    ];
    expect(interpret(spanOf({ "gen_ai.retrieval.documents": list })).lists.documents).toEqual(expected);
    const text = interpret(spanOf({ "gen_ai.retrieval.documents": JSON.stringify(list) }));
    expect(text.lists.documents).toEqual(expected);
    expect(text.scalars.kind).toBe("retriever");
    const memory = interpret(spanOf({ "gen_ai.memory.records": [{ content: "likes tea" }] }));
    expect(memory.lists.documents?.[0]).toMatchObject({ content: "likes tea", role: "memory" });
    expect(memory.scalars.kind).toBe("memory");
    const one = interpret(spanOf({ "gen_ai.memory.record.id": "tea" }));
    expect(one.lists.documents).toMatchObject([{ id: "tea", content: null, role: "memory" }]);
  });

  it("names both ends of a transfer", () => {
    const meaning = interpret(spanOf({ "gen_ai.agent.name": "triage", "gen_ai.transfer.target.name": "billing" }));
    expect(meaning.scalars).toMatchObject({ handoffFrom: "triage", handoffTo: "billing" });
  });

  it("takes the process's main agent for the root only", () => {
    const resourceOf = { "gen_ai.main_agent.name": "desk" };
    expect(interpret(spanOf({}, { resourceOf, parentSpanId: null })).scalars.agent).toBe("desk");
    expect(interpret(spanOf({}, { resourceOf })).scalars.agent).toBeUndefined();
  });
});

const QUESTION = {
  role: "user",
  name: null,
  finishReason: null,
  parts: [{ type: "text", name: null, callId: null, content: "Weather?" }],
};
const MESSAGES = [
  { role: "user", parts: [{ type: "text", content: "Weather?" }] },
  { role: "assistant", parts: [{ type: "tool_call", id: "c1", name: "get", arguments: { city: "Paris" } }] },
  { role: "tool", parts: [{ type: "tool_call_response", id: "c1", response: "rain" }] },
];

describe("messages of OpenTelemetry GenAI", () => {
  it("reads the same from JSON text and from structured values", () => {
    const structured = interpret(spanOf({ "gen_ai.input.messages": MESSAGES })).lists.inputMessages;
    expect(interpret(spanOf({ "gen_ai.input.messages": JSON.stringify(MESSAGES) })).lists.inputMessages).toEqual(
      structured,
    );
    expect(structured).toEqual([
      QUESTION,
      {
        role: "assistant",
        name: null,
        finishReason: null,
        parts: [{ type: "tool_call", name: "get", callId: "c1", content: '{"city":"Paris"}' }],
      },
      {
        role: "tool",
        name: null,
        finishReason: null,
        parts: [{ type: "tool_result", name: null, callId: "c1", content: "rain" }],
      },
    ]);
  });

  it("puts the system instructions first", () => {
    const instructions = [{ type: "text", content: "Be kind." }];
    const meaning = interpret(
      spanOf({ "gen_ai.system_instructions": instructions, "gen_ai.input.messages": MESSAGES }),
    );
    expect(meaning.lists.inputMessages?.map((message) => message.role)).toEqual([
      "system",
      "user",
      "assistant",
      "tool",
    ]);
    const alone = interpret(spanOf({ "gen_ai.system_instructions": JSON.stringify(instructions) }));
    expect(alone.lists.inputMessages?.[0]?.parts[0]?.content).toBe("Be kind.");
  });

  it("keeps messages that were cut in the middle as the text that is there", () => {
    const cut = JSON.stringify(MESSAGES).slice(0, 60);
    const messages = interpret(spanOf({ "gen_ai.input.messages": cut })).lists.inputMessages;
    expect(messages).toEqual([{ ...QUESTION, parts: [{ type: "text", name: null, callId: null, content: cut }] }]);
  });

  it("reads the indexed form, with gaps", () => {
    const meaning = interpret(
      spanOf({
        "gen_ai.prompt.3.role": "user",
        "gen_ai.prompt.3.content": "Weather?",
        "gen_ai.prompt.1.role": "system",
        "gen_ai.prompt.1.content": "Be kind.",
        "gen_ai.completion.0.role": "assistant",
        "gen_ai.completion.0.finish_reason": "tool_calls",
        "gen_ai.completion.0.tool_calls.0.id": "c1",
        "gen_ai.completion.0.tool_calls.0.name": "get",
        "gen_ai.completion.0.tool_calls.0.arguments": '{"city": "Paris"}',
      }),
    );
    expect(meaning.lists.inputMessages?.map((message) => message.role)).toEqual(["system", "user"]);
    expect(meaning.lists.outputMessages?.[0]?.parts).toEqual([
      { type: "tool_call", name: "get", callId: "c1", content: '{"city": "Paris"}' },
    ]);
    expect(meaning.scalars.finishReason).toBe("tool_call");
    expect(meaning.sources.get("inputMessages")).toEqual({ convention: "otel-genai", attribute: "gen_ai.prompt.*" });
  });

  it("gives the last words as input and output where no attribute does", () => {
    const answer = [{ role: "assistant", parts: [{ type: "text", content: "Rain." }], finish_reason: "stop" }];
    const { scalars, sources } = interpret(
      spanOf({ "gen_ai.input.messages": MESSAGES, "gen_ai.output.messages": answer }),
    );
    expect(scalars).toMatchObject({ input: "Weather?", output: "Rain.", finishReason: "stop" });
    expect(sources.get("output")?.attribute).toBe("gen_ai.output.messages");
  });
});

describe("events of OpenTelemetry GenAI", () => {
  it("reads the deprecated message events in the order of their times", () => {
    const meaning = interpret(
      spanOf(
        {},
        {
          events: [
            eventOf(
              "gen_ai.choice",
              { index: 0, finish_reason: "stop", message: '{"role":"assistant","content":"Rain."}' },
              9,
            ),
            eventOf("gen_ai.tool.message", { content: "rain", id: "c1" }, 3),
            eventOf("gen_ai.user.message", { content: "Weather?" }, 1),
            eventOf(
              "gen_ai.assistant.message",
              { tool_calls: '[{"id":"c1","type":"function","function":{"name":"get","arguments":"{}"}}]' },
              2,
            ),
          ],
        },
      ),
    );
    expect(meaning.lists.inputMessages).toEqual([
      QUESTION,
      {
        role: "assistant",
        name: null,
        finishReason: null,
        parts: [{ type: "tool_call", name: "get", callId: "c1", content: "{}" }],
      },
      {
        role: "tool",
        name: null,
        finishReason: null,
        parts: [{ type: "tool_result", name: null, callId: "c1", content: "rain" }],
      },
    ]);
    expect(meaning.lists.outputMessages?.[0]).toMatchObject({
      role: "assistant",
      finishReason: "stop",
      parts: [{ content: "Rain." }],
    });
    expect(meaning.sources.get("inputMessages")?.attribute).toBe("event gen_ai.user.message");
    expect(meaning.scalars.finishReason).toBe("stop");
  });

  it("takes messages of the details event before those on the span", () => {
    const meaning = interpret(
      spanOf(
        { "gen_ai.input.messages": "short" },
        {
          events: [
            eventOf("gen_ai.client.inference.operation.details", {
              "gen_ai.input.messages": MESSAGES,
              "gen_ai.usage.input_tokens": 9,
            }),
          ],
        },
      ),
    );
    expect(meaning.lists.inputMessages).toHaveLength(3);
    expect(meaning.scalars.inputTokens).toBe(9);
    expect(meaning.sources.get("inputTokens")?.attribute).toBe(
      "event gen_ai.client.inference.operation.details: gen_ai.usage.input_tokens",
    );
  });

  it("reads the content events", () => {
    const meaning = interpret(
      spanOf(
        {},
        {
          events: [
            eventOf("gen_ai.content.prompt", { "gen_ai.prompt": '[{"role":"user","content":"Weather?"}]' }),
            eventOf("gen_ai.content.completion", { "gen_ai.completion": '[{"role":"assistant","content":"Rain."}]' }),
          ],
        },
      ),
    );
    expect(meaning.lists.inputMessages).toEqual([QUESTION]);
    expect(meaning.lists.outputMessages?.[0]?.parts[0]?.content).toBe("Rain.");
  });

  it("reads message events on the span of a tool as its arguments and its result", () => {
    const meaning = interpret(
      spanOf(
        { "gen_ai.operation.name": "execute_tool" },
        {
          events: [
            eventOf("gen_ai.tool.message", { content: '{"q":1}', id: "c9" }),
            eventOf("gen_ai.choice", { message: "42" }),
          ],
        },
      ),
    );
    expect(meaning.scalars).toMatchObject({ toolArguments: '{"q":1}', toolResult: "42", toolCallId: "c9" });
    expect(meaning.lists.inputMessages).toBeUndefined();
  });

  it("collects every evaluation result", () => {
    const event = (name: string, score: number) =>
      eventOf("gen_ai.evaluation.result", { "gen_ai.evaluation.name": name, "gen_ai.evaluation.score.value": score });
    const meaning = interpret(spanOf({}, { events: [event("relevance", 0.5), event("tone", 1)] }));
    expect(meaning.lists.evaluations?.map((one) => [one.name, one.score])).toEqual([
      ["relevance", 0.5],
      ["tone", 1],
    ]);
  });
});
