import { describe, expect, it } from "vitest";
import { seeded } from "../analysis/vectors/random.js";
import { calm, TestEngine } from "../testing/test-engine.js";

interface Asked {
  readonly query: string;
  readonly vector?: readonly number[];
  readonly score: number;
}

/** Runs of one retrieval each as OTLP lines, as `service` would write them. */
function runs(service: string, asked: readonly Asked[]): string[] {
  return asked.map(({ query, vector, score }, place) => {
    const hex = Buffer.from(`${service}${place}`.padEnd(16, "-")).toString("hex");
    const start = 1_790_000_000_000_000_000n + BigInt(place) * 1_000_000_000n;
    const span = (id: string, parent: string, name: string, attributes: Record<string, string | number>) => ({
      traceId: hex.slice(0, 32),
      spanId: `${id}${hex.slice(4, 16)}`,
      ...(parent === "" ? {} : { parentSpanId: `${parent}${hex.slice(4, 16)}` }),
      name,
      startTimeUnixNano: String(start),
      endTimeUnixNano: String(start + 1_000_000n),
      attributes: Object.entries(attributes).map(([key, value]) => ({
        key,
        value: typeof value === "string" ? { stringValue: value } : { doubleValue: value },
      })),
    });
    const embedding = {
      "openinference.span.kind": "EMBEDDING",
      "embedding.model_name": "small",
      "embedding.embeddings.0.embedding.text": query,
      ...Object.fromEntries((vector ?? []).map((value, at) => [`v${at}`, value])),
    };
    const spans = [
      span("0001", "", "search", {
        "openinference.span.kind": "RETRIEVER",
        "input.value": query,
        "retrieval.documents.0.document.content": `About ${query}`,
        "retrieval.documents.0.document.score": score,
      }),
      ...(vector === undefined ? [] : [withVector(span("0002", "0001", "embed", { ...embedding }), vector)]),
    ];
    return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  });
}

function withVector<S extends { attributes: unknown[] }>(span: S, vector: readonly number[]): S {
  const values = vector.map((value) => ({ doubleValue: value }));
  const kept = span.attributes.filter((attribute) => !/^v\d+$/.test((attribute as { key: string }).key));
  return {
    ...span,
    attributes: [...kept, { key: "embedding.embeddings.0.embedding.vector", value: { arrayValue: { values } } }],
  };
}

const THINGS = ["lamp", "chair", "sofa", "table", "carpet", "mirror", "shelf", "stool", "couch", "desk"];
const refunds = (shift = 0): Asked[] =>
  Array.from({ length: 24 }, (_, place) => ({
    query: `refund for a broken ${THINGS[place % 10]}, order ${place + shift}`,
    score: 0.8 + place / 200,
  }));
const shipping = (): Asked[] =>
  Array.from({ length: 24 }, (_, place) => ({
    query: `when will the parcel with my ${THINGS[place % 10]} be delivered, track ${place}`,
    score: 0.4 + place / 200,
  }));

const compare = (engine: TestEngine, left: string, right: string, sample = 500) =>
  engine.handlers["drift.compare"]({ left, right, zoneOffsetMinutes: 0, sample, permutations: 100 }, calm);

describe("drift between two searches", () => {
  it("is found in words, scores and clusters where other things are asked", async () => {
    await using engine = await TestEngine.open();
    await engine.add("may.jsonl", runs("may", refunds()));
    await engine.add("june.jsonl", runs("june", [...refunds(100).slice(0, 8), ...shipping().slice(0, 16)]));
    const answer = await compare(engine, "source:may", "source:june");
    expect(answer).toMatchObject({
      unit: "queries",
      space: { method: "words" },
      left: { traces: 24, texts: 24, used: 24, withoutVector: 0 },
      right: { traces: 24, texts: 24, used: 24, withoutVector: 0 },
    });
    expect(answer.distance?.p).toBe(1 / 101);
    expect(answer.distance?.shuffled.counts.reduce((sum, count) => sum + count, 0)).toBe(100);
    expect(answer.scores).toMatchObject([{ kind: "unknown", leftCount: 24, rightCount: 24 }]);
    expect(answer.scores[0]?.psi).toBeGreaterThan(0.25);
    const grown = answer.clusters.find(({ logOdds }) => logOdds > 0);
    expect(grown).toMatchObject({ left: 0 });
    expect(grown?.words).toContain("parcel");
    expect(grown?.examples[0]).toMatchObject({ side: "right" });
    expect(answer.clusters.reduce((sum, { left, right }) => sum + left + right, 0)).toBe(48);
  });

  it("is none between halves of one kind, and the same each time", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.jsonl", runs("a", refunds()));
    await engine.add("b.jsonl", runs("b", refunds()));
    const { ms: _ms, ...answer } = await compare(engine, "source:a", "source:b");
    expect(answer.distance?.p).toBeGreaterThan(0.5);
    expect(answer.scores[0]?.psi).toBeLessThan(0.01);
    const { ms: _again, ...again } = await compare(engine, "source:a", "source:b");
    expect(again).toEqual(answer);
    expect((await compare(engine, "source:a", "source:b", 20)).left).toMatchObject({ texts: 24, used: 20 });
  });

  it("is measured by the vectors of the queries where there are some, without those that are no vectors", async () => {
    await using engine = await TestEngine.open();
    const random = seeded(1);
    const towards = (base: readonly number[]) => base.map((value) => value + 0.05 * random.normal());
    // The words are the same on both sides: only vectors tell them apart.
    const left = refunds().map((one) => ({ ...one, vector: towards([1, 0, 0, 0]) }));
    const right = refunds(500).map((one, place) => ({
      ...one,
      vector: place === 0 ? [0, 0, 0, 0] : towards([0, 1, 0, 0]),
    }));
    await engine.add("a.jsonl", runs("a", left));
    await engine.add("b.jsonl", runs("b", right));
    const answer = await compare(engine, "source:a", "source:b");
    expect(answer.space).toEqual({ method: "vectors", model: "small", dimensions: 4 });
    expect([answer.left.used, answer.right.used, answer.right.withoutVector]).toEqual([24, 23, 1]);
    expect(answer.distance?.p).toBe(1 / 101);
  });

  it("compares what users asked first where there are no retrievals, and says little of little", async () => {
    await using engine = await TestEngine.open();
    const empty = await compare(engine, "source:a", "source:b");
    expect(empty).toMatchObject({ unit: "questions", distance: null, scores: [], clusters: [] });
  });
});
