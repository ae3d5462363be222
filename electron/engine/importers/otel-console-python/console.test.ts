import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { realFolder } from "../../testing/real-files.js";
import { brokenRules } from "../../testing/store-rules.js";
import { TestEngine } from "../../testing/test-engine.js";
import { makeSample } from "../detect.js";
import { isRejection } from "../importer.js";
import { importers } from "../registry.js";
import { otelConsolePython } from "./importer.js";

const TRACE = "2003e6451fd0a4f57180c96bfb737ca2";
const resource = { attributes: { "service.name": "shop", "telemetry.sdk.language": "python" }, schema_url: "" };
const root = {
  name: "answer",
  context: { trace_id: `0x${TRACE}`, span_id: "0x274dd096714e8259", trace_state: "[]" },
  kind: "SpanKind.SERVER",
  parent_id: null,
  start_time: "2024-04-30T20:40:29.407840Z",
  end_time: "2024-04-30T20:40:30.719453Z",
  status: { status_code: "UNSET" },
  attributes: {},
  events: [],
  links: [],
  resource,
};
const call = {
  ...root,
  name: "chat gpt-4o",
  context: { ...root.context, span_id: "0x069795b63654ddfc" },
  kind: "SpanKind.CLIENT",
  parent_id: "0x274dd096714e8259",
  status: { status_code: "ERROR", description: "APIError: overloaded" },
  attributes: {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.usage.input_tokens": 12,
    "gen_ai.response.finish_reasons": ["stop"],
  },
  events: [{ name: "exception", timestamp: "2024-04-30T20:40:30Z", attributes: { "exception.message": "overloaded" } }],
  links: [
    { context: { trace_id: `0x${"ab".repeat(16)}`, span_id: `0x${"cd".repeat(8)}` }, attributes: { why: "retry" } },
  ],
};
const log = { body: "hello", severity_text: "INFO", attributes: {}, trace_id: `0x${TRACE}`, span_id: "0x0" };
const metrics = { resource_metrics: [{ resource, scope_metrics: [], schema_url: "" }] };
const pretty = (...values: unknown[]): string => values.map((value) => JSON.stringify(value, null, 4)).join("\n");

describe("layouts", () => {
  it.each<[string, string]>([
    ["as the exporter prints them", pretty(root, call)],
    ["lines", [root, call].map((span) => JSON.stringify(span)).join("\n")],
    ["a list", JSON.stringify([root, call], null, 2)],
    ["a list in an object", JSON.stringify({ exported: "now", spans: [root, call] })],
    ["lists of traces", JSON.stringify({ traces: [{ trace_id: TRACE, constructor: [], spans: [root, call] }] })],
    ["with CRLF", pretty(root, call).replaceAll("\n", "\r\n")],
  ])("%s", async (_name, text) => {
    const sample = makeSample("unknown", Buffer.from(text));
    expect(importers.filter((importer) => importer.detect(sample) > 0)).toEqual([otelConsolePython]);
    await using engine = await TestEngine.open();
    const file = await engine.add("unknown", text);
    expect(file).toMatchObject({ format: "otel-console-python", read: 2, stored: 2, rejected: 0 });
    expect(await engine.sql("select name, kind, status, model, service from span order by name")).toEqual([
      ["answer", "other", "unset", null, "shop"],
      ["chat gpt-4o", "llm", "error", "gpt-4o", "shop"],
    ]);
  });

  it("what the program prints between spans is rejected, all spans are read", async () => {
    await using engine = await TestEngine.open();
    const text = `Starting on port 80\nready\n${pretty(root)}\n127.0.0.1 - GET /\n${pretty(call)}\nbye\n`;
    expect(await engine.add("out.txt", text)).toMatchObject({ format: "otel-console-python", stored: 2, rejected: 3 });
    expect(await engine.value("select min(code) || max(code) from reject")).toBe("NOT_JSONNOT_JSON");
  });

  it("logs and metrics of the same stream are counted", async () => {
    await using engine = await TestEngine.open();
    const file = await engine.add("out.txt", pretty(log, root, metrics, call));
    expect(file).toMatchObject({ format: "otel-console-python", stored: 2, rejected: 0, logs: 1, metrics: 1 });
  });

  it("a stream that was cut off keeps what came before", async () => {
    await using engine = await TestEngine.open();
    const text = pretty(root, call);
    expect(await engine.add("out.txt", text.slice(0, -200))).toMatchObject({ stored: 1, rejected: 1 });
    expect(await engine.value("select code from reject")).toBe("CUT_OFF");
  });
});

describe("facts", () => {
  const read = (value: unknown): ReturnType<typeof otelConsolePython.spanFacts> =>
    otelConsolePython.spanFacts(
      value,
      { record: null, attributes: new Map() },
      { record: null, name: null, version: null },
    );

  it("are those of the span", () => {
    const facts = read(call);
    expect(facts).toMatchObject({
      traceId: TRACE,
      spanId: "069795b63654ddfc",
      parentSpanId: "274dd096714e8259",
      otelKind: 3,
      startNs: 1_714_509_629_407_840_000n,
      endNs: 1_714_509_630_719_453_000n,
      statusCode: 2,
      statusMessage: "APIError: overloaded",
      events: [{ name: "exception", timeNs: 1_714_509_630_000_000_000n }],
      links: [{ traceId: "ab".repeat(16), spanId: "cd".repeat(8), attributes: new Map([["why", "retry"]]) }],
    });
    if (isRejection(facts)) throw new Error(facts.reason);
    expect(facts.attributes.get("gen_ai.response.finish_reasons")).toEqual(["stop"]);
    expect(facts.resource.get("service.name")).toBe("shop");
  });

  it("of older versions: the resource is a plain map, parents have no 0x", () => {
    const facts = read({ ...call, parent_id: "274dd096714e8259", resource: { "service.name": "old" } });
    expect(facts).toMatchObject({ parentSpanId: "274dd096714e8259", resource: new Map([["service.name", "old"]]) });
  });

  it("a span that has not ended has no end", () => {
    expect(read({ ...root, end_time: null })).toMatchObject({ endNs: null });
  });
});

describe.skipIf(realFolder() === null)("files of a program's own in the same shape", () => {
  it.each(["", "_by_trace"])("6 spans of one trace%s", async (ending) => {
    const name = `otlp-json/open-agent-traces/logs__otel_traces_2025-06-29_00-23-24${ending}@3e54d7a6.json`;
    await using engine = await TestEngine.open();
    const file = await engine.add("unknown", readFileSync(join(realFolder() ?? "", name)));
    expect(file).toMatchObject({ format: "otel-console-python", stored: 6, rejected: 0, traces: 1 });
    expect(await engine.value("select count(*) from span where start_ns is null or end_ns is null")).toBe(0);
  });
});

const FILE = join(realFolder() ?? "", "otel-console-python/assistant-pf-demo/spans@1620b39e.json");
describe.skipIf(realFolder() === null)("real files", () => {
  it("promptflow: 2 traces, 6 spans", async () => {
    const bytes = readFileSync(FILE);
    for (const importer of importers) {
      expect(importer.detect(makeSample("unknown", bytes))).toBe(importer === otelConsolePython ? 3 : 0);
    }
    await using engine = await TestEngine.open();
    const file = await engine.add("unknown", bytes);
    expect(file).toMatchObject({ format: "otel-console-python", stored: 6, rejected: 0 });
    expect(await engine.sql("select count(distinct trace_id), count(distinct service) from span")).toEqual([[2, 1]]);
    expect(await engine.value("select count(*) from link")).toBe(1);
    expect(await brokenRules(engine)).toEqual([]);
  });
});
