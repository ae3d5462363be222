import type { MapAnswer } from "../../../../shared/contract/vectors.js";
import { formatCounted } from "../../../lib/format.js";
import { hullOf, type Outline } from "./outline.js";

/** Words that stand on the map, over what they name. */
export interface MapLabel {
  readonly id: string;
  readonly text: string;
  /** The middle of the words' lower edge, in the map's units. */
  readonly x: number;
  readonly y: number;
  /** Points that it names. */
  readonly points: readonly number[];
  /** The line around a hole; null for clusters. */
  readonly outline: Outline | null;
}

const MOST_WORDS = 3;
/** Of more holes the biggest have words; the others have their line, and stand in the list of clusters. */
const MOST_NAMED_HOLES = 8;
const ROOM = 0.035;

/** The words that set a cluster or hole apart, for a name. */
export function nameOf(words: MapAnswer["clusters"][number]["words"]): string {
  return words
    .slice(0, MOST_WORDS)
    .map(({ word }) => word)
    .join(", ");
}

/** Holes first, then clusters from the biggest on: where there is no room for all, the later ones go. */
export function labelsOf(map: MapAnswer): readonly MapLabel[] {
  const members = new Map<number, number[]>();
  for (let point = 0; point < map.points; point++) {
    const cluster = map.cluster[point] ?? -1;
    if (cluster < 0) continue;
    const known = members.get(cluster);
    if (known === undefined) members.set(cluster, [point]);
    else known.push(point);
  }
  const named = new Set(
    map.holes
      .map((hole, place) => ({ place, size: hole.points.length }))
      .toSorted((one, other) => other.size - one.size)
      .slice(0, MOST_NAMED_HOLES)
      .map(({ place }) => place),
  );
  const holes = map.holes.map((hole, place): MapLabel => {
    const points = [...hole.points];
    const outline = hullOf(
      points.map((point) => ({ x: map.x[point] ?? 0, y: map.y[point] ?? 0 })),
      ROOM,
    );
    const name = nameOf(hole.words);
    const said = `${formatCounted(points.length, "query", "queries")}, no document near`;
    const text = !named.has(place) ? "" : name === "" ? said : `${name}: ${said}`;
    const top = Math.min(...outline.filter((_, at) => at % 2 === 1));
    return { id: `hole ${place}`, text, x: hole.x, y: top, points, outline };
  });
  const clusters = map.clusters
    .toSorted((one, other) => other.points - one.points)
    .flatMap((cluster): MapLabel[] => {
      const points = members.get(cluster.id) ?? [];
      const text = nameOf(cluster.words);
      if (text === "" || points.length === 0) return [];
      return [{ id: `cluster ${cluster.id}`, text, x: cluster.x, y: topOf(map, points), points, outline: null }];
    });
  return [...holes, ...clusters];
}

/** Where some points begin, but for the uppermost hundredth. */
function topOf(map: MapAnswer, points: readonly number[]): number {
  const ys = Float32Array.from(points, (point) => map.y[point] ?? 0).sort();
  return ys[Math.floor(ys.length * 0.01)] ?? 0;
}
