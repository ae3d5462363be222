import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import { calm, TestEngine } from "../../testing/test-engine.js";
import { contextParts, documentCharacters } from "./parts.js";

test("each text is in one part, and nothing is lost", () => {
  const text = fc.record({
    role: fc.constantFrom("system", "user", "assistant", "tool"),
    type: fc.constantFrom("text", "tool_result", "tool_call"),
    length: fc.nat(1000),
    isNew: fc.boolean(),
    documents: fc.nat(2000),
  });
  fc.assert(
    fc.property(fc.array(text), fc.option(fc.nat(1000)), (texts, tools) => {
      const sum = texts.reduce((total, { length }) => total + length, tools ?? 0);
      expect(contextParts(texts, tools).reduce((total, { characters }) => total + characters, 0)).toBe(sum);
    }),
  );
});

test("documents count where they stand word for word", () => {
  const document = "Returns are taken for thirty days after delivery.";
  expect(documentCharacters(`Use this: ${document}`, [document, "something else"])).toBe(document.length);
  expect(documentCharacters("nothing of the kind", [document])).toBe(0);
});

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const DOCUMENT = "Unworn goods are taken back for forty days after delivery, with the receipt.";
const value = (text: unknown) => ({ stringValue: typeof text === "string" ? text : JSON.stringify(text) });

function span(id: string, startMs: number, attributes: Readonly<Record<string, unknown>>, parent = "") {
  return {
    traceId: TRACE,
    spanId: id,
    ...(parent === "" ? {} : { parentSpanId: parent }),
    name: "chat gpt-4o",
    startTimeUnixNano: `${1_790_000_000_000 + startMs}000000`,
    endTimeUnixNano: `${1_790_000_000_100 + startMs}000000`,
    attributes: Object.entries(attributes).map(([key, text]) => ({
      key,
      value: typeof text === "number" ? { intValue: String(text) } : value(text),
    })),
  };
}
const said = (role: string, content: string) => ({ role, parts: [{ type: "text", content }] });

describe("the context of a call", () => {
  it("is parted into what it was told, given, found and asked, against what the model takes", async () => {
    await using engine = await TestEngine.open();
    const system = said("system", "You are a clerk.");
    const question = said("user", "May I return it?");
    const tools = [{ type: "function", name: "search", description: "Searches" }];
    const call = (input: unknown, tokens: number) => ({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.input.messages": input,
      "gen_ai.tool.definitions": tools,
      "gen_ai.usage.input_tokens": tokens,
    });
    const spans = [
      span("00000000000000a1", 0, { ...call([system, question], 40) }),
      span("00000000000000a2", 200, {
        "gen_ai.operation.name": "retrieval",
        "gen_ai.retrieval.documents": [{ id: "d1", content: DOCUMENT }],
      }),
      span("00000000000000a3", 400, {
        ...call([system, question, said("assistant", "Let me see."), said("user", `Found: ${DOCUMENT}`)], 90),
      }),
    ];
    await engine.add("call.jsonl", JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
    const context = await engine.handlers["span.context"](
      { traceId: TRACE as TraceId, spanId: "00000000000000a3" as SpanId },
      calm,
    );
    expect(context).toMatchObject({ inputTokens: 90, model: "gpt-4o", window: { tokens: 128_000 } });
    const sizes = Object.fromEntries(context.parts.map(({ part, characters }) => [part, characters]));
    expect(sizes).toMatchObject({
      instructions: "You are a clerk.".length,
      documents: DOCUMENT.length,
      new: "Found: ".length + "Let me see.".length,
      history: "May I return it?".length,
    });
    expect(sizes["tools"]).toBeGreaterThan(20);
  });
});
