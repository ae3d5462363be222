import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TraceListAnswer, TraceSort, TRACE_SORTS } from "../../../shared/contract/traces.js";
import { TRACE_SORTS as SORTS } from "../../../shared/contract/traces.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { dictionaryAt } from "../../../shared/model/columns.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

let engine: TestEngine;
const names = new Map<string, string>();
const id = (name: string): TraceId => traceIdOf(name) as TraceId;

beforeAll(async () => {
  engine = await TestEngine.open();
  const documents = trace(`
    trace coffee [at:2026-11-01T00:00:00Z user:ada]
      agent barista                    0-900ms  "Un café crème, s'il vous plaît" => "Voilà"
        llm  gpt [in:100 out:10 cost:0.5]  0-300ms  "Un café crème, s'il vous plaît" => "let me see"
        tool search                  300-500ms  "{\\"q\\":\\"milk\\"}" => "there is milk"
        llm  gpt [in:200 out:10 cost:0.5] 500-800ms "there is milk" => "Voilà"
    trace refund [at:2026-11-02T00:00:00Z conversation:c1]
      agent clerk                      0-200ms  "返金ポリシーを教えてください" => "30日以内です"
        tool policy [error:timeout]  10-100ms
    trace again [at:2026-11-03T00:00:00Z conversation:c1]
      agent clerk                      0-100ms  "返金ポリシーを教えてください" => "30日以内です"
    trace greek [at:2026-11-04T00:00:00Z]
      agent helper                     0-5000ms "Πού είναι η παραγγελία μου;" => "Έρχεται"
      agent second                     0-10ms
    trace odd [at:2026-11-05T00:00:00Z]
      chain root                       0-?ms    "100% sure_thing C:\\\\path 'quoted'" => "ok"
  `);
  for (const name of ["coffee", "refund", "again", "greek", "odd"]) names.set(traceIdOf(name), name);
  await engine.add("runs.jsonl", documents);
});
afterAll(() => engine[Symbol.asyncDispose]());

interface Asked {
  readonly query?: string;
  readonly sort?: TraceSort;
  readonly descending?: boolean;
  readonly offset?: number;
  readonly limit?: number;
}
const list = (asked: Asked = {}): Promise<TraceListAnswer> =>
  engine.handlers["trace.list"](
    { query: "", sort: "start", descending: true, offset: 0, limit: 200, zoneOffsetMinutes: 0, ...asked },
    calm,
  ) as Promise<TraceListAnswer>;
const namesOf = (answer: TraceListAnswer): string[] => answer.traceId.map((one) => names.get(one) ?? one);

describe("the list of traces", () => {
  it.each<[TraceSort, string[]]>([
    ["start", ["coffee", "refund", "again", "greek", "odd"]],
    ["duration", ["odd", "again", "refund", "coffee", "greek"]],
    ["spans", ["again", "odd", "refund", "greek", "coffee"]],
    ["errors", ["coffee", "again", "greek", "odd", "refund"]],
    ["agents", ["odd", "coffee", "refund", "again", "greek"]],
  ])("is sorted by %s, both ways", async (sort, rising) => {
    expect(namesOf(await list({ sort, descending: false }))).toEqual(rising);
    expect(namesOf(await list({ sort, descending: true }))).toEqual(rising.toReversed());
  });

  it.each<TraceSort>(["tokens", "cost"])("by %s, what has none comes last either way", async (sort) => {
    for (const descending of [true, false]) expect(namesOf(await list({ sort, descending }))[0]).toBe("coffee");
  });

  it.each([...SORTS])("in pages by %s, each trace comes once", async (sort: (typeof TRACE_SORTS)[number]) => {
    const pages = await Promise.all([0, 2, 4, 6].map((offset) => list({ sort, offset, limit: 2 })));
    expect(pages.flatMap(namesOf).toSorted()).toEqual([...names.values()].toSorted());
    expect(pages.map((page) => page.total)).toEqual([5, 5, 5, 5]);
  });

  it("gives each trace its title, figures and agents", async () => {
    const answer = await list({ descending: false });
    expect(answer).toMatchObject({
      title: [
        "Un café crème, s'il vous plaît",
        "返金ポリシーを教えてください",
        "返金ポリシーを教えてください",
        "Πού είναι η παραγγελία μου;",
        "root",
      ],
      agents: [["barista"], ["clerk"], ["clerk"], ["helper", "second"], []],
      models: [["gpt"], [], [], [], []],
      conversation: [null, "c1", "c1", null, null],
      user: ["ada", null, null, null, null],
      longestNs: 5e9,
    });
    expect([...answer.spanCount]).toEqual([4, 2, 1, 2, 1]);
    expect([...answer.errors]).toEqual([0, 1, 0, 0, 0]);
    expect([...answer.tokens]).toEqual([320, NaN, NaN, NaN, NaN]);
    expect([...answer.costUsd]).toEqual([1, NaN, NaN, NaN, NaN]);
    expect([...answer.startNs].map((ns) => ns / 86_400e9)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("words in the list", () => {
  it.each<[string, string[], string | null]>([
    ["cafe creme", ["coffee"], "café"],
    ["CAFÉ", ["coffee"], "café"],
    ['"s\'il vous"', ["coffee"], "s'il vous"],
    // In the second run of the conversation it is no news.
    ["返金", ["refund"], "返金"],
    ["ΠΑΡΑΓΓΕΛΙΑ", ["greek"], "παραγγελία"],
    ["ερχεται", ["greek"], "Έρχεται"],
    ["100% sure_", ["odd"], "100%"],
    ['"C:\\path"', ["odd"], "C:\\path"],
    ["milk", ["coffee"], "milk"],
    ["timeout", ["refund"], "timeout"],
    ["nowhere", [], null],
    ["agent:clerk -返金", ["again"], null],
    ["agent:barista", ["coffee"], null],
    ["status:error", ["refund"], null],
    ["kind:tool status:error", ["refund"], null],
    ["tool:search", ["coffee"], null],
    ["model:gpt", ["coffee"], null],
    ["conversation:c1", ["refund", "again"], null],
  ])("%s", async (query, expected, marked) => {
    const answer = await list({ query, descending: false });
    expect(namesOf(answer)).toEqual(expected);
    expect(answer.total).toBe(expected.length);
    if (marked === null) return;
    const hit = answer.hits[0];
    const words = (hit?.marks ?? []).map(({ start, end }) => hit?.excerpt.slice(start, end));
    expect(words).toContain(marked);
    expect(answer.texts).toBeGreaterThan(0);
  });

  it("spans and texts are counted in what is found alone", async () => {
    const coffee = await list({ query: "milk" });
    expect(await list({ query: "(milk OR timeout) agent:barista" })).toMatchObject({
      spans: coffee.spans,
      texts: coffee.texts,
    });
    expect(await list({ query: "milk agent:clerk" })).toMatchObject({ total: 0, spans: 0, texts: 0 });
  });

  it("a hit tells who said it, and where it is said again", async () => {
    const answer = await list({ query: "café", descending: false });
    expect(answer.hits[0]).toMatchObject({
      spanId: spanIdOf("barista", "coffee"),
      kind: "agent",
      agent: "barista",
      part: "user",
      repeated: 1,
    });
  });

  it("words and figures go together, in the list, in a run and in a search", async () => {
    const answer = await list({ query: "milk duration>1ms" });
    expect(namesOf(answer)).toEqual(["coffee"]);
    expect(answer.hits[0]?.excerpt).toContain("milk");
    expect(answer.texts).toBe(2);
    const found = await engine.handlers["trace.find"](
      { traceId: id("coffee"), query: "milk duration>1ms", limit: 10, zoneOffsetMinutes: 0 },
      calm,
    );
    expect(found.total).toBeGreaterThan(0);
    const hits = await engine.handlers["search.run"](
      { query: "milk duration>1ms", in: "spans", limit: 10, zoneOffsetMinutes: 0 },
      calm,
    );
    expect(hits.total).toBe(found.total);
    expect(namesOf(await list({ query: "milk duration>1ms tokens>=0 -agent:clerk" }))).toEqual(["coffee"]);
  });
  it("an error in the query names its column", async () => {
    expect(await failure(list({ query: 'agent:"open' }))).toBe("QUERY_SYNTAX");
    expect(await failure(list({ query: "nonsense:1" }))).toBe("QUERY_SYNTAX");
  });
});

describe("neighbours", () => {
  const neighbours = (name: string, query = "") =>
    engine.handlers["trace.neighbours"](
      { traceId: id(name), query, sort: "start", descending: false, zoneOffsetMinutes: 0 },
      calm,
    );
  it("are those of the list", async () => {
    expect(await neighbours("refund")).toEqual({ previous: id("coffee"), next: id("again"), place: 2, total: 5 });
    expect(await neighbours("refund", "agent:clerk")).toEqual({
      previous: null,
      next: id("again"),
      place: 1,
      total: 2,
    });
    expect(await neighbours("coffee", "agent:clerk")).toMatchObject({ previous: null, next: null, place: null });
  });
});

describe("one trace", () => {
  it("its summary", async () => {
    expect(await engine.handlers["trace.get"]({ traceId: id("coffee") }, calm)).toMatchObject({
      title: "Un café crème, s'il vous plaît",
      spans: 4,
      errors: 0,
      inputTokens: 300,
      outputTokens: 20,
      costUsd: 1,
      agents: ["barista"],
      services: ["test"],
      sources: ["runs.jsonl"],
      orphans: 0,
    });
    expect(await failure(engine.handlers["trace.get"]({ traceId: "absent" as TraceId }, calm))).toBe("NOT_FOUND");
  });

  it("its spans as columns, in preorder", async () => {
    const table = await engine.handlers["trace.spans"]({ traceId: id("coffee") }, calm);
    expect([...table.parent]).toEqual([-1, 0, 0, 0]);
    expect([...table.subtreeEnd]).toEqual([4, 2, 3, 4]);
    expect([...table.startNs]).toEqual([0, 0, 300e6, 500e6]);
    expect([...table.durationNs]).toEqual([900e6, 300e6, 200e6, 300e6]);
    expect([...table.selfNs]).toEqual([100e6, 300e6, 200e6, 300e6]);
    expect([0, 1, 2, 3].map((row) => dictionaryAt(table.agent, row))).toEqual(Array(4).fill("barista"));
    const odd = await engine.handlers["trace.spans"]({ traceId: id("odd") }, calm);
    expect([...odd.durationNs]).toEqual([Number.NaN]);
    expect((odd.flags[0] ?? 0) & 2).toBe(2);
  });

  it("what is found in it", async () => {
    const find = (query: string, limit = 10) =>
      engine.handlers["trace.find"]({ traceId: id("coffee"), query, limit, zoneOffsetMinutes: 0 }, calm);
    const milk = await find("milk");
    expect(milk.rows).toContain(2);
    const hit = milk.hits[milk.rows.indexOf(2)];
    expect(hit?.marks.map(({ start, end }) => hit.excerpt.slice(start, end))).toContain("milk");
    expect(await find("kind:llm")).toMatchObject({ total: 2, rows: [1, 3] });
    expect(await find("kind:llm", 1)).toMatchObject({ total: 2, rows: [1] });
    expect((await find("返金")).total).toBe(0);
  });
});

describe("the transcript", () => {
  const transcript = async (name: string, offset = 0, limit = 100) =>
    engine.handlers["trace.transcript"]({ traceId: id(name), offset, limit }, calm);

  it("is what was said in order of time, each thing once", async () => {
    const { entries, total } = await transcript("coffee");
    expect(entries.map((entry) => `${entry.type} ${entry.speaker}: ${entry.text}`)).toEqual([
      "message user: Un café crème, s'il vous plaît",
      "message barista: let me see",
      'tool_call barista: {"q":"milk"}',
      "tool_result search: there is milk",
      "message barista: Voilà",
    ]);
    expect(total).toBe(5);
    const times = entries.map((entry) => entry.atNs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("tells of errors with the span that failed", async () => {
    const { entries } = await transcript("refund");
    expect(entries.filter((entry) => entry.type === "error")).toMatchObject([
      { spanId: spanIdOf("policy", "refund"), speaker: "policy", text: "timeout" },
    ]);
  });

  it("tells what an agent was told and answered where no message of its work was recorded", async () => {
    const silent = trace(`
      trace silent [at:2026-11-06T00:00:00Z]
        agent boss       0-900ms
          agent worker  100-800ms [input.value:COUNT output.value:FORTY]
    `).map((line) => line.replace("COUNT", "count them").replace("FORTY", "there are forty"));
    await using own = await TestEngine.open();
    await own.add("silent.jsonl", silent);
    const { entries } = await own.handlers["trace.transcript"]({ traceId: id("silent"), offset: 0, limit: 9 }, calm);
    expect(entries.map((entry) => `${entry.speaker} to ${entry.addressee}: ${entry.text}`)).toEqual([
      "boss to worker: count them",
      "worker to null: there are forty",
    ]);
  });

  it("comes in windows", async () => {
    const whole = await transcript("coffee");
    const parts = [
      await transcript("coffee", 0, 2),
      await transcript("coffee", 2, 2),
      await transcript("coffee", 4, 2),
    ];
    expect(parts.flatMap((part) => part.entries)).toEqual(whole.entries);
  });
});

describe("search for the command line", () => {
  const run = (query: string, inWhat: "spans" | "traces" = "spans") =>
    engine.handlers["search.run"]({ query, in: inWhat, limit: 20, zoneOffsetMinutes: 0 }, calm);

  it("ranks spans and tells where it was said", async () => {
    const { total, hits } = await run("milk");
    expect(total).toBe(hits.length);
    expect(hits.map((hit) => hit.spanId)).toContain(spanIdOf("search", "coffee") as SpanId);
    expect(hits.every((hit) => hit.traceId === id("coffee"))).toBe(true);
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a));
  });

  it("gives traces as the list does", async () => {
    const { total, hits } = await run("返金", "traces");
    expect([total, hits.map((hit) => hit.traceId)]).toEqual([1, [id("refund")]]);
  });

  it("completes values, most frequent first", async () => {
    const values = (field: string, prefix: string) =>
      engine.handlers["search.values"]({ field, prefix, limit: 5 }, calm);
    expect(await values("agent", "")).toEqual([
      { value: "barista", spans: 4 },
      { value: "clerk", spans: 3 },
      { value: "helper", spans: 1 },
      { value: "second", spans: 1 },
    ]);
    expect(await values("agent", "BAR")).toEqual([{ value: "barista", spans: 4 }]);
    expect(await values("source", "")).toEqual([{ value: "runs.jsonl", spans: 10 }]);
    expect(await values("nonsense", "")).toEqual([]);
  });
});
