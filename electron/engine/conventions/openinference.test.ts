import { describe, expect, it } from "vitest";
import type { AttributeValue } from "../../../shared/model/facts.js";
import type { MeaningField, MeaningScalars } from "../../../shared/model/meaning.js";
import { interpret } from "./meaning-builder.js";
import { eventOf, spanOf } from "./span-fixture.js";

type Case = readonly [key: string, value: AttributeValue, field: MeaningField, expected: MeaningScalars[MeaningField]];

const CASES: readonly Case[] = [
  ["openinference.span.kind", "LLM", "kind", "llm"],
  ["openinference.span.kind", "retriever", "kind", "retriever"],
  ["openinference.kind", "TOOL", "kind", "tool"],
  ["input.value", "hello", "input", "hello"],
  ["output.value", "null", "output", "null"],
  ["session.id", "s1", "conversation", "s1"],
  ["user.id", 5, "user", "5"],
  ["metadata", '{"thread_id":"t9"}', "conversation", "t9"],
  ["tag.tags", ["a", "b"], "tags", '["a","b"]'],
  ["tag.tags", '["a"]', "tags", '["a"]'],
  ["agent.name", "planner", "agent", "planner"],
  ["graph.node.id", "planner", "graphNode", "planner"],
  ["graph.node.parent_id", "triage", "graphParent", "triage"],
  ["llm.model_name", "gpt-4o", "model", "gpt-4o"],
  ["llm.request.model_name", "gpt-4o", "requestModel", "gpt-4o"],
  ["llm.provider", "mistralai", "provider", "mistral"],
  ["llm.system", "vertexai", "provider", "google"],
  ["llm.invocation_parameters", '{"model":"gpt-4","temperature":1}', "parameters", '{"model":"gpt-4","temperature":1}'],
  ["llm.invocation_parameters", '{"model":"gpt-4","temperature":1}', "requestModel", "gpt-4"],
  ["llm.finish_reason", "length", "finishReason", "length"],
  ["llm.token_count.prompt", "941", "inputTokens", 941],
  ["llm.token_count.completion", 3, "outputTokens", 3],
  ["llm.token_count.total", 9, "totalTokens", 9],
  ["llm.token_count.prompt_details.cache_read", 2, "cacheReadTokens", 2],
  ["llm.token_count.prompt_details.cache_write", 2, "cacheWriteTokens", 2],
  ["llm.token_count.completion_details.reasoning", 896, "reasoningTokens", 896],
  ["llm.cost.total", 0.5, "costUsd", 0.5],
  ["llm.cost.prompt", 0.25, "inputCostUsd", 0.25],
  ["llm.cost.completion", 0.25, "outputCostUsd", 0.25],
  ["embedding.model_name", "text-embedding-ada-002", "embeddingModel", "text-embedding-ada-002"],
  ["reranker.query", "refunds", "retrievalQuery", "refunds"],
  ["reranker.top_k", 3, "topK", 3],
  ["tool.name", "search", "tool", "search"],
  ["tool.id", "call_1", "toolCallId", "call_1"],
  ["tool.parameters", '{"q": "x"}', "toolArguments", '{"q": "x"}'],
  ["prompt.id", "p1", "promptName", "p1"],
];

describe("the attributes of OpenInference", () => {
  it.each(CASES)("%s = %j gives %s", (key, value, field, expected) => {
    const meaning = interpret(spanOf({ "openinference.span.kind": "CHAIN", [key]: value }));
    if (key !== "openinference.kind") expect(meaning.scalars[field]).toEqual(expected);
    const alone = interpret(spanOf({ [key]: value, "input.mime_type": "text/plain" }));
    expect(alone.scalars[field]).toEqual(expected);
    expect(alone.sources.get(field)).toEqual({ convention: "openinference", attribute: key });
  });

  it("leaves UNKNOWN to the rest of the evidence", () => {
    expect(interpret(spanOf({ "openinference.span.kind": "UNKNOWN" })).scalars.kind).toBeUndefined();
    expect(interpret(spanOf({ "openinference.span.kind": "UNKNOWN", "llm.model_name": "m" })).scalars.kind).toBe("llm");
  });

  it("sees a handoff behind the tool kind", () => {
    const meaning = interpret(
      spanOf(
        { "openinference.span.kind": "TOOL", "input.value": "triage", "output.value": "billing" },
        { name: "handoff to billing" },
      ),
    );
    expect(meaning.scalars).toMatchObject({ kind: "handoff", handoffFrom: "triage", handoffTo: "billing" });
  });

  it("does not take LangChain's plumbing for agents", () => {
    const kindOf = (name: string) => interpret(spanOf({ "openinference.span.kind": "AGENT" }, { name })).scalars.kind;
    expect(kindOf("RunnableAssign<agent_scratchpad>")).toBe("chain");
    expect(kindOf("OpenAIToolsAgentOutputParser")).toBe("chain");
    expect(kindOf("AgentExecutor")).toBe("agent");
  });

  it("names agents by graph nodes that are names, not ids", () => {
    const agentOf = (id: string, kind: string) =>
      interpret(spanOf({ "openinference.span.kind": kind, "graph.node.id": id }, { name: "Helper.run" })).scalars.agent;
    expect(agentOf("writer", "AGENT")).toBe("writer");
    expect(agentOf("7c9e6679-7425-40de-944b-e07fc1f90ae7", "AGENT")).toBe("Helper");
    expect(agentOf("writer", "CHAIN")).toBeUndefined();
  });

  it("does not take a tool's schema for its arguments", () => {
    const schema = '{"type":"object","properties":{"q":{"type":"string"}}}';
    const meaning = interpret(
      spanOf({
        "openinference.span.kind": "TOOL",
        "tool.parameters": schema,
        "input.value": '{"q":"x"}',
        "output.value": "7",
      }),
    );
    expect(meaning.scalars).toMatchObject({ toolArguments: '{"q":"x"}', toolResult: "7" });
    expect(meaning.sources.get("toolArguments")).toEqual({ convention: "openinference", attribute: "input.value" });
  });

  it("measures the first token by its event", () => {
    const meaning = interpret(
      spanOf({ "llm.model_name": "m" }, { events: [eventOf("First Token Stream Event", {}, 1_500)] }),
    );
    expect(meaning.scalars.timeToFirstTokenNs).toBe(1_500);
  });
});

describe("the lists of OpenInference", () => {
  it("reads flattened messages that start at 1 and have gaps, in the order of their indices", () => {
    const meaning = interpret(
      spanOf({
        "llm.input_messages.4.message.role": "user",
        "llm.input_messages.4.message.content": "Hello",
        "llm.input_messages.1.message.role": "system",
        "llm.input_messages.1.message.content": "Be kind.",
        "llm.input_messages.99999999.message.content": "beyond any list",
      }),
    );
    expect(meaning.lists.inputMessages?.map((one) => [one.role, one.parts[0]?.content])).toEqual([
      ["system", "Be kind."],
      ["user", "Hello"],
    ]);
    expect(meaning.sources.get("inputMessages")).toEqual({
      convention: "openinference",
      attribute: "llm.input_messages.*",
    });
  });

  it("reads contents, calls and tool answers, and keeps a repeated call once", () => {
    const meaning = interpret(
      spanOf({
        "llm.input_messages.0.message.role": "assistant",
        "llm.input_messages.0.message.contents.0.message_content.type": "text",
        "llm.input_messages.0.message.contents.0.message_content.text": "Let me look.",
        "llm.input_messages.0.message.contents.1.message_content.type": "tool_use",
        "llm.input_messages.0.message.contents.1.tool_call.id": "c1",
        "llm.input_messages.0.message.contents.1.tool_call.function.name": "get",
        "llm.input_messages.0.message.contents.1.tool_call.function.arguments": '{"a": 1}',
        "llm.input_messages.0.message.contents.2.message_content.type": "image",
        "llm.input_messages.0.message.contents.2.message_content.image.image.url": "data:image/png;base64,AA",
        "llm.input_messages.0.message.tool_calls.0.tool_call.id": "c1",
        "llm.input_messages.0.message.tool_calls.0.tool_call.function.name": "get",
        "llm.input_messages.1.message.role": "tool",
        "llm.input_messages.1.message.tool_call_id": "c1",
        "llm.input_messages.1.message.content": "rain",
      }),
    );
    expect(meaning.lists.inputMessages?.[0]?.parts).toEqual([
      { type: "text", name: null, callId: null, content: "Let me look." },
      { type: "tool_call", name: "get", callId: "c1", content: '{"a": 1}' },
      { type: "image", name: null, callId: null, content: "data:image/png;base64,AA" },
    ]);
    expect(meaning.lists.inputMessages?.[1]).toEqual({
      role: "tool",
      name: null,
      finishReason: null,
      parts: [{ type: "tool_result", name: null, callId: "c1", content: "rain" }],
    });
  });

  it("reads the same messages from a list that came whole, nested or dotted", () => {
    const nested = [
      {
        message: {
          role: "user",
          content: "Hi",
          tool_calls: [{ tool_call: { id: "c", function: { name: "f", arguments: "{}" } } }],
        },
      },
    ];
    const dotted = [
      {
        "message.role": "user",
        "message.content": "Hi",
        "message.tool_calls": [
          { "tool_call.id": "c", "tool_call.function.name": "f", "tool_call.function.arguments": "{}" },
        ],
      },
    ];
    const expected = [
      {
        role: "user",
        name: null,
        finishReason: null,
        parts: [
          { type: "text", name: null, callId: null, content: "Hi" },
          { type: "tool_call", name: "f", callId: "c", content: "{}" },
        ],
      },
    ];
    expect(interpret(spanOf({ "llm.input_messages": nested })).lists.inputMessages).toEqual(expected);
    expect(interpret(spanOf({ "llm.input_messages": JSON.stringify(dotted) })).lists.inputMessages).toEqual(expected);
  });

  it("falls back on the whole request and answer of an LLM span", () => {
    const meaning = interpret(
      spanOf({
        "openinference.span.kind": "LLM",
        "input.value": '{"messages":[{"role":"user","content":"Hi"}]}',
        "output.value": '{"choices":[{"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}',
      }),
    );
    expect(meaning.lists.inputMessages?.[0]?.parts[0]?.content).toBe("Hi");
    expect(meaning.lists.outputMessages?.[0]).toMatchObject({ finishReason: "stop", parts: [{ content: "Hello" }] });
    expect(meaning.scalars.finishReason).toBe("stop");
    expect(meaning.sources.get("inputMessages")?.attribute).toBe("input.value");
  });

  it("reads prompts and choices of completions", () => {
    const meaning = interpret(spanOf({ "llm.prompts.0.prompt.text": "Once", "llm.choices.0.completion.text": "upon" }));
    expect(meaning.lists.inputMessages?.[0]).toMatchObject({ role: "user", parts: [{ content: "Once" }] });
    expect(meaning.lists.outputMessages?.[0]).toMatchObject({ role: "assistant", parts: [{ content: "upon" }] });
  });

  it("joins tool schemas as they stood", () => {
    const meaning = interpret(
      spanOf({ "llm.tools.0.tool.json_schema": '{"type": "function"}', "llm.tools.1.tool.json_schema": '{"cut' }),
    );
    expect(meaning.scalars.toolDefinitions).toBe('[{"type": "function"},"{\\"cut"]');
  });

  it("reads retrieved documents and takes the input for the query", () => {
    const meaning = interpret(
      spanOf({
        "openinference.span.kind": "RETRIEVER",
        "input.value": '{"query":"refunds"}',
        "retrieval.documents.1.document.id": "b",
        "retrieval.documents.1.document.score": "0.25",
        "retrieval.documents.0.document.content": "first",
        "retrieval.documents.0.document.metadata": '{"source":"a.txt"}',
      }),
    );
    expect(meaning.lists.documents).toEqual([
      {
        rank: 0,
        id: null,
        score: null,
        scoreKind: "unknown",
        content: "first",
        metadata: '{"source":"a.txt"}',
        role: "retrieved",
      },
      { rank: 1, id: "b", score: 0.25, scoreKind: "unknown", content: null, metadata: null, role: "retrieved" },
    ]);
    expect(meaning.scalars.retrievalQuery).toBe("refunds");
  });

  it("reads a retriever's documents out of its output where nothing else has them", () => {
    const output = '{"documents":[{"page_content":"text","metadata":{"p":1},"type":"Document"}]}';
    const meaning = interpret(spanOf({ "openinference.span.kind": "RETRIEVER", "output.value": output }));
    expect(meaning.lists.documents?.[0]).toMatchObject({ content: "text", metadata: '{"p":1}' });
  });

  it("keeps what came in to a reranker apart from what went out", () => {
    const meaning = interpret(
      spanOf({
        "openinference.span.kind": "RERANKER",
        "reranker.input_documents.0.document.content": "a",
        "reranker.input_documents.1.document.content": "b",
        "reranker.output_documents.0.document.content": "b",
        "reranker.output_documents.0.document.score": 0.9,
      }),
    );
    expect(meaning.lists.documents?.map((one) => [one.role, one.rank, one.content, one.scoreKind])).toEqual([
      ["reranker_input", 0, "a", "unknown"],
      ["reranker_input", 1, "b", "unknown"],
      ["reranker_output", 0, "b", "relevance"],
    ]);
  });

  it("reads vectors as doubles, from an array or from JSON", () => {
    const meaning = interpret(
      spanOf({
        "openinference.span.kind": "EMBEDDING",
        "embedding.embeddings.0.embedding.text": "a",
        "embedding.embeddings.0.embedding.vector": [0.1, -2, 3e-5],
        "embedding.embeddings.1.embedding.vector": "[1, 2, 3]",
        "embedding.embeddings.2.embedding.vector": '[1, "x"]',
        "embedding.embeddings.2.embedding.text": "c",
      }),
    );
    expect(meaning.lists.embeddings).toEqual([
      { text: "a", vector: new Float64Array([0.1, -2, 3e-5]) },
      { text: null, vector: new Float64Array([1, 2, 3]) },
      { text: "c", vector: null },
    ]);
    expect(meaning.scalars.embeddingDimensions).toBe(3);
  });

  it("reads annotations and evaluations of every scope", () => {
    const meaning = interpret(
      spanOf({
        "annotations.0.annotation.name": "quality",
        "annotations.0.annotation.score": 0.5,
        "annotations.0.annotation.annotator_kind": "HUMAN",
        "trace.evaluations.0.evaluation.name": "safety",
        "trace.evaluations.0.evaluation.label": "pass",
      }),
    );
    expect(meaning.lists.evaluations).toEqual([
      { name: "quality", score: 0.5, label: null, explanation: null, by: "HUMAN" },
      { name: "safety", score: null, label: "pass", explanation: null, by: null },
    ]);
  });
});
