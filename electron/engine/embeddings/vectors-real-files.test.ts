import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAP_KINDS, type MapAnswer, vectorsContract } from "../../../shared/contract/vectors.js";
import { realFiles } from "../testing/real-files.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const FILES = realFiles("openinference/phoenix-tutorials", /evals__traces@\w+\.parquet$/);
const absent = FILES.length === 0;
const name = absent
  ? "Phoenix's tutorial traces (skipped: set SKEIN_DATA to the folder that has them)"
  : "Phoenix's tutorial traces";
const TOGETHER = "1536+:text-embedding-ada-002";

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  if (!absent) await engine.import(FILES);
}, 60_000);
afterAll(() => engine[Symbol.asyncDispose]());

async function mapOf(space: string | null): Promise<MapAnswer> {
  for await (const message of engine.handlers["map.run"](vectorsContract["map.run"].input.parse({ space }), calm)) {
    if (message.type === "map") return vectorsContract["map.run"].output.parse(message) as MapAnswer;
  }
  throw new Error("There was no map.");
}
const kindsOf = (map: MapAnswer): number[] => MAP_KINDS.map((_, kind) => map.kind.filter((own) => own === kind).length);

describe.skipIf(absent)(name, { timeout: 60_000 }, () => {
  it("have 123 vectors: 59 of queries, and 64 of documents that name no model", async () => {
    const { spaces, texts } = await engine.handlers["vector.spaces"]({ query: "", zoneOffsetMinutes: 0 }, calm);
    expect(spaces.map(({ id, vectors }) => [id, vectors])).toEqual([
      [TOGETHER, 123],
      ["1536:", 64],
      ["1536:text-embedding-ada-002", 59],
      ["0:text-embedding-ada-002", 0],
    ]);
    // The provider's own span of each query has the text alone.
    expect(spaces.at(-1)?.unusable).toEqual([{ reason: "no_vector", count: 59 }]);
    expect(texts).toEqual({ queries: 58, documents: 112, answers: 58 });
  });

  it("show the queries among the documents that were embedded with their title before them", async () => {
    const map = await mapOf(TOGETHER);
    const [queries, documents, answers, others] = kindsOf(map);
    expect(queries).toBe(58);
    expect(documents).toBeGreaterThan(20);
    expect([answers, (documents ?? 0) + (others ?? 0)]).toEqual([0, 65]);
    const gaps = map.gap.filter((gap) => !Number.isNaN(gap));
    expect(gaps).toHaveLength(58);
    expect(gaps.every((gap) => gap > 0 && gap < 0.5)).toBe(true);
  });

  it("have a map of words", async () => {
    expect(kindsOf(await mapOf(null))).toEqual([58, 112, 58, 0]);
  });
});
