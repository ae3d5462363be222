import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { AttributeValue } from "../../../shared/model/facts.js";
import { interpret, MeaningBuilder } from "./meaning-builder.js";
import { CONVENTIONS, ownerOf } from "./registry.js";
import { spanOf } from "./span-fixture.js";

describe("a meaning", () => {
  it("takes each field from the lowest rank, and the first among equals", () => {
    const builder = new MeaningBuilder();
    builder.set("agent", "late", "b", 20);
    builder.set("agent", "best", "a", 10);
    builder.set("agent", "same rank", "c", 10);
    builder.set("agent", "None", "d", 1);
    builder.set("inputTokens", Number.NaN, "e", 1);
    builder.setList("documents", [], "f", 1);
    expect(builder.scalars).toEqual({ agent: "best" });
    expect(builder.lists).toEqual({});
    expect(builder.wants("agent", 10)).toBe(false);
    expect(builder.wants("agent", 9)).toBe(true);
  });

  it("merges several vocabularies on one span field by field, and says who gave what", () => {
    const meaning = interpret(
      spanOf({
        "openinference.span.kind": "LLM",
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.name": "planner",
        "gen_ai.request.model": "gpt-4o",
        "llm.model_name": "gpt-4o-2024-08-06",
        "llm.token_count.prompt": 10,
        "gen_ai.usage.input_tokens": 11,
        "llm.token_count.completion": 4,
        "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"A"}]}]',
        "llm.input_messages.0.message.role": "user",
        "llm.input_messages.0.message.content": "B",
        "llm.output_messages.0.message.content": "C",
        "session.id": "s",
        "http.request.method": "POST",
      }),
    );
    expect(meaning.scalars).toMatchObject({
      kind: "llm",
      agent: "planner",
      requestModel: "gpt-4o",
      model: "gpt-4o-2024-08-06",
      inputTokens: 11,
      outputTokens: 4,
      totalTokens: 15,
      conversation: "s",
      input: "A",
      output: "C",
    });
    const from = (field: Parameters<typeof meaning.sources.get>[0]) => meaning.sources.get(field)?.convention;
    expect([from("kind"), from("agent"), from("model"), from("inputTokens"), from("outputTokens")]).toEqual([
      "openinference",
      "otel-genai",
      "openinference",
      "otel-genai",
      "openinference",
    ]);
    expect([from("inputMessages"), from("outputMessages")]).toEqual(["otel-genai", "openinference"]);
    expect(meaning.speakers).toEqual(["otel-genai", "openinference", "otel"]);
  });

  it("survives values that are nested beyond the stack", () => {
    let deep: AttributeValue = [];
    for (let depth = 0; depth < 200_000; depth++) deep = [deep];
    const meaning = interpret(
      spanOf({ "gen_ai.agent.name": "a", "gen_ai.tool.call.result": deep, "input.value": deep }),
    );
    expect(meaning.scalars.agent).toBe("a");
    const text = "[".repeat(100_000) + "]".repeat(100_000);
    expect(interpret(spanOf({ "gen_ai.input.messages": text, "session.id": "s" })).scalars.conversation).toBe("s");
  });

  it("survives attributes of the wrong types and of hostile names", () => {
    const wrong: Record<string, AttributeValue> = {};
    const values: AttributeValue[] = [
      null,
      true,
      -1,
      "",
      "{",
      "[[[",
      [null],
      { a: null },
      "__proto__",
      ["x", { y: [] }],
    ];
    const keys = [
      "kind",
      "gen_ai.operation.name",
      "gen_ai.input.messages",
      "gen_ai.retrieval.documents",
      "llm.input_messages",
      "llm.input_messages.0",
      "llm.input_messages.0.message",
      "embedding.embeddings.0.embedding.vector",
      "metadata",
      "tag.tags",
      "input.value",
      "__proto__",
      "constructor",
      "gen_ai.prompt.0",
      "gen_ai.prompt.0.tool_calls.0",
      "openinference.span.kind",
      "gen_ai.response.finish_reasons",
    ];
    for (const value of values) {
      for (const key of keys) Object.defineProperty(wrong, key, { value, enumerable: true, configurable: true });
      expect(() => interpret(spanOf(wrong))).not.toThrow();
      for (const key of keys)
        expect(() => interpret(spanOf({ [key]: value, "openinference.span.kind": "LLM" }))).not.toThrow();
    }
  });
});

describe("the registry", () => {
  it("has each id once", () => {
    expect(new Set(CONVENTIONS.map((one) => one.id)).size).toBe(CONVENTIONS.length);
  });

  it.each([
    ["gen_ai.usage.input_tokens", "otel-genai"],
    ["mcp.method.name", "otel-genai"],
    ["llm.input_messages.0.message.role", "openinference"],
    ["retrieval.documents.12.document.id", "openinference"],
    ["session.id", "openinference"],
    ["http.request.method", "otel"],
    ["quotient.trace.id", null],
    ["llm.request.type", "openllmetry"],
    ["app.name", null],
  ])("knows whose %s is", (key, owner) => {
    expect(ownerOf(key)).toBe(owner);
    expect(ownerOf(key)).toBe(owner);
  });
});

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const pairs = join(process.env["SKEIN_DATA"] ?? join(root, "../shared/data"), "openinference/openinference-genai");
const present = existsSync(pairs);
if (!present) console.info("Pairs of OpenInference and GenAI attributes are not here: set SKEIN_DATA to check them.");

describe.skipIf(!present)("real pairs of both vocabularies", () => {
  const meanings = (part: string) =>
    readdirSync(pairs)
      .filter((name) => name.includes(part))
      .map((name) =>
        interpret(spanOf(JSON.parse(readFileSync(join(pairs, name), "utf8")) as Record<string, AttributeValue>)),
      );

  it("say the same of a chat with tools", () => {
    const genai = meanings("genai_client").concat(meanings("genai_deprecated"));
    const openInference = meanings("test____fixtures____openinference_client");
    expect(genai.length + openInference.length).toBe(8);
    for (const meaning of [...genai, ...openInference]) {
      expect(meaning.scalars).toMatchObject({
        kind: "llm",
        model: "gpt-4-0613",
        requestModel: "gpt-4",
        provider: "openai",
      });
      const { inputMessages, outputMessages } = meaning.lists;
      expect(inputMessages?.map((message) => message.role)).toEqual(["user", "assistant", "tool"]);
      expect(inputMessages?.[0]?.parts[0]?.content).toBe("Weather in Paris?");
      const call = inputMessages?.[1]?.parts.find((part) => part.type === "tool_call");
      expect([call?.name, call?.callId, JSON.parse(call?.content ?? "null")]).toEqual([
        "get_weather",
        "1234",
        { location: "Paris" },
      ]);
      expect(inputMessages?.[2]?.parts).toEqual([
        { type: "tool_result", name: null, callId: "1234", content: "rainy, 57°F" },
      ]);
      expect(outputMessages?.[0]?.parts[0]?.content).toMatch(/^The weather in Paris is currently rainy/);
    }
    for (const meaning of genai)
      expect(meaning.scalars).toMatchObject({
        inputTokens: 97,
        outputTokens: 52,
        totalTokens: 149,
        finishReason: "stop",
      });
  });

  it("say what a tool did", () => {
    const [meaning] = meanings("tool_execution");
    expect(meaning?.scalars).toMatchObject({
      kind: "tool",
      tool: "get_weather",
      toolCallId: "1234",
      toolArguments: '{"city": "New York"}',
    });
    expect(meaning?.scalars.toolResult).toContain("sunny");
  });
});
