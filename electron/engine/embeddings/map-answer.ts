import type { MapAnswer, MapCluster, MapHole, VectorSpace } from "../../../shared/contract/vectors.js";
import { MAP_KINDS } from "../../../shared/contract/vectors.js";
import { DictionaryBuilder } from "../../../shared/model/columns.js";
import type { PointColumns } from "../queries/vectors/points.js";
import type { Grouping, Layout } from "./worker/messages.js";

/** The answer, from what the items' layout and groups are and the points that lie on items. */
export function mapAnswer(
  points: PointColumns,
  layout: Layout,
  grouping: Grouping,
): Omit<MapAnswer, "type" | "ms" | "cached" | "of" | "space" | "method" | "leftOut"> {
  const { count, item } = points;
  const x = Float32Array.from(item, (at) => layout.x[at] ?? 0);
  const y = Float32Array.from(item, (at) => layout.y[at] ?? 0);
  const cluster = Int32Array.from(item, (at) => grouping.cluster[at] ?? -1);
  const gap = Float64Array.from(item, (at, row) =>
    MAP_KINDS[points.kind[row] ?? 0] === "query" ? (layout.gap[at] ?? Number.NaN) : Number.NaN,
  );
  return {
    points: count,
    reducedTo: layout.reducedTo,
    variance: layout.variance,
    x,
    y,
    kind: points.kind,
    score: points.score,
    scoreKind: points.scoreKind,
    agent: dictionary(points.agent),
    source: dictionary(points.source),
    atMs: points.atMs,
    count: points.times,
    cluster,
    gap,
    span: points.span,
    text: points.text,
    clusters: grouping.words.map((words, id) => clusterOf(id, words, cluster, points.kind, x, y)),
    holeGap: grouping.holeGap,
    holes: grouping.holes.flatMap(({ items, words }) => holeOf(items, words, item, x, y, gap)),
  };
}

function dictionary(texts: readonly (string | null)[]): MapAnswer["agent"] {
  const builder = new DictionaryBuilder();
  for (const text of texts) builder.push(text);
  return builder.finish();
}

function clusterOf(
  id: number,
  words: MapCluster["words"] | Grouping["words"][number],
  cluster: Int32Array,
  kind: Uint8Array,
  x: Float32Array,
  y: Float32Array,
): MapCluster {
  const rows = rowsWhere(cluster.length, (row) => cluster[row] === id);
  const ofKind = (name: (typeof MAP_KINDS)[number]): number =>
    rows.filter((row) => MAP_KINDS[kind[row] ?? 0] === name).length;
  return {
    id,
    points: rows.length,
    queries: ofKind("query"),
    documents: ofKind("document"),
    answers: ofKind("answer"),
    x: median(rows, x),
    y: median(rows, y),
    words: [...words],
  };
}

/** Nothing where the hole's queries are no points. */
function holeOf(
  items: readonly number[],
  words: Grouping["words"][number],
  item: Int32Array,
  x: Float32Array,
  y: Float32Array,
  gap: Float64Array,
): MapHole[] {
  const inside = new Set(items);
  const rows = rowsWhere(item.length, (row) => inside.has(item[row] ?? -1) && !Number.isNaN(gap[row] ?? Number.NaN));
  if (rows.length === 0) return [];
  return [
    {
      points: Int32Array.from(rows),
      x: median(rows, x),
      y: median(rows, y),
      distance: median(rows, gap),
      words: [...words],
    },
  ];
}

function rowsWhere(count: number, is: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (is(row)) rows.push(row);
  return rows;
}

function median(rows: readonly number[], values: Float32Array | Float64Array): number {
  const sorted = Float64Array.from(rows, (row) => values[row] ?? 0).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** Why there is nothing to show, as a sentence with what to do. */
export function whyEmpty(space: VectorSpace | null): { message: string; hint: string } {
  if (space === null) {
    return {
      message: "Nothing that the search selects was retrieved, so there are no texts to map.",
      hint: "Widen the search to traces with retrievals.",
    };
  }
  const causes = { no_vector: "without numbers", not_finite: "with NaN or an infinity", zero: "of zeros" };
  const unusable = space.unusable.map(({ reason, count }) => `${count} ${causes[reason]}`).join(", ");
  return {
    message: `The search selects no vector of ${space.model ?? "the unnamed model"} with ${space.dimensions} numbers that can be used${unusable === "" ? "" : `: ${unusable}`}.`,
    hint: "Widen the search, choose another space, or make the map of texts.",
  };
}
