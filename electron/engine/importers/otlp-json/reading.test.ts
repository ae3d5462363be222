import { describe, expect, it } from "vitest";
import { makeSample } from "../detect.js";
import type { RecordSink, ResourceContext, ScopeContext } from "../importer.js";
import type { Literal } from "../json/literal.js";
import { otlpJson } from "./importer.js";

/** Notes each span as "resource/scope/name". */
class NotingSink implements RecordSink {
  readonly spans: string[] = [];
  readonly logs: string[] = [];
  readonly rejects: string[] = [];
  readonly counts = { logs: 0, metrics: 0 };
  #names: string[] = [];

  resource(literal: Literal): ResourceContext {
    return { record: this.#names.push(nameOf(literal)) - 1, attributes: new Map() };
  }
  scope(literal: Literal): ScopeContext {
    return { record: null, name: nameOf(literal), version: null };
  }
  span(literal: Literal, resource: ResourceContext, scope: ScopeContext): void {
    this.spans.push(`${this.#names[resource.record ?? -1] ?? "-"}/${scope.name ?? "-"}/${nameOf(literal)}`);
  }
  log(literal: Literal, resource: ResourceContext, scope: ScopeContext): void {
    this.counts.logs++;
    this.logs.push(`${this.#names[resource.record ?? -1] ?? "-"}/${scope.name ?? "-"}/${nameOf(literal)}`);
  }
  annotation(): void {}
  reject(rejection: { code: string }): void {
    this.rejects.push(rejection.code);
  }
  count(signal: "logs" | "metrics", records: number): void {
    this.counts[signal] += records;
  }
}

function nameOf({ window, start, end }: Literal): string {
  const value = JSON.parse(window.slice(start, end)) as { name?: string } | number;
  return typeof value === "number" ? String(value) : (value.name ?? "?");
}

function read(...documents: unknown[]): NotingSink {
  const sink = new NotingSink();
  const reading = otlpJson.open(sink, { maxRecordLength: 1e6 });
  const text = documents.map((document) => (typeof document === "string" ? document : JSON.stringify(document)));
  reading.push({ text: text.join("\n"), latin1: false, bytes: 0 });
  reading.finish();
  return sink;
}

const spans = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));
const resource = { name: "r" };
const scope = { name: "s" };
const scopeSpans = [{ scope, spans: spans("a", "b") }];

describe("spans are found with their resource and scope", () => {
  it.each<[string, unknown]>([
    ["a request", { resourceSpans: [{ resource, scopeSpans }] }],
    ["a list of requests", [{ resourceSpans: [{ resource, scopeSpans }] }]],
    ["snake case", { resource_spans: [{ resource, scope_spans: scopeSpans }] }],
    ["bare ResourceSpans", { resource, scopeSpans }],
    ["a list of ResourceSpans", [{ resource, scopeSpans }]],
    ["batches", { batches: [{ resource, scopeSpans }] }],
    ["batches below a trace", { trace: { batches: [{ resource, scopeSpans }] } }],
    ["requests in a list of traces", { traces: [{ resourceSpans: [{ resource, scopeSpans }] }] }],
    ["a result around it", { result: { resourceSpans: [{ resource, scopeSpans }] } }],
    ["data around it", { data: { resourceSpans: [{ resource, scopeSpans }] } }],
    ["the resource behind its spans", { resourceSpans: [{ scopeSpans, resource }] }],
    ["the scope behind its spans", { resourceSpans: [{ resource, scopeSpans: [{ spans: spans("a", "b"), scope }] }] }],
    [
      "both behind",
      { resourceSpans: [{ schemaUrl: "x", scopeSpans: [{ spans: spans("a", "b"), scope, schemaUrl: "" }], resource }] },
    ],
    [
      "the names of old",
      {
        resourceSpans: [
          { resource, instrumentationLibrarySpans: [{ instrumentationLibrary: scope, spans: spans("a", "b") }] },
        ],
      },
    ],
  ])("%s", (_name, document) => {
    const { spans: found, rejects } = read(document);
    expect(found).toEqual(["r/s/a", "r/s/b"]);
    expect(rejects).toEqual([]);
  });

  it("each with its own", () => {
    const two = {
      resourceSpans: [
        { resource: { name: "r1" }, scopeSpans: [{ spans: spans("a") }, { scope, spans: spans("b") }] },
        { scopeSpans: [{ scope: { name: "s2" }, spans: spans("c") }] },
        { scopeSpans: [{ spans: spans("d") }], resource: { name: "r2" } },
      ],
    };
    expect(read(two).spans).toEqual(["r1/-/a", "r1/s/b", "-/s2/c", "r2/-/d"]);
  });

  it("nothing is carried over to the next document", () => {
    expect(read({ resource, scopeSpans }, { scopeSpans: [{ spans: spans("c") }] }).spans.at(-1)).toBe("-/-/c");
  });
});

describe("other signals", () => {
  it("are counted among traces", () => {
    const sink = read(
      { resourceLogs: [{ resource, scopeLogs: [{ logRecords: [{}, {}] }, { log_records: [{}] }] }] },
      { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ gauge: {} }] }] }] },
      { resourceSpans: [{ resource, scopeSpans }] },
      {},
    );
    expect(sink.counts).toEqual({ logs: 3, metrics: 1 });
    expect(sink.spans).toHaveLength(2);
    expect(sink.rejects).toEqual([]);
  });
});

describe("what is broken", () => {
  const good = JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] });

  it("containers of a wrong type hold nothing", () => {
    expect(
      read({ resourceSpans: {} }, { resourceSpans: [7, "x"] }, { resourceSpans: [{ scopeSpans: 5 }] }).spans,
    ).toEqual([]);
  });

  it("lines that a program printed around requests cost nothing of them", () => {
    const sink = read("2026-01-01 INFO starting [main] on {1}", good, 'WARN "odd" {not json', good, "done, bye!");
    expect(sink.spans).toEqual(["r/s/a", "r/s/b", "r/s/a", "r/s/b"]);
    expect(sink.rejects.length).toBeGreaterThan(0);
  });

  it("a request that is cut off anywhere keeps the spans before the cut, and the next line", () => {
    for (let place = 1; place < good.length; place++) {
      const cut = good.slice(0, place);
      const sink = read(cut, good, good);
      expect(sink.spans.filter((span) => span === "r/s/b").length, cut).toBeGreaterThanOrEqual(1);
      expect(sink.spans.at(-1), cut).toBe("r/s/b");
      expect(sink.rejects.length, cut).toBeGreaterThan(0);
    }
  });
});

describe("detection", () => {
  const confidence = (text: string): number => otlpJson.detect(makeSample("whatever.bin", Buffer.from(text)));
  it.each<[string, number]>([
    ['{"resourceSpans":[', 3],
    ['\ufeff  [\n{"resource_spans" : []}', 3],
    ['{"resource":{},"scopeSpans":[]}', 2],
    ['{"resourceLogs":[]}', 2],
    ['{"a":1}', 0],
    ["resourceSpans", 0],
    ['INFO starting\n{"resourceSpans":[]}\nINFO done', 2],
    ['Write {"resourceSpans":[]} into a file.', 0],
    ["", 0],
  ])("%j: %j", (text, expected) => {
    expect(confidence(text)).toBe(expected);
  });
});
