import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { realFiles } from "../../testing/real-files.js";
import { brokenRules } from "../../testing/store-rules.js";
import { TestEngine } from "../../testing/test-engine.js";
import { makeSample } from "../detect.js";
import { isRejection } from "../importer.js";
import { importers } from "../registry.js";
import { phoenix } from "./importer.js";
import { phoenixSpanFacts } from "./span-facts.js";

const TRACE = "2b7764c6-aa70-4382-a30a-0d3c24c730d5";
const ROOT = "1e00299b-da18-43b5-8c2b-029449143d28";
const CALL = "dded5ff8-4e5d-40be-a078-75e28da01f0b";

const root = {
  name: "query",
  context: { trace_id: TRACE, span_id: ROOT },
  span_kind: "CHAIN",
  parent_id: null,
  start_time: "2024-08-21T22:06:04.990344",
  end_time: "2024-08-21T22:06:06.235496",
  status_code: "OK",
  status_message: "",
  attributes: { "input.value": "Is it far?", "output.value": "No." },
  events: [],
  conversation: { conversation_id: "talk-1" },
};
const call = {
  name: "llm",
  context: { trace_id: TRACE, span_id: CALL },
  span_kind: "LLM",
  parent_id: ROOT,
  start_time: "2024-08-21T22:06:05.614572+00:00",
  end_time: "2024-08-21T22:06:06.235215+00:00",
  status_code: "ERROR",
  status_message: "overloaded",
  attributes: {
    llm: {
      model_name: "gpt-4o",
      token_count: { prompt: 120, completion: 30 },
      input_messages: [
        { message: { role: "system", content: "Be brief." } },
        { message: { role: "user", content: "Is it far?" } },
      ],
      output_messages: [
        {
          message: {
            role: "assistant",
            tool_calls: [{ tool_call: { id: "c1", function: { name: "distance", arguments: '{"to":"it"}' } } }],
          },
        },
      ],
    },
    metadata: { run: 7 },
  },
  events: [{ name: "exception", timestamp: "2024-08-21T22:06:06Z", attributes: { "exception.type": "Overloaded" } }],
};
/** A row of `get_spans_dataframe().to_json(orient="records")`. */
const row = {
  "context.trace_id": "7d0c2f8f0a1b4c5d8e9fa0b1c2d3e4f5",
  "context.span_id": "a0b1c2d3e4f50617",
  name: "embedding",
  span_kind: "EMBEDDING",
  parent_id: null,
  start_time: 1724277965000,
  end_time: 1724277966000,
  status_code: "UNSET",
  "attributes.embedding.model_name": "text-embedding-ada-002",
  "attributes.embedding.embeddings": [{ "embedding.text": "Is it far?", "embedding.vector": [0.25, 0.5] }],
  "attributes.llm.model_name": null,
};

const lines = (...spans: unknown[]): string => spans.map((span) => JSON.stringify(span)).join("\n");

describe("layouts", () => {
  it.each<[string, string]>([
    ["lines", lines(root, call)],
    ["a list", JSON.stringify([root, call])],
    ["pretty-printed documents back to back", [root, call].map((span) => JSON.stringify(span, null, 2)).join("\n")],
    ["the answer of the REST interface", JSON.stringify({ next_cursor: null, data: [root, { id: "x", ...call }] })],
    ["a trace of the command line", JSON.stringify({ traceId: TRACE, spans: [root, call], rootSpan: root })],
    ["traces of the command line", JSON.stringify([{ traceId: TRACE, notes: [], spans: [root, call] }], null, 2)],
  ])("%s", async (_name, text) => {
    expect(importers.filter((importer) => importer.detect(makeSample("unknown", Buffer.from(text))) > 0)).toEqual([
      phoenix,
    ]);
    await using engine = await TestEngine.open();
    expect(await engine.add("unknown", text)).toMatchObject({ format: "phoenix", read: 2, stored: 2, rejected: 0 });
    expect(await engine.sql("select name, kind, status from span order by start_ns")).toEqual([
      ["query", "chain", "ok"],
      ["llm", "llm", "error"],
    ]);
    expect(await engine.sql("select count(*), count(distinct trace_id), count(parent_span_id) from span")).toEqual([
      [2, 1, 1],
    ]);
  });

  it("rows of a data frame", async () => {
    await using engine = await TestEngine.open();
    expect(await engine.add("unknown", lines(row))).toMatchObject({ format: "phoenix", stored: 1, rejected: 0 });
    expect(await engine.sql("select kind, model from span")).toEqual([["embedding", "text-embedding-ada-002"]]);
  });

  it("lines that come in small pieces", async () => {
    await using engine = await TestEngine.open();
    const bytes = Buffer.from(lines(root, call));
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    }
    expect(await engine.addStream("unknown", pieces())).toMatchObject({ format: "phoenix", stored: 2, rejected: 0 });
  });
});

describe("facts", () => {
  const factsOf = (value: unknown): Exclude<ReturnType<typeof phoenixSpanFacts>, { code: string }> => {
    const facts = phoenixSpanFacts(value);
    if (isRejection(facts)) throw new Error(facts.reason);
    return facts;
  };

  it("nested attributes get dotted names", () => {
    expect(Object.fromEntries(factsOf(call).attributes)).toEqual({
      "llm.model_name": "gpt-4o",
      "llm.token_count.prompt": 120,
      "llm.token_count.completion": 30,
      "llm.input_messages.0.message.role": "system",
      "llm.input_messages.0.message.content": "Be brief.",
      "llm.input_messages.1.message.role": "user",
      "llm.input_messages.1.message.content": "Is it far?",
      "llm.output_messages.0.message.role": "assistant",
      "llm.output_messages.0.message.tool_calls.0.tool_call.id": "c1",
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "distance",
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments": '{"to":"it"}',
      metadata: { run: 7 },
      "openinference.span.kind": "LLM",
    });
  });

  it("ids, times and status are those of the span", () => {
    expect(factsOf(call)).toMatchObject({
      traceId: TRACE.replaceAll("-", ""),
      spanId: CALL,
      parentSpanId: ROOT,
      startNs: 1_724_277_965_614_572_000n,
      statusCode: 2,
      statusMessage: "overloaded",
      events: [{ name: "exception", timeNs: 1_724_277_966_000_000_000n }],
    });
    expect(factsOf(root)).toMatchObject({ parentSpanId: null, statusMessage: null });
  });

  it("a conversation and annotations get OpenInference's names", () => {
    const annotations = [{ name: "correct", annotator_kind: "HUMAN", result: { label: "yes", score: 1 } }];
    const { attributes } = factsOf({ ...root, annotations });
    expect(attributes.get("session.id")).toBe("talk-1");
    expect(attributes.get("annotations.0.annotation.name")).toBe("correct");
    expect(attributes.get("annotations.0.annotation.score")).toBe(1);
  });

  it("an attribute is not replaced by what stands beside the attributes", () => {
    const attributes = { "openinference.span.kind": "AGENT" };
    expect(factsOf({ ...root, attributes }).attributes.get("openinference.span.kind")).toBe("AGENT");
  });

  it("pairs of role and text are messages", () => {
    const { attributes } = factsOf({ ...root, attributes: { "llm.messages": [["user", "Is it far?"], "odd"] } });
    expect(attributes.get("llm.input_messages.0.message.content")).toBe("Is it far?");
    expect(attributes.get("llm.messages")).toEqual([["user", "Is it far?"], "odd"]);
  });

  it("a vector stays whole, an absent cell is no attribute", () => {
    const { attributes } = factsOf(row);
    expect(attributes.get("embedding.embeddings.0.embedding.vector")).toEqual([0.25, 0.5]);
    expect(attributes.has("llm.model_name")).toBe(false);
  });
});

it("what is no span is rejected, what surrounds it is kept", async () => {
  await using engine = await TestEngine.open();
  const text = lines(root, { name: "x" }, { ...call, attributes: "none" }, '"text"', call);
  expect(await engine.add("spans.jsonl", text)).toMatchObject({ read: 5, stored: 2, rejected: 3 });
  expect(await engine.sql("select line, code from reject order by line")).toEqual([
    [2, "NOT_A_SPAN"],
    [3, "BAD_ATTRIBUTES"],
    [4, "NOT_JSON"],
  ]);
});

const FILES = realFiles("openinference/phoenix-tutorials");
describe.skipIf(FILES.length === 0)("real files", () => {
  it("the first generation: 3 traces, 15 spans, with their messages", async () => {
    await using engine = await TestEngine.open();
    const text = readFileSync(FILES[0] ?? "");
    for (const importer of importers) {
      expect(importer.detect(makeSample("unknown", text))).toBe(importer === phoenix ? 3 : 0);
    }
    expect(await engine.add("unknown", text)).toMatchObject({ format: "phoenix", stored: 15, rejected: 0 });
    expect(await engine.sql("select kind::varchar as kind, count(*) from span group by 1 order by 1")).toEqual([
      ["chain", 6],
      ["embedding", 3],
      ["llm", 3],
      ["retriever", 3],
    ]);
    expect(
      await engine.sql("select count(distinct trace_id), count(*) filter (parent_span_id is null) from span"),
    ).toEqual([[3, 3]]);
    expect(await engine.value("select min(messages) from span where kind = 'llm'")).toBeGreaterThanOrEqual(3);
    expect(await brokenRules(engine)).toEqual([]);
  });
});
