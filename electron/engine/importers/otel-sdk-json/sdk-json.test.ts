import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { realFiles } from "../../testing/real-files.js";
import { brokenRules } from "../../testing/store-rules.js";
import { TestEngine } from "../../testing/test-engine.js";
import { makeSample } from "../detect.js";
import { NO_RESOURCE, NO_SCOPE } from "../importer.js";
import { importers } from "../registry.js";
import { otelSdkJson } from "./importer.js";

const TRACE = "b3e700af9eab81e19f72f964d62a35af";
const root = {
  name: "ai.generateText",
  spanContext: { traceId: TRACE, spanId: "648be1dfd8e521b6" },
  kind: 0,
  attributes: { "operation.name": "ai.generateText" },
  status: { code: 0 },
  startTime: [1_770_131_992, 241_000_000],
  endTime: [1_770_131_994, 22_541_000],
  events: [],
};
const call = {
  name: "chat",
  spanContext: { traceId: TRACE, spanId: "39d6e9b3ddec9996", traceFlags: 1 },
  parentSpanContext: { traceId: TRACE, spanId: "648be1dfd8e521b6" },
  kind: 2,
  attributes: { "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o-mini", list: ["a", "b"] },
  status: { code: 2, message: "overloaded" },
  startTime: [1_770_131_992, 242_000_001],
  endTime: [1_770_131_994, 21_415_667],
  events: [{ name: "exception", time: [1_770_131_993, 5], attributes: { "exception.type": "Overloaded" } }],
  links: [{ context: { traceId: "ab".repeat(16), spanId: "cd".repeat(8) } }],
  resource: { attributes: { "service.name": "shop" } },
  instrumentationScope: { name: "ai", version: "6.0" },
};

describe("layouts", () => {
  it.each<[string, string]>([
    ["a list", JSON.stringify([root, call], null, 2)],
    ["lines", [root, call].map((span) => JSON.stringify(span)).join("\n")],
    ["documents back to back", [root, call].map((span) => JSON.stringify(span, null, 2)).join("\n")],
    ["a list below a name", JSON.stringify({ captured: "now", spans: [root, call] })],
    ["lists below odd names", JSON.stringify({ constructor: [root], toString: [call] })],
    ["lists by operation", JSON.stringify({ "ai.generateText": [root], chat: [call] })],
  ])("%s", async (_name, text) => {
    const sample = makeSample("unknown", Buffer.from(text));
    expect(importers.filter((importer) => importer.detect(sample) > 0)).toEqual([otelSdkJson]);
    await using engine = await TestEngine.open();
    const file = await engine.add("unknown", text);
    expect(file).toMatchObject({ format: "otel-sdk-json", read: 2, stored: 2, rejected: 0 });
    expect(await engine.sql("select name, status, model, service, scope from span order by start_ns")).toEqual([
      ["ai.generateText", "unset", null, null, null],
      ["chat", "error", "gpt-4o-mini", "shop", "ai"],
    ]);
  });
});

describe("facts", () => {
  const read = (value: unknown): ReturnType<typeof otelSdkJson.spanFacts> =>
    otelSdkJson.spanFacts(value, NO_RESOURCE, NO_SCOPE);

  it("are those of the span", () => {
    expect(read(call)).toMatchObject({
      traceId: TRACE,
      spanId: "39d6e9b3ddec9996",
      parentSpanId: "648be1dfd8e521b6",
      startNs: 1_770_131_992_242_000_001n,
      endNs: 1_770_131_994_021_415_667n,
      statusCode: 2,
      statusMessage: "overloaded",
      attributes: new Map(Object.entries(call.attributes)),
      events: [{ name: "exception", timeNs: 1_770_131_993_000_000_005n }],
      links: [{ traceId: "ab".repeat(16), spanId: "cd".repeat(8) }],
      scopeName: "ai",
      scopeVersion: "6.0",
    });
  });

  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
    [undefined, 0],
    ["SERVER", 2],
  ])("the SDK's kind %s is OTLP's %s", (kind, otelKind) => {
    expect(read({ ...root, kind })).toMatchObject({ otelKind });
  });

  it("of 1.x: parentSpanId, instrumentationLibrary, inner fields", () => {
    const { spanContext: _spanContext, ...rest } = root;
    const instrumentationLibrary = { name: "ai" };
    const resource = { _attributes: { "service.name": "old" } };
    const span = { ...rest, _spanContext, parentSpanId: "39d6e9b3ddec9996", instrumentationLibrary, resource };
    expect(read(span)).toMatchObject({
      spanId: "648be1dfd8e521b6",
      parentSpanId: "39d6e9b3ddec9996",
      scopeName: "ai",
      resource: new Map([["service.name", "old"]]),
    });
  });

  it("a span that has not ended has no end", () => {
    expect(read({ ...root, endTime: [0, 0] })).toMatchObject({ endNs: null });
  });

  it("what is no span is rejected", () => {
    expect(read({ name: "x" })).toMatchObject({ code: "NOT_A_SPAN" });
    expect(read("x")).toMatchObject({ code: "NOT_A_SPAN" });
    expect(read({ ...root, attributes: "x" })).toMatchObject({ code: "BAD_ATTRIBUTES" });
  });
});

const FILES = realFiles("vercel-ai").filter((file) => !file.endsWith("capture-results.json"));
describe.skipIf(FILES.length === 0)("real files", () => {
  it("Vercel AI SDK: 10 traces, 10 spans, each file's spans among them", async () => {
    await using engine = await TestEngine.open();
    for (const file of FILES) {
      const bytes = readFileSync(file);
      for (const importer of importers) {
        const confidence = importer.detect(makeSample("unknown", bytes.subarray(0, 65_536)));
        expect(confidence).toBe(importer === otelSdkJson ? 3 : 0);
      }
      expect(await engine.add("unknown", bytes)).toMatchObject({ format: "otel-sdk-json", rejected: 0 });
    }
    expect(await engine.sql("select count(*), count(distinct trace_id) from span")).toEqual([[10, 10]]);
    expect(await brokenRules(engine)).toEqual([]);
  });
});
