import { seeded, type Random } from "../vectors/random.js";
import type { Points } from "./points.js";

export interface Clusters {
  readonly count: number;
  /** Of each point. */
  readonly cluster: Int32Array;
  /** Cosine of each point and the middle of its cluster. */
  readonly closeness: Float64Array;
}

const SEED = 7;
const ROUNDS = 30;
/** The best of so many beginnings is taken: one alone may end far from what could be. */
const BEGINNINGS = 5;
const MOST = 12;

/** So many clusters for so many points: about 8 times its square each, from 2 to 12. */
export function clusterCount(points: number): number {
  return Math.max(2, Math.min(MOST, Math.round(Math.sqrt(points / 8))));
}

/**
 * Spherical k-means (Dhillon and Modha, "Concept decompositions for large sparse text data using clustering", Machine Learning
 * 42, 2001), begun as k-means++ (Arthur and Vassilvitskii, 2007) with a fixed seed. Clusters that end empty are left out, and the others are
 * numbered from the largest on. Yields now and then.
 */
export function* clustersOf(points: Points, wanted: number): Generator<void, Clusters> {
  const random = seeded(SEED);
  let best: Fit | null = null;
  for (let beginning = 0; beginning < BEGINNINGS; beginning++) {
    const fit = yield* fitted(points, yield* firstCentres(points, Math.min(wanted, points.count), random));
    if (best === null || fit.together > best.together + 1e-9) best = fit;
  }
  return best === null ? NOTHING : numbered(best, wanted);
}

interface Fit {
  readonly cluster: Int32Array;
  readonly closeness: Float64Array;
  /** The sum of `closeness`: what k-means makes large. */
  readonly together: number;
}
const NOTHING: Clusters = { count: 0, cluster: new Int32Array(), closeness: new Float64Array() };

function* fitted(points: Points, centres: readonly Float64Array[]): Generator<void, Fit> {
  const cluster = new Int32Array(points.count).fill(-1);
  const closeness = new Float64Array(points.count);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (let point = 0; point < points.count; point++) {
      const found = nearestOf(points, centres, point);
      if (cluster[point] !== found.centre) moved += 1;
      cluster[point] = found.centre;
      closeness[point] = found.cosine;
      if ((point & 31) === 0) yield;
    }
    if (moved === 0) break;
    moveCentres(points, centres, cluster);
    yield;
  }
  return { cluster, closeness, together: closeness.reduce((sum, one) => sum + one, 0) };
}

function* firstCentres(points: Points, count: number, random: Random): Generator<void, Float64Array[]> {
  const centres: Float64Array[] = [];
  const apart = new Float64Array(points.count).fill(1);
  while (centres.length < count) {
    const point = centres.length === 0 ? random.below(points.count) : drawn(apart, random);
    const centre = new Float64Array(points.columns);
    points.addTo(centre, point);
    centres.push(centre);
    for (let other = 0; other < points.count; other++) {
      apart[other] = Math.min(apart[other] ?? 0, Math.max(0, 1 - points.along(centre, other)));
    }
    yield;
  }
  return centres;
}

/** A place, drawn by the weights. */
function drawn(weights: Float64Array, random: Random): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let place = 0; place < weights.length; place++) {
    left -= weights[place] ?? 0;
    if (left < 0) return place;
  }
  return weights.length - 1;
}

function nearestOf(
  points: Points,
  centres: readonly Float64Array[],
  point: number,
): { centre: number; cosine: number } {
  let centre = 0;
  let cosine = Number.NEGATIVE_INFINITY;
  centres.forEach((candidate, place) => {
    const along = points.along(candidate, point);
    if (along > cosine) [centre, cosine] = [place, along];
  });
  return { centre, cosine };
}

function moveCentres(points: Points, centres: readonly Float64Array[], cluster: Int32Array): void {
  for (const centre of centres) centre.fill(0);
  cluster.forEach((place, point) => {
    const centre = centres[place];
    if (centre !== undefined) points.addTo(centre, point);
  });
  for (const centre of centres) {
    const length = Math.sqrt(centre.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let at = 0; at < centre.length; at++) centre[at] = (centre[at] ?? 0) / length;
  }
}

function numbered({ cluster, closeness }: Fit, centres: number): Clusters {
  const sizes = Array.from({ length: centres }, () => 0);
  for (const place of cluster) sizes[place] = (sizes[place] ?? 0) + 1;
  const order = sizes
    .map((size, place) => ({ size, place }))
    .filter(({ size }) => size > 0)
    .toSorted((a, b) => b.size - a.size);
  const names = new Map(order.map(({ place }, name) => [place, name]));
  return { count: order.length, cluster: cluster.map((place) => names.get(place) ?? 0), closeness };
}
