import { MAP_KINDS, type MapAnswer, type MapKind } from "../../../../../shared/contract/vectors.js";
import { DictionaryBuilder } from "../../../../../shared/model/columns.js";
import { SCORE_KINDS } from "../../../../../shared/model/retrieval.js";

export interface SmallPoint {
  readonly x: number;
  readonly y: number;
  readonly kind?: MapKind;
  readonly score?: number;
  readonly scoreKind?: (typeof SCORE_KINDS)[number];
  readonly agent?: string;
  readonly atMs?: number;
  readonly cluster?: number;
}

/** A map of a few points; their spans are numbered from 1, their texts from 101. */
export function smallMap(points: readonly SmallPoint[], change: Partial<MapAnswer> = {}): MapAnswer {
  const agent = new DictionaryBuilder();
  const source = new DictionaryBuilder();
  for (const point of points) {
    agent.push(point.agent);
    source.push("a.jsonl");
  }
  return {
    type: "map",
    ms: 1,
    cached: false,
    of: "vectors",
    space: { id: "3:small", model: "small", dimensions: 3, vectors: points.length, unusable: [], withUnnamed: false },
    method: "pca",
    points: points.length,
    leftOut: 0,
    reducedTo: 3,
    variance: 0.8,
    x: Float32Array.from(points, ({ x }) => x),
    y: Float32Array.from(points, ({ y }) => y),
    kind: Uint8Array.from(points, ({ kind = "query" }) => MAP_KINDS.indexOf(kind)),
    score: Float64Array.from(points, ({ score = Number.NaN }) => score),
    scoreKind: Uint8Array.from(points, ({ scoreKind = "unknown" }) => SCORE_KINDS.indexOf(scoreKind)),
    agent: agent.finish(),
    source: source.finish(),
    atMs: Float64Array.from(points, ({ atMs = Number.NaN }) => atMs),
    count: Int32Array.from(points, () => 1),
    cluster: Int32Array.from(points, ({ cluster = -1 }) => cluster),
    gap: Float64Array.from(points, () => Number.NaN),
    span: Float64Array.from(points, (_, at) => at + 1),
    text: Float64Array.from(points, (_, at) => at + 101),
    clusters: [],
    holeGap: null,
    holes: [],
    ...change,
  };
}
