import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { realFiles } from "../../testing/real-files.js";
import { TestEngine } from "../../testing/test-engine.js";
import { makeSample } from "../detect.js";
import { isRejection, NO_RESOURCE, NO_SCOPE } from "../importer.js";
import { importers } from "../registry.js";
import { openAiAgents } from "./importer.js";
import { openAiAgentsSpanFacts } from "./span-facts.js";

const TRACE = "trace_0123456789abcdef0123456789abcdef";
const trace = { object: "trace", id: TRACE, workflow_name: "Support", group_id: "group-1", metadata: { tier: "gold" } };
function span(id: string, parent: string | null, data: object, more: object = {}) {
  return {
    object: "trace.span",
    id: `span_${id.padStart(24, "0")}`,
    trace_id: TRACE,
    parent_id: parent === null ? null : `span_${parent.padStart(24, "0")}`,
    started_at: "2025-06-29T07:23:37.654430+00:00",
    ended_at: "2025-06-29T07:23:47.260169+00:00",
    span_data: data,
    error: null,
    ...more,
  };
}
const usage = { input_tokens: 100, output_tokens: 20, input_tokens_details: { cached_tokens: 30 } };
const agent = span("a", null, { type: "agent", name: "Triage", handoffs: ["Billing"], tools: ["search"] });
const response = span("b", "a", { type: "response", response_id: "resp_1", usage });
const tool = span("c", "a", { type: "function", name: "search", input: '{"q":"x"}', output: "found" });
const handoff = span("d", "a", { type: "handoff", from_agent: "Triage", to_agent: "Billing" });
const failed = span(
  "e",
  "a",
  { type: "guardrail", name: "tone", triggered: true },
  {
    error: { message: "Guardrail tripped", data: { guardrail: "tone" } },
  },
);
const spans = [agent, response, tool, handoff, failed];
const items = [trace, ...spans];
const lines = items.map((item) => JSON.stringify(item)).join("\n");

function factsOf(value: unknown) {
  const facts = openAiAgentsSpanFacts(value, NO_RESOURCE, NO_SCOPE);
  if (isRejection(facts)) throw new Error(facts.reason);
  return facts;
}

describe("a span item", () => {
  it("keeps its ids and times", () => {
    expect(factsOf(response)).toMatchObject({
      traceId: TRACE,
      spanId: "span_00000000000000000000000b",
      parentSpanId: "span_00000000000000000000000a",
      startNs: 1751181817654430000n,
      endNs: 1751181827260169000n,
      statusCode: 0,
    });
  });

  it("says its error", () => {
    expect(factsOf(failed)).toMatchObject({ statusCode: 2, statusMessage: "Guardrail tripped" });
    expect(factsOf(failed).attributes.get("gen_ai.guardrail.verdict.type")).toBe("deny");
  });

  it("counts usage in every form, also the sums of a turn", () => {
    expect(factsOf(response).attributes.get("gen_ai.usage.cache_read.input_tokens")).toBe(30);
    const chat = { type: "generation", model: "gpt-4o", usage: { prompt_tokens: 7, completion_tokens: 2 } };
    expect(factsOf(span("f", null, chat)).attributes.get("gen_ai.usage.input_tokens")).toBe(7);
    const sums = { input_tokens: 9, output_tokens: 1, cached_input_tokens: 4 };
    const turn = { type: "custom", name: "turn", data: { sdk_span_type: "turn", agent_name: "Triage", usage: sums } };
    expect(factsOf(span("f", null, turn)).attributes.get("gen_ai.usage.input_tokens")).toBe(9);
    expect(factsOf(span("f", null, turn)).attributes.get("gen_ai.usage.cache_read.input_tokens")).toBe(4);
  });

  it("keeps what it does not know", () => {
    const facts = factsOf(span("f", null, { type: "novelty", name: "new", colour: "blue" }));
    expect(facts.name).toBe("new");
    expect(facts.attributes.get("openai.span.colour")).toBe("blue");
  });

  it.each([7, null, {}, { object: "other", span_data: {} }, { object: "trace.span" }])("%j is none", (value) => {
    expect(isRejection(openAiAgentsSpanFacts(value, NO_RESOURCE, NO_SCOPE))).toBe(true);
  });
});

describe("detection", () => {
  const confidence = (text: string): number => openAiAgents.detect(makeSample("unknown", Buffer.from(text)));
  const log = '{"event":"start","timestamp":"2025-06-23T19:04:18Z","span":{"span_id":"span_1","trace_id":"trace_1"}}';

  it("knows items and event logs by what they hold", () => {
    for (const text of [lines, JSON.stringify({ data: items }), log]) expect(confidence(text)).toBe(3);
    expect(confidence('{"object":"chat.completion"}')).toBe(0);
    expect(confidence('{"resourceSpans":[]}')).toBe(0);
  });

  it("no other importer is as sure of them", () => {
    for (const text of [lines, JSON.stringify({ traces: [{ ...trace, spans }] }), log]) {
      const sample = makeSample("unknown", Buffer.from(text));
      for (const other of importers) if (other !== openAiAgents) expect(other.detect(sample), other.id).toBeLessThan(3);
    }
  });
});

describe("import", () => {
  it("of a run whose responses say nothing counts its turns once, and calls the run by its workflow", async () => {
    await using engine = await TestEngine.open();
    const step = (sdk_span_type: string, sum: object): object => ({
      type: "custom",
      name: sdk_span_type,
      data: { sdk_span_type, usage: sum },
    });
    const run = [
      trace,
      span("1", null, step("task", { input_tokens: 30, output_tokens: 6 })),
      span("2", "1", { type: "agent", name: "Triage" }),
      span("3", "2", step("turn", { input_tokens: 10, output_tokens: 2 })),
      span("4", "3", { type: "response", response_id: "resp_1" }),
      span("5", "2", step("turn", { input_tokens: 20, output_tokens: 4 })),
    ];
    await engine.add("a", JSON.stringify({ data: run }));
    expect(await engine.sql("SELECT root_name, input_tokens, output_tokens, total_tokens FROM trace")).toEqual([
      ["Support", 30, 6, 36],
    ]);
  });

  const ENOUGH = JSON.stringify([...spans, trace]);
  it.each<[string, string]>([
    ["lines", lines],
    ["an array", JSON.stringify(items)],
    ["the trace behind its spans", ENOUGH],
    ["a posted body", JSON.stringify({ data: items })],
    [
      "posted bodies on lines",
      `${JSON.stringify({ data: items.slice(0, 2) })}\n${JSON.stringify({ data: items.slice(2) })}`,
    ],
    ["traces that hold their spans", JSON.stringify({ traces: [{ ...trace, spans }] }, null, 2)],
    ["a trace on a line that holds its spans", JSON.stringify({ ...trace, spans })],
  ])("%s: the same spans", async (_layout, text) => {
    await using engine = await TestEngine.open();
    const file = await engine.add("unknown", text);
    expect(file).toMatchObject({ format: "openai-agents", stored: 5, rejected: 0 });
    expect(await engine.sql("select name, kind, conversation from span order by span_id")).toEqual([
      ["Triage", "agent", "group-1"],
      ["response", "llm", "group-1"],
      ["search", "tool", "group-1"],
      ["handoff to Billing", "handoff", "group-1"],
      ["tone", "guardrail", "group-1"],
    ]);
    const all = "select * from span order by span_id";
    const before = await engine.sql(all);
    await engine.derive();
    expect(await engine.sql(all)).toEqual(before);
  });

  it("rejects an item among lists, and what is no item", async () => {
    await using engine = await TestEngine.open();
    const file = await engine.add("unknown", `${JSON.stringify({ data: [...items, 7] })}\n${JSON.stringify(tool)}`);
    expect(file).toMatchObject({ stored: 5, rejected: 2 });
  });

  it("an event log: the end of a span stands for it, one that never ended stays unfinished", async () => {
    const start = { span_id: "span_1", trace_id: "trace_12345678", parent_id: null, name: "agent.Math", kind: "agent" };
    const begun = { ...start, start_time: "2025-06-23T19:05:33Z", end_time: null, attributes: {}, events: [] };
    const ended = { ...begun, end_time: "2025-06-23T19:05:34Z", duration_ms: 1645.7, status: "error" };
    const log = [
      { event: "start", timestamp: "2025-06-23T19:05:33Z", span: begun },
      { event: "start", timestamp: "2025-06-23T19:05:33Z", span: { ...begun, span_id: "span_2" } },
      { event: "end", timestamp: "2025-06-23T19:05:34Z", span: ended },
    ];
    await using engine = await TestEngine.open();
    const file = await engine.add(
      "unknown",
      log.map((line) => JSON.stringify(line)),
    );
    expect(file).toMatchObject({ format: "openai-agents", rejected: 0 });
    expect(await engine.sql("select span_id, kind, duration_ns::bigint::varchar from span order by span_id")).toEqual([
      ["span_1", "agent", "1645700000"],
      ["span_2", "agent", null],
    ]);
  });
});

const [real] = realFiles("openai-agents");
const [nested] = realFiles("otlp-json/open-agent-traces").filter((path) => path.includes("logs__traces_"));
describe.skipIf(real === undefined)("real files (skipped where ../shared/data is absent)", () => {
  it("an event log: 35 spans of 8 traces in 69 records", async () => {
    await using engine = await TestEngine.open();
    const file = await engine.add("unknown", readFileSync(real ?? ""));
    expect(file).toMatchObject({ format: "openai-agents", read: 69, rejected: 0 });
    expect(await engine.sql("select count(*)::int, count(distinct trace_id)::int from span")).toEqual([[35, 8]]);
  });

  it.skipIf(nested === undefined)("traces that hold their spans", async () => {
    await using engine = await TestEngine.open();
    const file = await engine.add("unknown", readFileSync(nested ?? ""));
    expect(file).toMatchObject({ format: "openai-agents", stored: 6, rejected: 0 });
    expect(await engine.sql("select kind, count(*)::int from span group by 1 order by 1")).toEqual([
      ["agent", 3],
      ["llm", 3],
    ]);
  });
});

describe("what is broken", () => {
  it("an item that is cut off anywhere costs nothing of the next lines", async () => {
    await using engine = await TestEngine.open();
    const text = JSON.stringify(tool);
    const cut: string[] = [JSON.stringify(trace)];
    let whole = 0;
    for (let place = 1; place < text.length; place += 23) {
      const next = { ...tool, id: `span_${String(whole++).padStart(24, "0")}` };
      cut.push(text.slice(0, place), JSON.stringify(next));
    }
    const file = await engine.add("unknown", cut);
    expect(file.stored).toBe(whole);
    expect(file.rejected).toBeGreaterThan(0);
  });

  it("a file that comes in small pieces is told by its beginning all the same", async () => {
    await using engine = await TestEngine.open();
    const text = Buffer.from(JSON.stringify({ data: items }));
    async function* pieces() {
      for (let at = 0; at < text.length; at += 7) yield await Promise.resolve(text.subarray(at, at + 7));
    }
    expect(await engine.addStream("unknown", pieces())).toMatchObject({ stored: 5, rejected: 0 });
  });
});
