import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SPAN_SORTS, type SpanListAnswer, type SpanSort } from "../../../shared/contract/spans.js";
import { dictionaryAt } from "../../../shared/model/columns.js";
import { SPAN_KINDS, SPAN_STATUSES } from "../../../shared/model/kind.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

let engine: TestEngine;

beforeAll(async () => {
  engine = await TestEngine.open();
  const documents = trace(`
    trace coffee [at:2026-11-01T00:00:00Z]
      agent barista                     0-900ms  "Is there milk?" => "Voilà"
        llm  gpt [in:100 out:10 cost:0.5]   0-300ms  "Is there milk?" => "let me see"
        tool search                   310-500ms  "{\\"q\\":\\"milk\\"}" => "there is milk, milk and more milk"
        llm  opus [in:200 out:10 cost:0.2] 510-800ms  "there is milk, milk and more milk" => "Voilà"
    trace refund [at:2026-11-02T00:00:00Z]
      agent clerk                       0-2000ms "Where is my money?" => "On its way"
        tool policy [error:timeout]    10-100ms
  `);
  await engine.add("runs.jsonl", documents);
});
afterAll(() => engine[Symbol.asyncDispose]());

interface Asked {
  readonly query?: string;
  readonly sort?: SpanSort;
  readonly descending?: boolean;
  readonly offset?: number;
  readonly limit?: number;
}
const list = (asked: Asked = {}): Promise<SpanListAnswer> =>
  engine.handlers["span.list"](
    { query: "", sort: "start", descending: false, offset: 0, limit: 200, zoneOffsetMinutes: 0, ...asked },
    calm,
  ) as Promise<SpanListAnswer>;

describe("the list of spans", () => {
  it.each<[SpanSort, string[]]>([
    ["start", ["barista", "gpt", "search", "opus", "clerk", "policy"]],
    ["duration", ["policy", "search", "opus", "gpt", "barista", "clerk"]],
    ["name", ["gpt", "opus", "policy", "search", "barista", "clerk"]],
  ])("is sorted by %s", async (sort, rising) => {
    const names = (answer: SpanListAnswer): string[] => answer.name.map((name) => name.split(" ").at(-1) ?? "");
    expect(names(await list({ sort }))).toEqual(rising);
    const falling = names(await list({ sort, descending: true }));
    // Two begin at once: they stay in the order of their trace.
    expect(falling).toEqual(
      sort === "start" ? ["policy", "clerk", "opus", "search", "barista", "gpt"] : rising.toReversed(),
    );
  });

  it.each<[SpanSort, boolean, number[]]>([
    ["tokens", false, [110, 210]],
    ["tokens", true, [210, 110]],
    ["cost", false, [0.2, 0.5]],
    ["cost", true, [0.5, 0.2]],
  ])("by %s what has none comes last either way", async (sort, descending, expected) => {
    const answer = await list({ sort, descending });
    const column = [...(sort === "cost" ? answer.costUsd : answer.tokens)];
    expect(column).toEqual([...expected, NaN, NaN, NaN, NaN]);
  });

  it.each([...SPAN_SORTS])("in pages by %s, each span comes once", async (sort) => {
    for (const query of ["", "milk OR policy OR kind:agent"]) {
      const all = await list({ query });
      const pages = await Promise.all([0, 2, 4, 6].map((offset) => list({ query, sort, offset, limit: 2 })));
      expect(pages.flatMap((page) => page.spanId).toSorted()).toEqual(all.spanId.toSorted());
      expect(pages.map((page) => page.total)).toEqual(pages.map(() => all.spanId.length));
    }
  });

  it("gives each span its trace, kind, status and figures", async () => {
    const answer = await list();
    expect(answer).toMatchObject({ total: 6, traces: 2, texts: null, longestNs: 2e9 });
    expect(answer.traceId).toEqual(["coffee", "coffee", "coffee", "coffee", "refund", "refund"].map(traceIdOf));
    expect([...answer.kind].map((kind) => SPAN_KINDS[kind])).toEqual(["agent", "llm", "tool", "llm", "agent", "tool"]);
    expect([...answer.status].map((status) => SPAN_STATUSES[status] === "error")).toEqual([
      ...Array<boolean>(5).fill(false),
      true,
    ]);
    expect(answer.error[5]).toContain("timeout");
    expect([0, 1, 2, 5].map((row) => dictionaryAt(answer.agent, row))).toEqual([
      "barista",
      "barista",
      "barista",
      "clerk",
    ]);
    expect([0, 2, 5].map((row) => dictionaryAt(answer.tool, row))).toEqual([null, "search", "policy"]);
    expect([0, 1, 3].map((row) => dictionaryAt(answer.model, row))).toEqual([null, "gpt", "opus"]);
    expect([...answer.startNs].map((ns) => ns / 1e6)).toEqual([0, 0, 310, 510, 86_400_000, 86_400_010]);
  });
});

describe("words in the list of spans", () => {
  it("texts are counted in the spans that are found alone", async () => {
    const tools = await list({ query: "kind:tool timeout" });
    expect(tools.texts).toBeGreaterThan(0);
    expect((await list({ query: "kind:tool (timeout OR milk) tool:policy" })).texts).toBe(tools.texts);
    expect(await list({ query: "milk agent:clerk" })).toMatchObject({ total: 0, texts: 0 });
  });

  it("the best match comes first, as in a search; each hit is the span's own", async () => {
    const answer = await list({ query: "milk", sort: "relevance", descending: true });
    const search = await engine.handlers["search.run"](
      { query: "milk", in: "spans", limit: 20, zoneOffsetMinutes: 0 },
      calm,
    );
    expect(answer.spanId).toEqual(search.hits.map((hit) => hit.spanId));
    expect(answer.total).toBe(search.total);
    expect(answer.texts).toBe(search.texts);
    expect(answer.hits.map((hit) => hit?.spanId)).toEqual(answer.spanId);
    for (const hit of answer.hits) {
      expect((hit?.marks ?? []).map(({ start, end }) => hit?.excerpt.slice(start, end))).toContain("milk");
    }
  });

  it.each<SpanSort>(["start", "duration"])("by %s they are found too", async (sort) => {
    const answer = await list({ query: "milk", sort });
    expect(answer.hits.every((hit) => hit !== null && hit.marks.length > 0)).toBe(true);
    expect(answer.hits.find((hit) => hit?.spanId === spanIdOf("barista", "coffee"))).toMatchObject({
      part: "user",
      repeated: 1,
    });
  });

  it("what is found by its name or its error says so", async () => {
    expect((await list({ query: "policy" })).hits).toMatchObject([
      { part: "name", excerpt: expect.stringContaining("policy") },
    ]);
    expect((await list({ query: "timeout" })).hits.map((hit) => hit?.part)).toEqual(["error"]);
  });

  it.each([
    ["kind:llm", 2],
    ["status:error", 1],
    ["milk kind:tool", 1],
    ["nowhere", 0],
  ])("%s selects %i spans", async (query, total) => {
    expect(await list({ query })).toMatchObject({ total, spanId: { length: total } });
  });

  it("an error in the query is told", async () => {
    expect(await failure(list({ query: "nonsense:1" }))).toBe("QUERY_SYNTAX");
  });
});
