import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { realFiles } from "../../testing/real-files.js";
import { TestEngine } from "../../testing/test-engine.js";
import { makeSample } from "../detect.js";
import { importers } from "../registry.js";
import { jaeger } from "./importer.js";
import { jaegerSpanFacts, processAttributes } from "./span-facts.js";

const TRACE = "5edab84350c3da3b38a026540a681652";
const RESOURCE = { record: null, attributes: new Map() };

const span = (id: number, more: object = {}): object => ({
  traceID: TRACE,
  spanID: `84427ae808c6fa0${id}`,
  operationName: `step ${id}`,
  references: id === 1 ? [] : [{ refType: "CHILD_OF", traceID: TRACE, spanID: "84427ae808c6fa01" }],
  startTime: 1782229343903164 + id,
  duration: 72,
  tags: [{ key: "gen_ai.request.model", type: "string", value: "m" }],
  logs: [],
  processID: id === 2 ? "p2" : "p1",
  warnings: null,
  ...more,
});
const processes = {
  p1: { serviceName: "planner", tags: [{ key: "host.name", type: "string", value: "h" }] },
  p2: { serviceName: "OTLPResourceNoServiceName", tags: [] },
};
const trace = { traceID: TRACE, spans: [span(1), span(2), span(3)], processes, warnings: null };

/** The facts of a span that differs in the fields that are given. */
function facts(more: object): Exclude<ReturnType<typeof jaegerSpanFacts>, { reason: string }> {
  const found = jaegerSpanFacts(span(2, more), RESOURCE);
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

describe("a file of Jaeger", () => {
  it.each<[string, unknown]>([
    ["the answer of the query API", { data: [trace], total: 0, limit: 0, offset: 0, errors: null }],
    ["one trace, as the UI saves it", trace],
    ["a list of traces", [trace]],
    ["a trace below data", { data: trace, id: TRACE, state: "FETCH_DONE" }],
    ["processes before the spans", { traceID: TRACE, processes, spans: trace.spans }],
  ])("%s: spans with the process behind them", async (_name, document) => {
    await using engine = await TestEngine.open();
    const imported = await engine.add("unknown", JSON.stringify(document));
    expect(imported).toMatchObject({ format: "jaeger" });
    expect(await engine.sql("select name, service from span order by name")).toEqual([
      ["step 1", "planner"],
      ["step 2", null],
      ["step 3", "planner"],
    ]);
  });

  it("is told from other formats", () => {
    const sample = makeSample("unknown", Buffer.from(JSON.stringify({ data: [trace] }, null, 2)));
    for (const importer of importers) expect(importer.detect(sample), importer.id).toBe(importer === jaeger ? 3 : 0);
    const otlp = makeSample("unknown", Buffer.from('{"resourceSpans":[{"scopeSpans":[{"spans":[]}]}]}'));
    expect(jaeger.detect(otlp)).toBe(0);
  });

  it("gives each trace its own processes, and keeps what stands before a cut", async () => {
    await using engine = await TestEngine.open();
    const other = { traceID: "ab".repeat(16), spans: [span(4, { traceID: "ab".repeat(16) })], processes: {} };
    const text = JSON.stringify({ data: [trace, other, trace] });
    await engine.add("unknown", text.slice(0, text.lastIndexOf("step 3")));
    expect(await engine.sql("select name, service from span order by name")).toEqual([
      ["step 1", "planner"],
      ["step 2", null],
      ["step 3", "planner"],
      ["step 4", null],
    ]);
    expect(await engine.sql("select code from reject")).toEqual([["CUT_OFF"]]);
  });

  it("rejects what is no span, and reads the rest", async () => {
    await using engine = await TestEngine.open();
    await engine.add(
      "unknown",
      JSON.stringify({ ...trace, spans: [7, { tags: [] }, span(1, { tags: "x" }), span(2)] }),
    );
    expect(await engine.sql("select code from reject order by code")).toEqual([
      ["BAD_ATTRIBUTES"],
      ["NOT_A_SPAN"],
      ["NOT_A_SPAN"],
    ]);
    expect(await engine.value("select count(*) from span")).toBe(1);
  });
});

describe("a span of Jaeger", () => {
  it("has times in microseconds, whatever their size", () => {
    expect(facts({})).toMatchObject({ startNs: 1782229343903166000n, endNs: 1782229343903238000n });
    expect(facts({ startTime: 100, duration: 1.5 })).toMatchObject({ startNs: 100_000n, endNs: 101_500n });
    expect(facts({ startTime: "x", duration: -1 })).toMatchObject({ startNs: null, endNs: null });
    expect(facts({ duration: null })).toMatchObject({ endNs: null });
  });

  it("has the first CHILD_OF of its trace for a parent, else FOLLOWS_FROM; the others are links", () => {
    const follows = { refType: "FOLLOWS_FROM", traceID: TRACE, spanID: "aaaaaaaaaaaaaaaa" };
    const far = { refType: "CHILD_OF", traceID: "12".repeat(16), spanID: "bbbbbbbbbbbbbbbb" };
    const child = { refType: "CHILD_OF", traceID: TRACE, spanID: "cccccccccccccccc" };
    const both = facts({ references: [follows, far, child] });
    expect(both.parentSpanId).toBe("cccccccccccccccc");
    expect(both.links).toEqual([
      {
        traceId: TRACE,
        spanId: "aaaaaaaaaaaaaaaa",
        attributes: new Map([["opentracing.ref_type", "follows_from"]]),
      },
      { traceId: far.traceID, spanId: far.spanID, attributes: new Map([["opentracing.ref_type", "child_of"]]) },
    ]);
    expect(facts({ references: [far, follows] }).parentSpanId).toBe("aaaaaaaaaaaaaaaa");
    expect(facts({ references: [far] }).parentSpanId).toBeNull();
    expect(facts({ references: null, parentSpanID: "dddddddddddddddd" }).parentSpanId).toBe("dddddddddddddddd");
  });

  it("has typed tags; those that stand for fields of OpenTelemetry are fields", () => {
    const found = facts({
      tags: [
        { key: "span.kind", type: "string", value: "client" },
        { key: "otel.status_code", type: "string", value: "ERROR" },
        { key: "otel.status_description", type: "string", value: "boom" },
        { key: "otel.library.name", type: "string", value: "old" },
        { key: "otel.scope.name", type: "string", value: "tracer" },
        { key: "otel.scope.version", type: "string", value: "1" },
        { key: "big", type: "int64", value: "9223372036854775222" },
        { key: "small", type: "int64", value: "12" },
        { key: "flag", type: "bool", value: "true" },
        { key: "ratio", type: "float64", value: 0.5 },
        { key: "bytes", type: "binary", value: "AAE=" },
        { key: "untyped", value: [1, "a"] },
      ],
    });
    expect(found).toMatchObject({
      otelKind: 3,
      statusCode: 2,
      statusMessage: "boom",
      scopeName: "tracer",
      scopeVersion: "1",
    });
    expect(Object.fromEntries(found.attributes)).toEqual({
      big: "9223372036854775222",
      small: 12,
      flag: true,
      ratio: 0.5,
      bytes: "AAE=",
      untyped: [1, "a"],
    });
  });

  it("has failed where its tag `error` is true", () => {
    expect(facts({ tags: [{ key: "error", type: "bool", value: true }] }).statusCode).toBe(2);
    expect(facts({ tags: [{ key: "error", type: "bool", value: false }] }).statusCode).toBe(0);
  });

  it("has its logs as events", () => {
    const fields = [
      { key: "event", type: "string", value: "exception" },
      { key: "exception.message", type: "string", value: "boom" },
    ];
    expect(facts({ logs: [{ timestamp: 1782229343903200, fields }] }).events).toEqual([
      { name: "exception", timeNs: 1782229343903200000n, attributes: new Map([["exception.message", "boom"]]) },
    ]);
  });

  it("has its process for a resource", () => {
    expect(processAttributes(processes.p1)).toEqual(
      new Map([
        ["host.name", "h"],
        ["service.name", "planner"],
      ]),
    );
    expect(processAttributes(null)).toEqual(new Map());
  });
});

/** Spans that are told apart, and span records. */
const COUNTS: Readonly<Record<string, readonly [number, number]>> = {
  "example-traces-jaeger__get-inventory.json": [77, 77],
  "example-traces-jaeger__interfaces-R1-status.json": [188, 188],
  "packages__jaeger-ui__src__components__TracePage__TraceTimelineViewer__genaiTestTrace.json": [57, 57],
  "packages__jaeger-ui__src__components__TracePage__TraceStatistics__tableValuesTestTrace__spansAmongEachOther.json": [
    12, 12,
  ],
  "packages__jaeger-ui__src__components__TracePage__TraceStatistics__tableValuesTestTrace__testTrace.json": [11, 11],
  "packages__jaeger-ui__src__components__TracePage__TraceStatistics__tableValuesTestTrace__traceWithMultipleSpansWithTheSameValueInDifferentTags.json":
    [3, 4],
};
const real = realFiles("jaeger").filter((path) => basename(path) in COUNTS);

describe.skipIf(real.length === 0)("real files (skipped where they are absent)", () => {
  it.each(real.map((path) => [basename(path), path]))("%s", async (name, path) => {
    await using engine = await TestEngine.open();
    const [imported] = await engine.import([path]);
    expect(imported).toMatchObject({ format: "jaeger" });
    expect(await engine.value("select count(*) from span")).toBe(COUNTS[name]?.[0]);
    expect(await engine.value("select count(*) from record where kind = 'span'")).toBe(COUNTS[name]?.[1]);
    expect(await engine.value("select count(*) from reject")).toBe(0);
  });
});
