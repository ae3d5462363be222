import { describe, expect, it } from "vitest";
import type { annotationsContract } from "../../../shared/contract/annotations.js";
import type { ParsedInputOf } from "../../../shared/contract/procedure.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { saying } from "../testing/said.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

type Bulk = ParsedInputOf<(typeof annotationsContract)["annotation.bulk"]>;

const idOf = (name: string) => traceIdOf(name) as TraceId;
const spanAt = (name: string, span: string) => ({
  target: "span" as const,
  traceId: idOf(name),
  spanId: spanIdOf(span, name) as SpanId,
});
const RUNS = ["one", "two", "three"].flatMap((name, at) =>
  trace(
    `trace ${name} [conversation:c${Math.min(at, 1)}]\n  agent planner 0-100ms "hello ${name}" => "there"\n    tool search 1-5ms`,
  ),
);
const LABEL = { kind: "label", label: "Bad turn" } as const;
const NOTE = { kind: "note", text: "It asked the **café** twice." } as const;

async function withRuns(): Promise<TestEngine> {
  const engine = await TestEngine.open();
  await engine.add("runs.jsonl", RUNS);
  return engine;
}
const bulk = (engine: TestEngine, said: Bulk["said"], to: Bulk["to"], remove = false) =>
  engine.handlers["annotation.bulk"]({ said, by: "Anna", to, remove }, calm);
const search = (query: string, view: "spans" | "traces" | "conversations" = "spans") =>
  ({ type: "search", query, in: view, zoneOffsetMinutes: 0 }) as const;
const page = { sort: "start", descending: false, zoneOffsetMinutes: 0, offset: 0, limit: 50 } as const;
const found = async (engine: TestEngine, query: string) => [
  (await engine.handlers["span.list"]({ ...page, query }, calm)).total,
  (await engine.handlers["trace.list"]({ ...page, query }, calm)).total,
  (await engine.handlers["conversation.list"]({ ...page, query }, calm)).total,
];

describe("one thing said of many", () => {
  it("is said of all that a search selects, in each list, and taken back by one undo", async () => {
    await using engine = await withRuns();
    expect(await bulk(engine, LABEL, search("kind:tool"))).toMatchObject({
      changed: 3,
      already: 0,
      beyond: 0,
    });
    expect(await found(engine, 'label:"bad turn"')).toEqual([3, 3, 2]);
    expect((await engine.handlers["change.undo"]({}, calm)).label).toBe("3 labels");
    expect(await found(engine, 'label:"bad turn"')).toEqual([0, 0, 0]);

    await bulk(engine, LABEL, search("hello", "traces"));
    expect(await found(engine, 'label:"bad turn"')).toEqual([3, 3, 2]);
    expect(await engine.sql("SELECT DISTINCT target FROM annotation")).toEqual([["trace"]]);
    await engine.handlers["change.undo"]({}, calm);
    expect(await bulk(engine, LABEL, search("", "conversations"))).toMatchObject({ changed: 2 });
    const told = await engine.sql("SELECT target, trace_id FROM annotation ORDER BY trace_id");
    expect(told).toEqual([idOf("one"), idOf("two")].toSorted().map((id) => ["conversation", id]));
  });

  it("tells what had it before, and takes it from those that have it", async () => {
    await using engine = await withRuns();
    const places = [spanAt("one", "search"), spanAt("two", "search")];
    await engine.handlers["change.apply"]({ change: saying(LABEL, places.slice(0, 1)) }, calm);
    const all: Bulk["to"] = { type: "places", places: [...places, ...places] };
    expect(await bulk(engine, LABEL, all)).toMatchObject({ changed: 1, already: 1 });
    expect(await bulk(engine, LABEL, all)).toEqual({ seq: null, changed: 0, already: 2, beyond: 0 });
    expect(await bulk(engine, LABEL, search("kind:tool"), true)).toMatchObject({
      changed: 2,
      already: 1,
    });
    expect(await engine.value("SELECT count(*) FROM annotation")).toBe(0);
    await engine.handlers["change.undo"]({}, calm);
    expect(await engine.value("SELECT count(*) FROM annotation")).toBe(2);
    const score = (value: number) => ({ kind: "score", name: "tone", score: value }) as const;
    await bulk(engine, score(1), all);
    expect(await bulk(engine, score(0), all)).toMatchObject({ changed: 2, already: 0 });
    expect(await engine.sql("SELECT DISTINCT score FROM annotation WHERE name = 'tone'")).toEqual([[0]]);
  });

  it("can be a note, which is taken back one by one", async () => {
    await using engine = await withRuns();
    expect(await bulk(engine, NOTE, search("kind:tool"))).toMatchObject({ changed: 3 });
    expect(await bulk(engine, NOTE, search("kind:tool"))).toMatchObject({ changed: 3 });
    expect(await failure(bulk(engine, NOTE, search(""), true))).toBe("INVALID_INPUT");
  });
});

describe("what is said", () => {
  it("is found by its words, its label and who said it, in each list", async () => {
    await using engine = await withRuns();
    const said = [
      saying(NOTE, [spanAt("one", "search")], "Anna"),
      saying(LABEL, [{ target: "trace", traceId: idOf("two") }], "Bert"),
      saying({ kind: "judgement", name: "correctness", score: 0 }, [
        { target: "conversation", traceId: idOf("three") },
      ]),
    ];
    for (const change of said) await engine.handlers["change.apply"]({ change }, calm);
    const expected: Readonly<Record<string, number[]>> = {
      "note:cafe": [1, 1, 1],
      'note:"asked the **cafe" by:anna': [1, 1, 1],
      "by:bert": [1, 1, 1],
      "label:bad*": [1, 1, 1],
      "label:wrong": [1, 1, 1],
      "verdict:correctness": [1, 1, 1],
      "has:note OR has:label": [3, 3, 2],
      "-has:note -has:label": [3, 0, 0],
      "note:nothing": [0, 0, 0],
    };
    for (const [query, counts] of Object.entries(expected))
      expect([query, ...(await found(engine, query))]).toEqual([query, ...counts]);
    const values = async (field: string, prefix: string) =>
      (await engine.handlers["search.values"]({ field, prefix, limit: 9 }, calm)).map(({ value }) => value);
    expect(await values("label", "")).toEqual(["Bad turn", "wrong"]);
    expect(await values("by", "a")).toEqual(["Anna"]);
  });

  it("is counted in the facet Label with what files say, and at its rows", async () => {
    await using engine = await withRuns();
    const evaluation = { "context.span_id": spanAt("one", "search").spanId, eval_name: "tone", label: "Bad turn" };
    await engine.add("evals.jsonl", JSON.stringify(evaluation));
    await bulk(engine, LABEL, search("kind:tool"));
    await engine.handlers["change.apply"](
      { change: saying(NOTE, [{ target: "conversation", traceId: idOf("one") }]) },
      calm,
    );
    for (const view of ["spans", "traces", "conversations"] as const) {
      const { facets } = await engine.handlers["search.facets"]({ query: "", in: view, zoneOffsetMinutes: 0 }, calm);
      expect(facets.find(({ field }) => field === "label")?.values).toEqual([
        { value: "Bad turn", count: view === "conversations" ? 2 : 3 },
      ]);
    }
    const spans = await engine.handlers["span.list"]({ ...page, query: "kind:tool" }, calm);
    const tools = new Map(spans.traceId.map((id, at) => [id, [spans.notes[at], spans.labels[at]]]));
    expect(["one", "two", "three"].map((name) => tools.get(idOf(name)))).toEqual([
      [0, 2],
      [0, 1],
      [0, 1],
    ]);
    const traces = await engine.handlers["trace.list"]({ ...page, query: "" }, calm);
    const row = traces.traceId.indexOf(idOf("one"));
    expect([traces.notes[row], traces.labels[row]]).toEqual([1, 2]);
    const talks = await engine.handlers["conversation.list"]({ ...page, query: "" }, calm);
    const talk = talks.traceId.indexOf(idOf("one"));
    expect([talks.notes[talk], talks.labels[talk]]).toEqual([1, 2]);
    expect(await engine.handlers["conversation.get"]({ traceId: idOf("one") }, calm)).toMatchObject({
      notes: 1,
      labels: 2,
    });
    const counts = await engine.handlers["annotation.counts"]({ traceIds: [idOf("one"), idOf("two")] }, calm);
    const said = counts.spanId.map((span, at) => [span, counts.notes[at], counts.labels[at]]);
    expect(said).toHaveLength(3);
    expect(said).toEqual(
      expect.arrayContaining([
        [spanAt("one", "planner").spanId, 1, 0],
        [spanAt("one", "search").spanId, 0, 2],
        [spanAt("two", "search").spanId, 0, 1],
      ]),
    );
  });
});
