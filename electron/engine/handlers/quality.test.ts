import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { realFiles } from "../testing/real-files.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const FILES = realFiles("openinference/phoenix-tutorials", /(evals_\w+|traces)@[^/]*\.parquet$/);
const skipped = FILES.length < 3 ? " (skipped: set SKEIN_DATA to the folder that has them)" : "";

const measures = (engine: TestEngine, asked: { readonly name?: string; readonly k?: number } = {}) =>
  engine.handlers["quality.measures"](
    { query: "", zoneOffsetMinutes: 0, name: asked.name ?? null, k: asked.k ?? null },
    calm,
  );
const verdicts = (engine: TestEngine, query = "") =>
  engine.handlers["quality.verdicts"]({ query, zoneOffsetMinutes: 0 }, calm);
const signs = (engine: TestEngine, query = "") =>
  engine.handlers["quality.signs"]({ query, zoneOffsetMinutes: 0, sign: null, offset: 0, limit: 100 }, calm);

interface ParquetRetrieval {
  readonly span: string;
  readonly label: string;
  /** By rank, what the reranker of the same trace gave the document; 0 for what it dropped. */
  readonly grades: readonly number[];
}

/** Reads retrievals and their judgements without Skein: from the rows of the files. */
async function readParquet(): Promise<ParquetRetrieval[]> {
  const file = (name: string): string => (FILES.find((path) => path.includes(name)) ?? "").replaceAll("'", "''");
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`
    WITH found AS (SELECT "context.trace_id" AS trace, "context.span_id" AS span, "attributes.retrieval.documents" AS documents
        FROM '${file("traces@")}' WHERE name = 'BaseRetriever.retrieve'),
      ranked AS (SELECT "context.trace_id" AS trace, unnest("attributes.reranker.output_documents") AS document
        FROM '${file("traces@")}' WHERE len("attributes.reranker.output_documents") > 0),
      single AS (SELECT trace, span, unnest(documents) AS document, unnest(range(len(documents))) AS rank FROM found)
    SELECT s.span, any_value(e.label) AS label, list(coalesce(r.document."document.score", 0.0) ORDER BY s.rank) AS grades
    FROM single s JOIN '${file("relevance")}' e ON e."context.span_id" = s.span
      LEFT JOIN ranked r ON r.trace = s.trace AND r.document."document.content" = s.document."document.content"
    GROUP BY s.span`);
  const rows = reader.getRowObjectsJS().map((row) => ({
    span: row["span"] as string,
    label: row["label"] as string,
    grades: (row["grades"] as number[]).slice(0, 5),
  }));
  connection.closeSync();
  instance.closeSync();
  return rows;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.skipIf(FILES.length < 3)(`quality of Phoenix's tutorial${skipped}`, { timeout: 60_000 }, () => {
  let engine: TestEngine;
  let rows: ParquetRetrieval[];
  beforeAll(async () => {
    engine = await TestEngine.open();
    await engine.import(FILES);
    rows = await readParquet();
  }, 60_000);
  afterAll(() => engine[Symbol.asyncDispose]());

  it("is what the rows of its evaluations say: 28 of 58 retrievals are relevant as a whole", async () => {
    const share = mean(rows.map(({ label }) => (label === "relevant" ? 1 : 0)));
    expect([rows.length, share]).toEqual([58, 28 / 58]);
    const answer = await measures(engine);
    expect(answer).toMatchObject({ name: "Retrieval Relevance", asWhole: 58 });
    expect(answer.overall).toMatchObject({ retrievals: 58, judged: 58, documents: 290, judgedDocuments: 290 });
    expect(answer.overall.recall).toBeNull();
    for (const figure of ["precision", "ndcg", "reciprocalRank", "hitRate"] as const) {
      expect(answer.overall[figure]).toBeCloseTo(share, 12);
    }
  });

  it("counts verdicts by name, and their searches find as many spans", async () => {
    const { verdicts: found } = await verdicts(engine);
    expect(found.map(({ name, count, told, failed }) => [name, count, told, failed])).toEqual([
      ["Hallucination", 58, 58, 10],
      ["Retrieval Relevance", 58, 58, 30],
    ]);
    for (const { search, failedSearch, count, failed } of found) {
      const total = async (query: string | null) =>
        (await engine.handlers["search.run"]({ query: query ?? "", in: "spans", limit: 1, zoneOffsetMinutes: 0 }, calm))
          .total;
      expect(await total(search)).toBe(count);
      expect(await total(failedSearch)).toBe(failed);
    }
  });

  it("shows signs of trouble more often where the judges found the retrieval unrelated", async () => {
    const { retrievals, troubled, rows: queue } = await signs(engine);
    expect(retrievals).toBe(58);
    const labels = new Map(rows.map(({ span, label }) => [span, label]));
    const unrelated = queue.filter(({ spanId }) => labels.get(spanId) === "unrelated");
    expect(queue).toHaveLength(troubled);
    expect(unrelated.length / queue.length).toBeGreaterThan(30 / 58);
    expect(queue[0]?.reasons[0]?.text).toMatch(/^Its best score, 0\.7\d+, is below 0\.7\d+/);
  });

  it("of judged documents agrees with precision and nDCG counted from the rows", async () => {
    const lines = rows.flatMap(({ span, grades }) =>
      grades.map((score, position) =>
        JSON.stringify({ "context.span_id": span, document_position: position, score, eval_name: "Rerank" }),
      ),
    );
    await engine.add("evaluations.jsonl", lines);
    const gain = (grades: readonly number[]): number =>
      grades.reduce((sum, grade, place) => sum + grade / (Math.log(place + 2) / Math.LN2), 0);
    for (const k of [1, 3, 5]) {
      const answer = await measures(engine, { name: "Rerank", k });
      const relevant = (grades: readonly number[]): number => grades.filter((grade) => grade >= 0.5).length;
      const ndcg = rows.map(({ grades }) => {
        const best = gain(grades.toSorted((a, b) => b - a).slice(0, k));
        return best === 0 ? 0 : gain(grades.slice(0, k)) / best;
      });
      expect(answer).toMatchObject({ relevantFrom: 0.5, asWhole: 0 });
      expect(answer.overall.precision).toBeCloseTo(mean(rows.map(({ grades }) => relevant(grades.slice(0, k)) / k)), 9);
      expect(answer.overall.ndcg).toBeCloseTo(mean(ndcg), 9);
    }
  });
});

const TRACE = "0af7651916cd43dd8448eb211c80319c";

interface SpanOf {
  readonly id: string;
  readonly parent?: string;
  readonly name: string;
  readonly atMs: number;
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** One run as OTLP. */
function run(spans: readonly SpanOf[], trace = TRACE): string {
  const value = (of: string | number) => (typeof of === "string" ? { stringValue: of } : { doubleValue: of });
  return JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: spans.map(({ id, parent, name, atMs, attributes }) => ({
              traceId: trace,
              spanId: id,
              ...(parent === undefined ? {} : { parentSpanId: parent }),
              name,
              startTimeUnixNano: String((1_790_000_000_000n + BigInt(atMs)) * 1_000_000n),
              endTimeUnixNano: String((1_790_000_000_010n + BigInt(atMs)) * 1_000_000n),
              attributes: Object.entries(attributes).map(([key, of]) => ({ key, value: value(of) })),
            })),
          },
        ],
      },
    ],
  });
}

function retriever(id: string, atMs: number, query: string, documents: readonly string[]): SpanOf {
  const found = documents.flatMap((content, place) => [
    [`retrieval.documents.${place}.document.content`, content] as const,
    [`retrieval.documents.${place}.document.score`, 0.9 - place / 10] as const,
  ]);
  return {
    id,
    parent: "b7ad6b7169203331",
    name: "search",
    atMs,
    attributes: { "openinference.span.kind": "RETRIEVER", "input.value": query, ...Object.fromEntries(found) },
  };
}
const root: SpanOf = {
  id: "b7ad6b7169203331",
  name: "run",
  atMs: 0,
  attributes: { "openinference.span.kind": "CHAIN" },
};
const [FIRST, SECOND, THIRD] = ["00000000000000a1", "00000000000000a2", "00000000000000a3"] as [string, string, string];

describe("quality of a run", () => {
  it("takes the reader's judgement before a file's, wherever the same query found the same document", async () => {
    await using engine = await TestEngine.open();
    await engine.add(
      "run.json",
      run([
        root,
        retriever(FIRST, 10, "refund?", ["Refunds take five days.", "Lamps are fragile."]),
        retriever(SECOND, 20, "refund?", ["Lamps are fragile.", "Refunds take five days."]),
        retriever(THIRD, 30, "shipping?", ["Refunds take five days."]),
      ]),
    );
    expect(await measures(engine)).toMatchObject({ names: [], name: null, overall: { retrievals: 3, judged: 0 } });
    await engine.add("evals.jsonl", [
      JSON.stringify({ "context.span_id": FIRST, document_position: 0, label: "relevant", eval_name: "Relevance" }),
      JSON.stringify({ "context.span_id": FIRST, document_position: 1, label: "irrelevant", eval_name: "Relevance" }),
    ]);
    const before = await measures(engine);
    expect(before.overall).toMatchObject({
      retrievals: 3,
      judged: 2,
      documents: 5,
      judgedDocuments: 4,
      precision: 0.5,
    });
    expect(before.worst.map(({ spanId, grades }) => [spanId, grades])).toEqual([
      [SECOND, [0, 1]],
      [FIRST, [1, 0]],
    ]);
    expect(before.overall.reciprocalRank).toBe(0.75);
    await engine.handlers["change.apply"](
      {
        change: {
          command: "judgement.set",
          traceId: TRACE as TraceId,
          spanId: SECOND as SpanId,
          position: 1,
          name: "relevance",
          score: 0,
        },
      },
      calm,
    );
    const after = await measures(engine);
    expect(after.name).toBe("Relevance");
    expect(after.worst.find(({ spanId }) => spanId === SECOND)?.grades).toEqual([0, 0]);
  });

  it("hears guardrails, evaluators and judges in spans, and finds them by name and label", async () => {
    await using engine = await TestEngine.open();
    const judge = (id: string, score: number, label: string, name: string): SpanOf => ({
      id,
      parent: FIRST,
      name: `${name} judge`,
      atMs: 40,
      attributes: {
        "openinference.span.kind": "EVALUATOR",
        "evaluations.0.evaluation.name": name,
        "evaluations.0.evaluation.score": score,
        "evaluations.0.evaluation.label": label,
        "evaluations.0.evaluation.explanation": `Because of ${label}.`,
      },
    });
    await engine.add(
      "run.json",
      run([
        root,
        retriever(FIRST, 10, "refund?", ["Refunds take five days."]),
        judge("00000000000000b1", 0.2, "not grounded", "grounded"),
        judge("00000000000000b2", 1, "relevant", "context relevance"),
        {
          id: "00000000000000b3",
          parent: root.id,
          name: "run_guardrail pii",
          atMs: 5,
          attributes: { "gen_ai.operation.name": "run_guardrail", "gen_ai.guardrail.verdict.type": "deny" },
        },
        {
          id: "00000000000000b4",
          parent: root.id,
          name: "tone",
          atMs: 6,
          attributes: { "openinference.span.kind": "GUARDRAIL" },
        },
      ]),
    );
    const { verdicts: found, silent } = await verdicts(engine);
    expect(found.map(({ name, origin, count, failed, meanScore }) => [name, origin, count, failed, meanScore])).toEqual(
      [
        ["context relevance", "trace", 1, 0, 1],
        ["grounded", "trace", 1, 1, 0.2],
        ["pii", "trace", 1, 1, null],
      ],
    );
    expect(silent).toBe(1);
    const list = await engine.handlers["trace.list"](
      { query: "", sort: "start", descending: true, offset: 0, limit: 10, zoneOffsetMinutes: 0 },
      calm,
    );
    expect(list.verdicts).toEqual([
      [
        { name: "grounded", label: "not grounded", count: 1, says: "bad" },
        { name: "pii", label: "deny", count: 1, says: "bad" },
        { name: "context relevance", label: "relevant", count: 1, says: "good" },
      ],
    ]);
    const total = async (query: string) =>
      (await engine.handlers["search.run"]({ query, in: "spans", limit: 1, zoneOffsetMinutes: 0 }, calm)).total;
    expect(await total("verdict:grounded")).toBe(1);
    expect(await total('label:"not grounded"')).toBe(1);
    expect(await total("verdict:pii label:deny")).toBe(1);
    expect(await total("-has:label kind:guardrail")).toBe(1);
    expect(await total('"because of relevant"')).toBe(1);
    // An evaluator judges what it stands below.
    expect(await measures(engine)).toMatchObject({ name: "context relevance", asWhole: 1, overall: { hitRate: 1 } });
    await engine.derive();
    expect((await verdicts(engine)).verdicts).toHaveLength(3);
  });

  it("has signs of trouble, each with its reasons, worst first", async () => {
    await using engine = await TestEngine.open();
    const english = "The parcel can be returned within 14 days of the purchase, and the money is sent back to you.";
    await engine.add(
      "run.json",
      run([
        root,
        retriever(FIRST, 10, "Bis wann kann ich das Paket zurückgeben, und wer zahlt?", [english]),
        retriever(SECOND, 20, "Returns  of parcels", []),
        retriever(THIRD, 30, "returns of parcels", [english, english]),
      ]),
    );
    const answer = await signs(engine);
    expect(answer).toMatchObject({ retrievals: 3, troubled: 3 });
    const byId = Object.fromEntries(
      answer.rows.map(({ spanId, reasons }) => [spanId, reasons.map(({ sign }) => sign)]),
    );
    expect(answer.rows[0]?.spanId).toBe(SECOND);
    expect(byId).toEqual({
      [SECOND]: ["empty"],
      [FIRST]: ["other-language"],
      [THIRD]: ["asked-again", "near-duplicates"],
    });
    expect(answer.signs.find(({ sign }) => sign === "empty")?.count).toBe(1);
  });
});
