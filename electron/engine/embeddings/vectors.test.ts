import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InputOf } from "../../../shared/contract/procedure.js";
import { MAP_KINDS, type MapAnswer, vectorsContract } from "../../../shared/contract/vectors.js";
import { type AttributeSpan, attributeTrace } from "../testing/attribute-spans.js";
import type { SourceId } from "../../../shared/model/ids.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

const TOPICS = ["refund jacket money", "parcel carrier address", "warranty seam zip", "gift card voucher"];
const WIDTH = 6;

/** A vector near the topic's axis. */
function vectorOf(topic: number, number: number): number[] {
  return Array.from({ length: WIDTH }, (_, at) => (at === topic ? 1 : 0) + 0.05 * Math.sin(number * 7.3 + at * 2.1));
}

function embedded(
  model: string,
  vectors: readonly (readonly [text: string, vector: readonly number[] | string])[],
): AttributeSpan {
  const attributes: Record<string, string> = { "openinference.span.kind": "EMBEDDING", "embedding.model_name": model };
  vectors.forEach(([text, vector], at) => {
    attributes[`embedding.embeddings.${at}.embedding.text`] = text;
    attributes[`embedding.embeddings.${at}.embedding.vector`] =
      typeof vector === "string" ? vector : JSON.stringify(vector);
  });
  return { name: `embed ${model} ${vectors[0]?.[0] ?? ""}`, at: 5, end: 6, attributes };
}

const documentOf = (topic: number, number: number): string =>
  `About ${TOPICS[topic]}: paragraph ${number} of the policy.`;
const queryOf = (topic: number, number: number): string => `what of ${TOPICS[topic]} no ${number}?`;

/** A search for documents of a topic, and the vector of its query. Topic 3 has queries and no documents near. */
function run(topic: number, number: number): string {
  const query = queryOf(topic, number);
  const found = [0, 1].map((at) => ({
    id: `${topic}-${at}`,
    content: documentOf(topic % 3, at),
    score: 0.9 - at / 10,
  }));
  return attributeTrace(`run ${topic} ${number}`, [
    {
      name: "search",
      at: 10,
      end: 20,
      attributes: {
        "gen_ai.operation.name": "retrieval",
        "gen_ai.retrieval.query.text": query,
        "gen_ai.retrieval.documents": found,
      },
    },
    embedded("ada", [[query, vectorOf(topic, number)]]),
  ]);
}

const INDEXING = attributeTrace("indexing", [
  embedded(
    "ada",
    [0, 1, 2].flatMap((topic) => [0, 1].map((at) => [documentOf(topic, at), vectorOf(topic, at + 40)] as const)),
  ),
  embedded("ada", [
    ["nothing at all", [0, 0, 0, 0, 0, 0]],
    ["not a number", "[NaN, 1, 1, 1, 1, 1]"],
    ["too large", "[1e200, 1, 1, 1, 1, 1]"],
    ["another length", [1, 2, 3]],
    ["a greeting", vectorOf(1, 99)],
  ]),
  embedded("other", [["what of refund jacket money no 0?", [3, 0, 0, 0, 0, 1]]]),
]);

const runs = Array.from({ length: 36 }, (_, number) => run(number % 9 === 8 ? 3 : number % 3, number));

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("indexing.jsonl", INDEXING);
  await engine.add("runs.jsonl", runs);
});
afterAll(() => engine[Symbol.asyncDispose]());

type MapInput = InputOf<(typeof vectorsContract)["map.run"]>;

async function mapOf(input: MapInput, of = engine): Promise<{ map: MapAnswer; phases: string[] }> {
  const phases: string[] = [];
  for await (const message of of.handlers["map.run"](vectorsContract["map.run"].input.parse(input), calm)) {
    if (message.type === "map") return { map: vectorsContract["map.run"].output.parse(message) as MapAnswer, phases };
    phases.push(message.phase);
  }
  throw new Error("There was no map.");
}
const nearest = (input: InputOf<(typeof vectorsContract)["vector.nearest"]>) =>
  engine.handlers["vector.nearest"](vectorsContract["vector.nearest"].input.parse(input), calm);
const textId = async (text: string): Promise<number> =>
  Number(await engine.value(`SELECT id FROM text WHERE body = '${text}'`));
const rowsOf = (map: MapAnswer, kind: string): number[] =>
  Array.from(map.kind.keys()).filter((row) => MAP_KINDS[map.kind[row]!] === kind);

describe("spaces", () => {
  it("keep models and lengths apart, and count what can't be used by why", async () => {
    const { spaces, texts } = await engine.handlers["vector.spaces"]({ query: "", zoneOffsetMinutes: 0 }, calm);
    expect(spaces.map(({ id, vectors }) => [id, vectors])).toEqual([
      ["6:ada", 43],
      ["3:ada", 1],
      ["6:other", 1],
    ]);
    expect(spaces[0]?.unusable).toEqual([
      { reason: "not_finite", count: 2 },
      { reason: "zero", count: 1 },
    ]);
    expect(texts).toEqual({ queries: 36, documents: 6, answers: 0 });
  });
});

describe("nearest neighbours", () => {
  it("are those of comparing all, by each measure, and no vector that can't be used", async () => {
    const text = await textId(queryOf(1, 1));
    const own = Float32Array.from(vectorOf(1, 1));
    const rows =
      await engine.sql(`SELECT t.body, e.vector::DOUBLE[]::VARCHAR FROM embedding e JOIN text t ON t.id = e.text
      WHERE model = 'ada' AND dimensions = 6 AND e.text <> ${text} AND list_sum(vector) > 0 AND list_sum(vector) < 1000`);
    expect(rows).toHaveLength(42);
    const measures = {
      cosine: (v: number[]) => dot(own, v) / Math.hypot(...own) / Math.hypot(...v),
      dot: (v: number[]) => dot(own, v),
      l2: (v: number[]) => -Math.hypot(...v.map((value, at) => value - own[at]!)),
    };
    for (const metric of ["cosine", "dot", "l2"] as const) {
      const expected = rows
        .map(([body, vector]) => ({ body, score: measures[metric](JSON.parse(String(vector)) as number[]) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, 10);
      const { neighbours, compared } = await nearest({ space: "6:ada", of: { text }, metric });
      expect(compared).toBe(45);
      expect(neighbours.map((one) => one.preview?.text)).toEqual(expected.map(({ body }) => body));
      neighbours.forEach((one, at) => expect(Math.abs(one.score)).toBeCloseTo(Math.abs(expected[at]!.score), 5));
    }
  });

  it("say what a text is and where it stands", async () => {
    const { neighbours } = await nearest({ space: "6:ada", of: { text: await textId(queryOf(2, 2)) }, limit: 40 });
    const document = neighbours.find((one) => one.preview?.text === documentOf(2, 0));
    expect(document).toMatchObject({ kind: "document", source: "indexing.jsonl", copies: 1 });
    expect(neighbours.filter((one) => one.kind === "query").length).toBeGreaterThan(10);
  });

  it("without a space are by words", async () => {
    const { neighbours, compared } = await nearest({
      space: null,
      of: { text: await textId(queryOf(0, 0)) },
      limit: 3,
    });
    expect(compared).toBe(41);
    expect(neighbours).toHaveLength(3);
    for (const one of neighbours) expect(one.preview?.text).toContain("refund");
  });

  it("of what has no usable vector there are none, with the reason", async () => {
    const of = { text: await textId("nothing at all") };
    await expect(nearest({ space: "6:ada", of })).rejects.toThrow("has a vector of zeros in the space 6:ada");
    expect(await failure(nearest({ space: "3:ada", of }))).toBe("NOT_FOUND");
    expect(await failure(nearest({ space: "nonsense", of }))).toBe("NOT_FOUND");
  });
});

describe("a map of vectors", () => {
  it("has a point for each query and document, and for what else was embedded", async () => {
    const { map } = await mapOf({ space: "6:ada" });
    expect([map.of, map.method, map.points]).toEqual(["vectors", "pca", 43]);
    expect(["query", "document", "answer", "text"].map((kind) => rowsOf(map, kind).length)).toEqual([36, 6, 0, 1]);
    expect(Math.max(...map.x.map(Math.abs), ...map.y.map(Math.abs))).toBeCloseTo(1, 5);
    const [query] = rowsOf(map, "query");
    expect(map.score[query!]).toBeCloseTo(0.9, 6);
    const [document] = rowsOf(map, "document");
    expect(map.count[document!]).toBe(16);
    const { places } = await engine.handlers["map.points"](
      {
        points: [
          { span: map.span[query!]!, text: map.text[query!]! },
          { span: -5, text: 1 },
        ],
        spans: [],
      },
      calm,
    );
    expect(places).toHaveLength(1);
    expect(places[0]?.preview?.text).toMatch(/^what of /);
    const { traceId, spanId } = places[0]!;
    const again = await engine.handlers["map.points"](
      vectorsContract["map.points"].input.parse({ spans: [{ traceId, spanId }] }),
      calm,
    );
    expect(again.places).toEqual(places);
  });

  it("shows queries that are far from every document, with their words", async () => {
    const { map } = await mapOf({ space: "6:ada" });
    const far = rowsOf(map, "query").filter((row) => map.gap[row]! > map.holeGap!);
    expect(far).toHaveLength(4);
    expect(map.holes.flatMap(({ points }) => [...points]).toSorted((a, b) => a - b)).toEqual(far);
    expect(map.holes[0]?.words.map(({ word }) => word)).toEqual(expect.arrayContaining(["gift", "card", "voucher"]));
    expect(map.holes[0]!.distance).toBeGreaterThan(0.5);
    const { map: strict } = await mapOf({ space: "6:ada", holeGap: 2 });
    expect(strict.holes).toEqual([]);
  });

  it("groups points, and names the groups by their words", async () => {
    const { map } = await mapOf({ space: "6:ada", method: "umap", neighbours: 5, minDistance: 0, clusterSize: 4 });
    expect(map.clusters.length).toBeGreaterThanOrEqual(3);
    const words = map.clusters.flatMap((cluster) => cluster.words.map(({ word }) => word));
    expect(words).toEqual(expect.arrayContaining(["refund", "carrier", "warranty"]));
    for (const { id, points } of map.clusters) expect(map.cluster.filter((own) => own === id)).toHaveLength(points);
  });

  it("is there at once the second time, the same; and made anew when its vectors are others", async () => {
    const { map: first } = await mapOf({ space: "6:ada", method: "umap" });
    const { map: second, phases } = await mapOf({ space: "6:ada", method: "umap" });
    expect([first.cached, second.cached, phases]).toEqual([false, true, []]);
    expect({ ...second, ms: 0 }).toEqual({ ...first, ms: 0, cached: true });
    const { map: narrowed } = await mapOf({ space: "6:ada", method: "umap", query: "refund" });
    expect(narrowed.cached).toBe(false);
    expect(rowsOf(narrowed, "query").length).toBeLessThan(rowsOf(first, "query").length);
  });

  it("says why where there is nothing to show", async () => {
    await expect(mapOf({ space: "7:ada" })).rejects.toThrow("no vector of ada with 7 numbers");
    await expect(mapOf({ space: "6:ada", query: "agent:nobody" })).rejects.toThrow("can be used");
    expect(await failure(mapOf({ space: null, query: "agent:nobody" }))).toBe("NOT_FOUND");
    expect(await failure(mapOf({ space: null, query: 'name:"' }))).toBe("QUERY_SYNTAX");
  });
});

describe("a map of texts", () => {
  it("is made of the words of queries and documents, and says so", async () => {
    const { map } = await mapOf({ space: null });
    expect([map.of, map.space, map.points]).toEqual(["texts", null, 42]);
    const far = map.gap.filter((gap) => gap > 0.5);
    expect(far.length).toBeGreaterThanOrEqual(4);
    const { map: spread } = await mapOf({ space: null, method: "umap" });
    expect(spread.method).toBe("umap");
  });
});

it("forgets its maps with a source that is removed, and goes on with what is left", async () => {
  await using own = await TestEngine.open();
  await own.add("indexing.jsonl", INDEXING);
  await own.add("runs.jsonl", runs.slice(0, 12));
  await mapOf({ space: "6:ada" }, own);
  expect(await own.value("SELECT count(*) FROM vector_map")).toBe(1);
  const [indexing] = await own.handlers["source.list"]({}, calm);
  await own.handlers["source.remove"]({ source: indexing!.id as SourceId }, calm);
  expect(await own.value("SELECT count(*) FROM vector_map")).toBe(0);
  const { map } = await mapOf({ space: "6:ada" }, own);
  expect(rowsOf(map, "document")).toEqual([]);
  expect([map.holeGap, map.holes]).toEqual([null, []]);
});

it("ends when nobody waits for it any more", async () => {
  const stop = new AbortController();
  const input = vectorsContract["map.run"].input.parse({ space: "6:ada", method: "umap", seed: 77 });
  const reading = (async () => {
    for await (const _message of engine.handlers["map.run"](input, { signal: stop.signal })) stop.abort();
  })();
  expect(await failure(reading)).toBe("CANCELLED");
  expect(await engine.value("SELECT count(*) FROM embedding")).toBe(48);
});

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
