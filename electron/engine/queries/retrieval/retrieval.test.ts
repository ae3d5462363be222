import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RetrievalSort } from "../../../../shared/contract/retrieval.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { sourceId, spanId, traceId } from "../../../../shared/model/ids.js";
import { RETRIEVAL_SCORES } from "../../../../shared/model/retrieval.js";
import { spanIdOf, traceIdOf } from "../../../../shared/testing/stable-ids.js";
import { type AttributeSpan, attributeTrace } from "../../testing/attribute-spans.js";
import { calm, failure, TestEngine } from "../../testing/test-engine.js";

const RETURNS = "Articles can be returned within thirty days of delivery if they are unworn and in the original box.";
const REFUNDS = "Refunds arrive five to ten working days after the article has been inspected in Graz.";
const GIFTS = "Gift cards are paid out in goods alone and never lose their worth over the years.";

/** `openinference` documents of a span, under a prefix, with their scores. */
function documents(
  prefix: string,
  ...found: readonly (readonly [id: string, text: string, score?: number])[]
): AttributeSpan["attributes"] {
  const attributes: Record<string, string | number | object> = {};
  for (const [at, [id, text, score]] of found.entries()) {
    const own = `${prefix}.${at}.document`;
    Object.assign(attributes, { [`${own}.id`]: id, [`${own}.content`]: text });
    attributes[`${own}.metadata`] = { title: `About ${id}` };
    if (score !== undefined) attributes[`${own}.score`] = score;
  }
  return attributes;
}
const KIND = "openinference.span.kind";
const FOUND = "retrieval.documents";
const agent: AttributeSpan = {
  name: "agent",
  at: 0,
  end: 1000,
  attributes: { [KIND]: "AGENT", "agent.name": "clerk" },
};
const chat = (at: number, prompt: string, said: string): AttributeSpan => ({
  name: `chat ${at}`,
  parent: "agent",
  at,
  end: at + 50,
  attributes: {
    [KIND]: "LLM",
    "llm.input_messages.0.message.role": "user",
    "llm.input_messages.0.message.content": prompt,
    "llm.output_messages.0.message.role": "assistant",
    "llm.output_messages.0.message.content": said,
  },
});
const search = (
  name: string,
  at: number,
  query: string,
  attributes: AttributeSpan["attributes"],
  more: Partial<AttributeSpan> = {},
): AttributeSpan => ({
  name,
  parent: "agent",
  at,
  end: at + 40,
  attributes: { [KIND]: "RETRIEVER", "input.value": query, ...attributes },
  ...more,
});

const HYBRID = [
  agent,
  search(
    "hybrid",
    10,
    "return window",
    documents(FOUND, ["gifts", GIFTS, 0.03], ["returns", RETURNS, 0.02], ["refunds", REFUNDS, 0.01]),
    { end: 200 },
  ),
  search("words", 20, "return window", documents(FOUND, ["gifts", GIFTS], ["refunds", REFUNDS]), { parent: "hybrid" }),
  search("vectors", 80, "return window", documents(FOUND, ["returns", RETURNS, 0.8], ["gifts", GIFTS, 0.7]), {
    parent: "hybrid",
  }),
  {
    name: "rerank",
    parent: "agent",
    at: 210,
    end: 250,
    attributes: {
      [KIND]: "RERANKER",
      "reranker.model_name": "rank-1",
      ...documents("reranker.input_documents", ["gifts", GIFTS], ["returns", RETURNS], ["refunds", REFUNDS]),
      ...documents("reranker.output_documents", ["returns", RETURNS, 0.9], ["refunds", REFUNDS, 0.4]),
    },
  },
  chat(
    300,
    `Context:\n${RETURNS}\n${REFUNDS}\nWhen may I return it?`,
    "You may return articles within thirty days of delivery, unworn.",
  ),
] satisfies AttributeSpan[];

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("runs.jsonl", [
    attributeTrace("hybrid", HYBRID),
    attributeTrace(
      "unused",
      [
        agent,
        search("store", 10, "gift card worth", documents(FOUND, ["gifts", GIFTS, 0.2])),
        chat(100, "Say hello", "Hello!"),
      ],
      60_000,
    ),
    attributeTrace("last", [agent, search("store", 10, "opening hours", {})], 120_000),
  ]);
});
afterAll(() => engine[Symbol.asyncDispose]());

async function list(query = "", sort: RetrievalSort = "start", descending = false) {
  const asked = { query, sort, descending, offset: 0, limit: 10, zoneOffsetMinutes: 0 };
  return engine.handlers["retrieval.list"](asked, calm);
}
const names = async (query: string, sort?: RetrievalSort, descending?: boolean): Promise<string[]> =>
  (await list(query, sort, descending)).query;
const funnel = (trace: string, span: string) =>
  engine.handlers["retrieval.get"](
    { traceId: traceId.parse(traceIdOf(trace)), spanId: spanId.parse(spanIdOf(`${trace}/${span}`)) },
    calm,
  );

describe("the list of retrievals", () => {
  it("has each with its figures, and the steps of a larger one not by themselves", async () => {
    const found = await list();
    expect(found).toMatchObject({
      total: 3,
      totals: { traces: 3, documents: 4, empty: 1, told: 2, unused: 1, cited: 1, judged: 0 },
      query: ["return window", "gift card worth", "opening hours"],
      name: ["hybrid", "store", "store"],
    });
    expect([...found.documents]).toEqual([3, 1, 0]);
    expect([...found.best]).toEqual([0.03, 0.2, Number.NaN]);
    expect([...found.median]).toEqual([0.02, 0.2, Number.NaN]);
    expect([...found.kept]).toEqual([2, 0, Number.NaN]);
    expect([...found.cited]).toEqual([1, 0, Number.NaN]);
    expect([...found.rerankings]).toEqual([1, 0, 0]);
    expect([...found.scoreKind].map((code) => RETRIEVAL_SCORES[code])).toEqual(["unknown", "unknown", "none"]);
    expect(dictionaryAt(found.agent, 0)).toBe("clerk");
    expect([...found.durationNs]).toEqual([190e6, 40e6, 40e6]);
  });

  it("is searched by score and use; what is not known matches neither", async () => {
    expect(await names("score<0.1")).toEqual(["return window"]);
    expect(await names("used:0")).toEqual(["gift card worth"]);
    expect(await names("used>=1 score<0.1")).toEqual(["return window"]);
    expect(await names("has:retrieval agent:clerk")).toHaveLength(3);
    // What a document says counts as well.
    expect(await names('"gift card"')).toEqual(["return window", "gift card worth"]);
    expect(await names('"gift card" used:0')).toEqual(["gift card worth"]);
    expect(await failure(list("score<"))).toBe("QUERY_SYNTAX");
  });

  it("is sorted by any figure, what has none last", async () => {
    expect(await names("", "best", true)).toEqual(["gift card worth", "return window", "opening hours"]);
    expect(await names("", "kept", false)).toEqual(["gift card worth", "return window", "opening hours"]);
    expect(await names("", "query", false)).toEqual(["gift card worth", "opening hours", "return window"]);
    for (const sort of [
      "knowledge",
      "agent",
      "documents",
      "top_k",
      "median",
      "spread",
      "duration",
      "cited",
      "supported",
      "judged",
      "judgement",
    ] as const) {
      expect((await list("", sort, true)).total).toBe(3);
    }
  });

  it("is what its statement gives", async () => {
    for (const query of ["", "score<0.1", '"gift card"', "used:0 agent:clerk", "knowledge:none"]) {
      const asked = { query, sort: "duration", descending: true, zoneOffsetMinutes: 0 } as const;
      const { sql } = await engine.handlers["sql.ofRetrievals"](asked, calm);
      const rows = await engine.sql(sql);
      expect(rows.map((row) => row[1])).toEqual((await list(query, "duration", true)).spanId);
    }
  });

  it("counts what it has by values and by scores", async () => {
    const found = await engine.handlers["retrieval.facets"]({ query: "-used:0", zoneOffsetMinutes: 0 }, calm);
    expect(found.facets.find(({ field }) => field === "agent")).toMatchObject({
      distinct: 1,
      values: [{ value: "clerk", count: 2 }],
    });
    expect(found).toMatchObject({ withoutScores: 1, mixed: 0 });
    expect(found.scores).toEqual([{ kind: "unknown", count: 1, from: 0.03, to: 0.03, counts: [1], unused: [0] }]);
    const [all] = (await engine.handlers["retrieval.facets"]({ query: "", zoneOffsetMinutes: 0 }, calm)).scores;
    expect([all?.count, all?.counts.at(0), all?.counts.at(-1), all?.unused.at(-1)]).toEqual([2, 1, 1, 1]);
  });
});

describe("what went wrong, and what was said of it,", () => {
  it("stands in the list and in the funnel", async () => {
    await using other = await TestEngine.open();
    const verdict = { [KIND]: "EVALUATOR", "evaluations.0.evaluation.name": "relevance" };
    await other.add("runs.jsonl", [
      attributeTrace("judged", [
        agent,
        search("store", 10, "gift card worth", documents(FOUND, ["gifts", GIFTS, 0.2])),
        {
          name: "judge",
          parent: "store",
          at: 20,
          end: 30,
          attributes: { ...verdict, "evaluations.0.evaluation.score": 0.25 },
        },
      ]),
      attributeTrace("failed", [agent, search("store", 10, "opening hours", {}, { failed: true })], 60_000),
    ]);
    const asked = { query: "", sort: "start", descending: false, offset: 0, limit: 10, zoneOffsetMinutes: 0 } as const;
    const found = await other.handlers["retrieval.list"](asked, calm);
    expect(found.totals).toMatchObject({ failed: 1, empty: 1, judged: 1 });
    expect([...found.failed]).toEqual([0, 1]);
    expect([...found.judged]).toEqual([1, 0]);
    expect([...found.judgement]).toEqual([0.25, Number.NaN]);
    const place = { traceId: traceId.parse(traceIdOf("failed")), spanId: spanId.parse(spanIdOf("failed/store")) };
    expect(await other.handlers["retrieval.get"](place, calm)).toMatchObject({ failed: true, error: null });
  });
});

describe("the funnel of a retrieval", () => {
  it("goes from its steps to the answer, whichever of its spans is asked for", async () => {
    for (const span of ["hybrid", "words", "rerank"]) {
      const found = await funnel("hybrid", span);
      expect(found.name).toBe("hybrid");
      expect(found.stages.map(({ label, method, documents: count }) => [label, method, count])).toEqual([
        ["words", "no scores", 2],
        ["vectors", "score", 2],
        ["Merged", "score", 3],
        ["Reranked", "rank-1", 2],
        ["Kept", "in the prompt", 2],
        ["Cited", "in the answer", 1],
      ]);
    }
  });

  it("follows each document with its rank, its text and where the answer has it", async () => {
    const { documents: found, answer, query } = await funnel("hybrid", "hybrid");
    expect(query?.text).toBe("return window");
    expect(found.map(({ title, ranks, kept, cited }) => [title, ranks, kept, cited])).toEqual([
      ["About returns", [null, 0, 1, 0, 0, 0], true, true],
      ["About refunds", [1, null, 2, 1, 1, null], true, false],
      ["About gifts", [0, 1, 0, null, null, null], false, false],
    ]);
    expect(found[0]?.scores).toEqual([null, 0.8, 0.02, 0.9, null, null]);
    expect(found[0]).toMatchObject({ score: 0.9, scoreKind: "relevance", keptShare: 1 });
    const marked = (found[0]?.answerMarks ?? []).map(({ start, end }) => RETURNS.slice(start, end));
    expect(marked.join(" … ")).toContain("within thirty days of delivery");
    expect(answer).toHaveLength(1);
    expect(answer[0]?.support.map(({ document }) => document)).toEqual([0]);
  });

  it("says what is not known", async () => {
    const { stages, documents: found } = await funnel("last", "store");
    expect(stages.map(({ type, known, documents: count }) => [type, known, count])).toEqual([
      ["found", true, 0],
      ["kept", false, 0],
      ["cited", false, 0],
    ]);
    expect(found).toEqual([]);
  });

  it("is of retrievals alone", async () => {
    expect(await failure(funnel("hybrid", "chat 300"))).toBe("NOT_FOUND");
    expect(await failure(funnel("hybrid", "nobody"))).toBe("NOT_FOUND");
  });
});

describe("what became of documents", () => {
  it("is the same after it is derived again, and goes with its file", async () => {
    await using other = await TestEngine.open();
    await other.add("run.jsonl", [attributeTrace("hybrid", HYBRID)]);
    const tables = ["retrieval", "document_use"].map((table) => `SELECT * FROM ${table} ORDER BY ALL`);
    const before = await Promise.all(tables.map((sql) => other.sql(sql)));
    expect(before.map((rows) => rows.length)).toEqual([3, 7]);
    await other.derive();
    expect(await Promise.all(tables.map((sql) => other.sql(sql)))).toEqual(before);
    const [source] = (await other.handlers["source.list"]({}, calm)).map(({ id }) => id);
    if (source === undefined) throw new Error("no source");
    await other.handlers["source.remove"]({ source: sourceId.parse(source) }, calm);
    expect(await Promise.all(tables.map((sql) => other.sql(sql)))).toEqual([[], []]);
  });
});
