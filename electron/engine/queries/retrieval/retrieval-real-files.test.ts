import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RetrievalListAnswer } from "../../../../shared/contract/retrieval.js";
import { spanId, type SpanId, traceId, type TraceId } from "../../../../shared/model/ids.js";
import { RETRIEVAL_SCORES } from "../../../../shared/model/retrieval.js";
import { realFiles } from "../../testing/real-files.js";
import { calm, TestEngine } from "../../testing/test-engine.js";

const TUTORIALS = realFiles("openinference/phoenix-tutorials", /traces@[0-9a-f]+\.parquet$/);
const PRISM = realFiles("otlp-json/agent-prism", /rag_earnings_agent\.json$/);
const absent = TUTORIALS.length === 0 || PRISM.length === 0;
const name = absent
  ? "retrievals of Phoenix's and agent-prism's files (skipped: set SKEIN_DATA to the folder that has them)"
  : "retrievals of Phoenix's and agent-prism's files";
const ALL = { query: "", sort: "start", descending: false, offset: 0, limit: 1000, zoneOffsetMinutes: 0 } as const;

function firstOf(list: RetrievalListAnswer): { traceId: TraceId; spanId: SpanId } {
  return { traceId: traceId.parse(list.traceId[0]), spanId: spanId.parse(list.spanId[0]) };
}

let phoenix: TestEngine;
let prism: TestEngine;
beforeAll(async () => {
  phoenix = await TestEngine.open();
  prism = await TestEngine.open();
  if (!absent) await phoenix.import(TUTORIALS);
  if (!absent) await prism.import(PRISM);
}, 120_000);
afterAll(async () => {
  await phoenix[Symbol.asyncDispose]();
  await prism[Symbol.asyncDispose]();
});

describe.skipIf(absent)(name, { timeout: 60_000 }, () => {
  it("are 58 of five scored documents each, every one reranked, in 61 traces of 1,000 spans", async () => {
    expect(await phoenix.sql("SELECT count(DISTINCT trace_id), count(*) FROM span")).toEqual([[61, 1000]]);
    expect(await phoenix.sql("SELECT count(*) FROM span WHERE kind = 'reranker'")).toEqual([[58]]);
    expect(await phoenix.sql("SELECT count(vector), min(len(vector)), max(len(vector)) FROM embedding")).toEqual([
      [123, 1536, 1536],
    ]);
    const list = await phoenix.handlers["retrieval.list"](ALL, calm);
    expect(list).toMatchObject({ total: 58, totals: { documents: 290, empty: 0, told: 58, unused: 0 } });
    expect(new Set(list.documents)).toEqual(new Set([5]));
    expect(new Set(list.rerankings)).toEqual(new Set([1]));
    // The file does not say what kind of score a retriever's is.
    expect(new Set([...list.scoreKind].map((code) => RETRIEVAL_SCORES[code]))).toEqual(new Set(["unknown"]));
    expect(list.best.every((best) => best > 0.7 && best < 0.9)).toBe(true);
  });

  it("kept what the reranker left over, and nothing else", async () => {
    const rows =
      await phoenix.sql(`SELECT u.final_rank IS NOT NULL, u.kept, count(*), min(u.kept_share) FROM document_use u
      JOIN retrieval r ON r.trace = u.trace AND r.preorder = u.preorder WHERE r.part_of IS NULL GROUP BY ALL ORDER BY ALL`);
    expect(rows).toEqual([
      [false, false, 174, 0],
      [true, true, 116, 1],
    ]);
  });

  it("show the way of a document from its rank to the answer", async () => {
    const list = await phoenix.handlers["retrieval.list"]({ ...ALL, query: '"frameworks and LLM providers"' }, calm);
    const [traceId, spanId] = [list.traceId[0] ?? "", list.spanId[0] ?? ""];
    const funnel = await phoenix.handlers["retrieval.get"](
      { traceId: traceId as never, spanId: spanId as never },
      calm,
    );
    expect(funnel.stages.map(({ type, documents }) => [type, documents])).toEqual([
      ["found", 5],
      ["reranked", 2],
      ["kept", 2],
      ["cited", 1],
    ]);
    const cited = funnel.documents.filter((document) => document.cited);
    expect(cited).toMatchObject([{ title: "Integrations: Tracing", ranks: [3, 1, 1, 1], scoreKind: "relevance" }]);
    expect(funnel.answer[0]?.support[0]?.document).toBe(1);
  });

  it("of agent-prism have no scores, and none are made up", async () => {
    const list = await prism.handlers["retrieval.list"](ALL, calm);
    // The retriever has no scores; the database below it, which the trace tells beside it, has some of no kind.
    expect(list).toMatchObject({ total: 1, name: ["VectorStoreRetriever"], totals: { documents: 3 } });
    expect(RETRIEVAL_SCORES[list.scoreKind[0] ?? 0]).toBe("none");
    expect([...list.best, ...list.median, ...list.spread].every(Number.isNaN)).toBe(true);
    const funnel = await prism.handlers["retrieval.get"](firstOf(list), calm);
    expect(funnel.stages.map(({ label, method }) => [label, method])).toEqual([
      ["chroma.collection.query", "score"],
      ["Found", "no scores"],
      ["Kept", "in the prompt"],
      ["Cited", "in the answer"],
    ]);
    const facets = await prism.handlers["retrieval.facets"]({ query: "", zoneOffsetMinutes: 0 }, calm);
    expect(facets).toMatchObject({ scores: [], withoutScores: list.total });
    expect((await prism.handlers["retrieval.list"]({ ...ALL, query: "score<1" }, calm)).total).toBe(0);
  });
});
