import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportInput } from "../../../shared/contract/export.js";
import type { SpanId, TextHash, TraceId } from "../../../shared/model/ids.js";
import { type AnnotationAbout, annotationIdOf, type AnnotationSaid } from "../../../shared/model/own-annotation.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { exportOf } from "../testing/exported.js";
import { FORMAT_FIXTURES } from "../testing/format-fixtures.js";
import { madeTraces } from "../testing/made-traces.js";
import { brokenRules } from "../testing/store-rules.js";
import { contentsOf } from "../testing/store-contents.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

/** Imports a file, what is exported of it into another workspace, and compares what both hold. */
async function roundTrip(name: string, content: string | Buffer): Promise<void> {
  await using first = await TestEngine.open();
  await using second = await TestEngine.open();
  await first.add(name, content);
  const { text } = await exportOf(first);
  for (const line of text.trimEnd().split("\n")) expect(() => JSON.parse(line) as unknown).not.toThrow();
  const file = await second.add("export.jsonl", text);
  expect(file).toMatchObject({ rejected: 0 });
  const contents = await contentsOf(first);
  expect(contents["span"]?.length).toBeGreaterThan(0);
  expect(await contentsOf(second)).toEqual(contents);
  expect(await brokenRules(second)).toEqual([]);
}

describe("a workspace made of an OTLP export is equal to the one that it was made of", () => {
  const hasSpans = Object.entries(FORMAT_FIXTURES).filter(([format]) => !/evals|annotations/.test(format));
  const cases = hasSpans.flatMap(([format, fixtures]) =>
    fixtures.map((fixture, index) => ({ format, index, content: fixture.content })),
  );
  it.each(cases)("$format, fixture $index", async ({ format, content }) => {
    await roundTrip(format === "span-table" && !String(content).startsWith("{") ? "file.csv" : "file.json", content);
  });

  it.each([
    ["ids of their own", false],
    ["ids that Skein made", true],
  ])(
    "of made traces with %s",
    (_name, shortIds) => roundTrip("made.jsonl", madeTraces(7, 80, shortIds).join("\n")),
    60_000,
  );

  it("of logs, which are events of their spans", async () => {
    const [run = ""] = trace("agent planner 0-100ms\n  tool search 5-10ms");
    const [span] = spansOf(run);
    const log = {
      timeUnixNano: "1760000000000000000",
      eventName: "gen_ai.client.inference.operation.details",
      traceId: span?.traceId,
      spanId: span?.spanId,
      attributes: [{ key: "n", value: { intValue: "9223372036854775807" } }],
    };
    const logs = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ scope: { name: "sdk" }, logRecords: [log] }] }] });
    await roundTrip("logs.jsonl", `${run}\n${logs}`);
  });
});

describe("annotations", () => {
  const ANNOTATIONS = `SELECT kind, target, trace_id, span_id, position, name, label, score, text, annotator_kind, annotator, metadata,
    created_at_ms, origin, text_hash, text_offset, quote FROM annotation ORDER BY ALL`;

  async function annotated(): Promise<TestEngine> {
    const engine = await TestEngine.open();
    const [run = ""] = trace("retriever search 0-100ms");
    await engine.add("a.json", run);
    const [span] = spansOf(run);
    const { traceId = "", spanId = "" } = span ?? {};
    const evaluation = {
      label: "factual",
      score: 0.25,
      explanation: "It says\nso.",
      eval_name: "Hallucination",
      "context.span_id": spanId,
      metadata: { model: "judge", tries: 3 },
    };
    await engine.add("evals.jsonl", JSON.stringify(evaluation));
    const place = { traceId: traceId as TraceId, spanId: spanId as SpanId };
    const words = { hash: "0123456789abcdef0123456789abcdef" as TextHash, offset: 7, quote: "“so”\n" };
    const of: readonly (readonly [AnnotationAbout, AnnotationSaid])[] = [
      [
        { target: "span", ...place },
        { kind: "note", text: "**Odd.**" },
      ],
      [
        { target: "trace", traceId: place.traceId },
        { kind: "label", label: "loop" },
      ],
      [
        { target: "conversation", traceId: place.traceId },
        { kind: "score", name: "tone", score: 0.1 },
      ],
      [
        { target: "document", ...place, position: 2 },
        { kind: "judgement", name: "relevance", score: 0 },
      ],
      [
        { target: "text", ...place, ...words },
        { kind: "note", text: "Not so." },
      ],
    ];
    const put = of.map(([about, said]) => ({ id: annotationIdOf(about, said, randomUUID()), about, said, by: "Anna" }));
    await engine.handlers["change.apply"]({ change: { command: "annotation.set", put, remove: [] } }, calm);
    return engine;
  }

  it("come back, those of a person as what a file says", async () => {
    await using first = await annotated();
    await using second = await TestEngine.open();
    const { text, done } = await exportOf(first);
    expect(done).toMatchObject({ spans: 1, traces: 1, annotations: 6, left: null });
    expect(await second.add("export.jsonl", text)).toMatchObject({ rejected: 0, stored: 1 });
    const own = (rows: (string | number | boolean | null)[][]): string[] =>
      rows.map((row) => JSON.stringify(row).replace('"user"', '"skein"')).toSorted();
    expect(own(await second.sql(ANNOTATIONS))).toEqual(own(await first.sql(ANNOTATIONS)));
    expect(await brokenRules(second)).toEqual([]);
    await second.derive();
    expect(own(await second.sql(ANNOTATIONS))).toEqual(own(await first.sql(ANNOTATIONS)));
  });

  it("can be left out, and never change a span: an export that is imported again is the same spans", async () => {
    await using engine = await annotated();
    const { text, done } = await exportOf(engine, { annotations: false });
    expect(text).not.toContain("skein.annotation");
    expect(done.annotations).toBe(0);
    expect(await engine.add("plain.jsonl", text)).toMatchObject({ stored: 0, duplicates: 1 });
    const file = await engine.add("with.jsonl", (await exportOf(engine)).text);
    expect(file).toMatchObject({ stored: 0, duplicates: 1 });
    expect(await engine.value("SELECT count(*) FROM copy WHERE verdict = 'conflict'")).toBe(0);
  });
});

describe("what is exported", () => {
  const RUNS = trace(`
    trace one [at:2026-01-01T00:00:00Z]
    agent planner 0-100ms
      tool search [error:timeout] 5-10ms "who" => "nobody"
    trace two [at:2026-01-02T00:00:00Z]
    agent writer 0-50ms
      llm gpt [in:10 out:5 model:gpt-4o] 5-40ms "where" => "there"
    trace three [at:2026-01-03T00:00:00Z]
    agent writer 0-50ms
    trace four [at:2026-01-04T00:00:00Z]
    agent writer 0-50ms`);
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await TestEngine.open();
    await engine.add("runs.jsonl", RUNS.join("\n"));
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  it("are whole traces of a search, or the spans alone", async () => {
    expect((await exportOf(engine, { query: "kind:tool" })).done).toMatchObject({ spans: 2, traces: 1 });
    const { text, done } = await exportOf(engine, { query: "kind:tool", in: "spans" });
    expect(done).toMatchObject({ spans: 1, traces: 1 });
    expect(text.trimEnd().split("\n")).toHaveLength(1);
    expect(await failure(exportOf(engine, { query: "kind:(" }))).toBe("QUERY_SYNTAX");
    expect((await exportOf(engine, { query: "kind:memory" })).text).toBe("");
  });

  it("is reduced to errors and a sample, which says what it left out", async () => {
    const { text, done } = await exportOf(engine, { reduce: 1, seed: 5 });
    expect(done).toMatchObject({ traces: 2, left: { traces: 2 } });
    expect(done.spans + (done.left?.spans ?? 0)).toBe(6);
    expect((await exportOf(engine, { reduce: 1, seed: 5 })).text).toBe(text);
    expect(text.split("\n")[0]).toContain('"skein.export.left_out.traces","value":{"intValue":"2"}');
    await using second = await TestEngine.open();
    expect(await second.add("reduced.jsonl", text)).toMatchObject({ rejected: 0, stored: done.spans, traces: 2 });
    expect(await failure(exportOf(engine, { reduce: 1, in: "spans" }))).toBe("INVALID_INPUT");
  });

  it("as Skein's lines: what was understood, and the record as it stood", async () => {
    const { text, done } = await exportOf(engine, { format: "jsonl", query: "kind:llm", in: "spans" });
    expect(done.spans).toBe(1);
    const line = JSON.parse(text) as Record<string, unknown>;
    expect(line).toMatchObject({
      skein: 1,
      kind: "llm",
      model: "gpt-4o",
      tokens: { input: 10, output: 5 },
      output: "there",
      source: { name: "runs.jsonl", format: "otlp-json" },
      annotations: [],
    });
    expect(line["record"]).toMatchObject({ spanId: line["spanId"], name: line["name"] });
  });

  it("as a table, one row a span", async () => {
    const { text, done } = await exportOf(engine, { format: "csv" });
    expect(done).toMatchObject({ spans: 6, traces: 4 });
    const [head, ...rows] = text.trimEnd().split("\r\n");
    expect(head).toMatch(/^trace_id,span_id,parent_span_id,depth,name,kind,status,started,/);
    expect(rows).toHaveLength(6);
    expect(rows.filter((row) => row.includes(",tool,error,"))).toHaveLength(1);
    expect(await engine.value("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'export_%'")).toBe(0);
  });

  it("as Parquet", async () => {
    const { text } = await exportOf(engine, { format: "parquet", query: "kind:llm" });
    expect(text.slice(0, 4)).toBe("PAR1");
  }, 20_000);

  it("can be left in the middle", async () => {
    for await (const piece of engine.handlers["export.run"](exportInput.parse({ format: "otlp" }), calm)) {
      if (piece.type === "bytes") break;
    }
    expect(await failure(exportOf(engine, {}, AbortSignal.abort()))).toBe("CANCELLED");
    expect((await exportOf(engine)).done.spans).toBe(6);
  });
});

function spansOf(run: string): { traceId: string; spanId: string }[] {
  const request = JSON.parse(run) as {
    resourceSpans: { scopeSpans: { spans: { traceId: string; spanId: string }[] }[] }[];
  };
  return request.resourceSpans.flatMap((one) => one.scopeSpans.flatMap((scope) => scope.spans));
}
