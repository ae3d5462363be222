import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentsContract } from "../../../../shared/contract/documents.js";
import { embeddingsContract } from "../../../../shared/contract/embeddings.js";
import { memoryContract } from "../../../../shared/contract/memory.js";
import { realFiles } from "../../testing/real-files.js";
import { calm, TestEngine } from "../../testing/test-engine.js";

const FILES = realFiles("openinference/phoenix-tutorials", /evals__traces@\w+\.parquet$/);
const absent = FILES.length === 0;
const name = absent
  ? "Phoenix's tutorial traces (skipped: set SKEIN_DATA to the folder that has them)"
  : "Phoenix's tutorial traces";

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  if (!absent) await engine.import(FILES);
}, 60_000);
afterAll(() => engine[Symbol.asyncDispose]());

describe.skipIf(absent)(name, { timeout: 60_000 }, () => {
  it("have 58 retrievals of five documents, and each document once", async () => {
    const asked = documentsContract["document.list"].input.parse({ limit: 1000, twins: true });
    const answer = await engine.handlers["document.list"](asked, calm);
    expect(answer).toMatchObject({ retrievals: 58, retrieved: 290, known: 290, unnamed: 0, compared: true });
    const ids = await engine.value(
      "SELECT count(DISTINCT document_id) FROM document WHERE role = 'reranker_input' AND document_id IS NOT NULL",
    );
    expect([answer.total, new Set(answer.documentId).size]).toEqual([ids, ids]);
    expect(answer.retrievedTimes.reduce((sum, times) => sum + times, 0)).toBe(290);
    // The file does not say what its scores are: none is taken for a similarity.
    expect([...answer.similarity, ...answer.distance, ...answer.relevance].every(Number.isNaN)).toBe(true);
    expect([...answer.score].some(Number.isNaN)).toBe(false);
    expect(await engine.handlers["document.compare"]({}, calm)).toMatchObject({ texts: 112, compared: 112 });
  });

  it("have 123 embedded texts of 1,536 numbers, each call once where a library wraps its provider", async () => {
    const models = await engine.handlers["embedding.models"](
      embeddingsContract["embedding.models"].input.parse({}),
      calm,
    );
    expect(models.map((model) => model.dimensions)).toEqual(models.map(() => [1536]));
    expect(models.reduce((sum, model) => sum + model.inputs, 0)).toBe(123);
    expect(models.map((model) => model.cut)).toEqual(models.map(() => 0));
  });

  it("have no memory, and nothing is made up", async () => {
    const answer = await engine.handlers["memory.list"](memoryContract["memory.list"].input.parse({}), calm);
    expect(answer).toMatchObject({ total: 0, entries: 0, calls: [0, 0, 0, 0] });
  });
});

const PRISM = realFiles("otlp-json/agent-prism");
const prism =
  PRISM.length === 0
    ? "agent-prism's traces (skipped: set SKEIN_DATA to the folder that has them)"
    : "agent-prism's traces";

describe.skipIf(PRISM.length === 0)(prism, { timeout: 60_000 }, () => {
  it("have documents without scores, and none is made up", async () => {
    await using own = await TestEngine.open();
    await own.import(PRISM);
    const asked = documentsContract["document.list"].input.parse({});
    const answer = await own.handlers["document.list"](asked, calm);
    expect(answer.total).toBeGreaterThan(0);
    const scores = [answer.similarity, answer.distance, answer.relevance, answer.score].flatMap((kind) => [...kind]);
    expect(scores.every(Number.isNaN)).toBe(true);
  });
});
