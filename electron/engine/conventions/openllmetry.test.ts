import { describe, expect, it } from "vitest";
import { interpret } from "./meaning-builder.js";
import type { RuleCase } from "./rule-table.js";
import { readRule } from "./rule-table.js";
import { eventOf, spanOf } from "./span-fixture.js";

const CASES: readonly RuleCase[] = [
  ["traceloop.span.kind", "workflow", "kind", "workflow"],
  ["traceloop.span.kind", "task", "kind", "chain"],
  ["traceloop.span.kind", "agent", "kind", "agent"],
  ["traceloop.span.kind", "TOOL", "kind", "tool"],
  ["llm.request.type", "chat", "kind", "llm"],
  ["llm.request.type", "rerank", "kind", "reranker"],
  ["traceloop.workflow.name", "triage", "workflow", "triage"],
  ["traceloop.association.properties.session_id", "s1", "conversation", "s1"],
  ["traceloop.association.properties.chat_id", 7, "conversation", "7"],
  ["traceloop.association.properties.user_id", "u1", "user", "u1"],
  ["traceloop.association.properties.ls_model_name", "gpt-4o", "requestModel", "gpt-4o"],
  ["llm.user", "u2", "user", "u2"],
  ["llm.response.model", "gpt-4o", "model", "gpt-4o"],
  ["llm.response.finish_reason", "tool_calls", "finishReason", "tool_call"],
  ["llm.response.stop_reason", "max_tokens", "finishReason", "length"],
  ["llm.usage.total_tokens", 12, "totalTokens", 12],
  ["llm.usage.reasoning_tokens", "5", "reasoningTokens", 5],
  ["traceloop.entity.input", '{"args":[]}', "input", '{"args":[]}'],
  ["traceloop.entity.output", "done", "output", "done"],
  ["langgraph.command.goto_node", "writer", "handoffTo", "writer"],
  ["langgraph.command.source_node", "planner", "handoffFrom", "planner"],
  ["mcp.request.argument", '{"q":1}', "toolArguments", '{"q":1}'],
  ["pinecone.query.top_k", 4, "topK", 4],
  ["traceloop.prompt.key", "greet", "promptName", "greet"],
  ["traceloop.prompt.version", 3, "promptVersion", "3"],
];

describe("the attributes of OpenLLMetry", () => {
  it.each(CASES)("%s = %j gives %s", (...row) => expect(readRule(row)).toEqual([row[3], "openllmetry", row[0]]));

  it("says nothing of OpenInference's names below the same prefixes", () => {
    const { speakers } = interpret(spanOf({ "llm.request.model_name": "gpt-4o", "llm.response.model_name": "gpt-4o" }));
    expect(speakers).not.toContain("openllmetry");
  });

  it("takes the entity's kind before the operation, which frameworks repeat on every level", () => {
    const meaning = interpret(spanOf({ "gen_ai.operation.name": "invoke_agent", "traceloop.span.kind": "workflow" }));
    expect(meaning.scalars.kind).toBe("workflow");
  });

  it("takes a task that asks a model for the call that it is", () => {
    const task = { "traceloop.span.kind": "task" };
    expect(interpret(spanOf({ ...task, "llm.request.type": "chat" })).scalars.kind).toBe("llm");
    expect(interpret(spanOf({ ...task, "gen_ai.operation.name": "chat" })).scalars.kind).toBe("llm");
    expect(interpret(spanOf({ ...task, "gen_ai.operation.name": "execute_tool" })).scalars.kind).toBe("chain");
  });

  it("names agents and tools by their entity, and opens what LangChain wraps", () => {
    const agent = interpret(spanOf({ "traceloop.span.kind": "agent", "traceloop.entity.name": "planner" }));
    expect(agent.scalars.agent).toBe("planner");
    const tool = interpret(
      spanOf({
        "traceloop.span.kind": "tool",
        "traceloop.entity.name": "search",
        "traceloop.entity.input": '{"inputs":{"q":"x"},"tags":[]}',
        "traceloop.entity.output": '{"output":"found"}',
      }),
    );
    expect(tool.scalars).toMatchObject({ tool: "search", toolArguments: '{"q":"x"}', toolResult: "found" });
  });

  it("reads the old indexed messages, functions and parameters", () => {
    const { scalars, lists } = interpret(
      spanOf({
        "llm.request.type": "chat",
        "gen_ai.prompt.0.role": "user",
        "gen_ai.prompt.0.content": "hi",
        "gen_ai.completion.0.role": "assistant",
        "gen_ai.completion.0.content": "hello",
        "gen_ai.completion.0.finish_reason": "stop",
        "llm.request.functions.0.name": "f",
        "llm.request.functions.0.parameters": '{"type":"object"}',
        "llm.frequency_penalty": 0.5,
      }),
    );
    expect(scalars).toMatchObject({ kind: "llm", input: "hi", output: "hello", finishReason: "stop" });
    expect(scalars.toolDefinitions).toBe('[{"name":"f","parameters":{"type":"object"}}]');
    expect(scalars.parameters).toBe('{"frequency_penalty":0.5}');
    expect(lists.inputMessages).toHaveLength(1);
  });

  it("reads the association properties as metadata and the embedded texts as embeddings", () => {
    const meaning = interpret(
      spanOf({
        "llm.request.type": "embedding",
        "gen_ai.prompt.0.content": "one",
        "gen_ai.prompt.1.content": "two",
        "traceloop.association.properties.tenant": "t",
      }),
    );
    expect(meaning.scalars).toMatchObject({ kind: "embedding", metadata: '{"tenant":"t"}' });
    expect(meaning.lists.embeddings?.map((one) => one.text)).toEqual(["one", "two"]);
  });

  it("reads from whom to whom a handoff's name says", () => {
    const { scalars } = interpret(
      spanOf({ "traceloop.span.kind": "handoff" }, { name: "Triage \u2192 Billing.handoff" }),
    );
    expect(scalars).toMatchObject({ kind: "handoff", handoffFrom: "Triage", handoffTo: "Billing" });
  });

  it("reads the hits of a vector store from its events, in their order, with what their score means", () => {
    const { scalars, lists } = interpret(
      spanOf(
        { "db.system": "chroma", "db.operation": "query", "db.vector.query.top_k": 2 },
        {
          events: [
            eventOf("db.query.embeddings", { "db.query.embeddings.vector": "[1, 0.5]" }),
            eventOf("db.query.result", {
              "db.query.result.id": "a",
              "db.query.result.distance": 0.1,
              "db.query.result.document": "first",
            }),
            eventOf("db.query.result", {
              "db.query.result.id": "b",
              "db.query.result.score": "0.8",
              "db.query.result.metadata": '{"text":"second","page":2}',
            }),
          ],
        },
      ),
    );
    expect(scalars).toMatchObject({ kind: "retriever", topK: 2, knowledgeBase: "chroma" });
    expect(lists.documents).toMatchObject([
      { rank: 0, id: "a", score: 0.1, scoreKind: "distance", content: "first", metadata: null },
      { rank: 1, id: "b", score: 0.8, scoreKind: "similarity", content: "second" },
    ]);
    expect([...(lists.embeddings?.[0]?.vector ?? [])]).toEqual([1, 0.5]);
  });

  it("reads a search's hits, too", () => {
    const hit = {
      "db.search.result.id": 5,
      "db.search.result.distance": 0.3,
      "db.search.result.entity": '{"text":"t"}',
    };
    const { lists } = interpret(spanOf({ "db.system": "milvus" }, { events: [eventOf("db.search.result", hit)] }));
    expect(lists.documents).toMatchObject([{ id: "5", score: 0.3, scoreKind: "distance", content: "t" }]);
  });
});
