import type { Neighbours } from "./nearest.js";

/** Who is how near to whom, both ways: the same edge stands in the lists of both of its ends. */
export interface FuzzyGraph {
  readonly rows: number;
  /** The edges of row `r` are those from `starts[r]` up to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 0 to 1. */
  readonly weights: Float32Array;
}

const SEARCH_STEPS = 64;
const NEAR_ENOUGH = 1e-5;
/** A neighbourhood is not made narrower than this share of its mean distance. */
const NARROWEST = 1e-3;

/**
 * The fuzzy union of the neighbourhoods of all rows (McInnes, Healy and Melville, "UMAP", arXiv:1802.03426, algorithms 2 to 3).
 * Each row's distances are measured from its nearest neighbour on, ρ, by a width σ with Σ exp(-(d-ρ)/σ) = log2(k + 1); the two
 * weights of a pair join as a + b - ab.
 */
export function fuzzyGraph(neighbours: Neighbours): FuzzyGraph {
  const { rows, count, places } = neighbours;
  const own = ownWeights(neighbours);
  const degrees = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    for (let at = row * count; at < (row + 1) * count; at++) {
      const other = places[at] ?? -1;
      if (other < 0 || !(own[at] ?? 0)) continue;
      degrees[row + 1] = (degrees[row + 1] ?? 0) + 1;
      if (weightFrom(neighbours, own, other, row) === 0) degrees[other + 1] = (degrees[other + 1] ?? 0) + 1;
    }
  }
  for (let row = 0; row < rows; row++) degrees[row + 1] = (degrees[row + 1] ?? 0) + (degrees[row] ?? 0);
  const next = degrees.slice();
  const ends = new Int32Array(degrees[rows] ?? 0);
  const weights = new Float32Array(ends.length);
  const add = (from: number, to: number, weight: number): void => {
    const at = next[from] ?? 0;
    ends[at] = to;
    weights[at] = weight;
    next[from] = at + 1;
  };
  for (let row = 0; row < rows; row++) {
    for (let at = row * count; at < (row + 1) * count; at++) {
      const other = places[at] ?? -1;
      const there = own[at] ?? 0;
      if (other < 0 || there === 0) continue;
      const back = weightFrom(neighbours, own, other, row);
      add(row, other, there + back - there * back);
      // Where the other has this row in its list as well, it adds the edge itself.
      if (back === 0) add(other, row, there);
    }
  }
  return { rows, starts: degrees, ends, weights };
}

/** The weight that `from` gives to `to`; 0 where that is not among its neighbours. */
function weightFrom({ count, places }: Neighbours, own: Float32Array, from: number, to: number): number {
  for (let at = from * count; at < (from + 1) * count; at++) if (places[at] === to) return own[at] ?? 0;
  return 0;
}

function ownWeights({ rows, count, distances, places }: Neighbours): Float32Array {
  const weights = new Float32Array(rows * count);
  const target = Math.log2(count + 1);
  const meanOfAll = distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length);
  for (let row = 0; row < rows; row++) {
    const near = distances.subarray(row * count, (row + 1) * count);
    const nearest = near.find((distance) => distance > 0) ?? 0;
    const mean = near.reduce((sum, distance) => sum + distance, 0) / Math.max(1, count);
    const least = NARROWEST * (nearest > 0 ? mean : meanOfAll);
    const width = Math.max(widthOf(near, nearest, target), least);
    for (let at = 0; at < count; at++) {
      const over = (near[at] ?? 0) - nearest;
      if ((places[row * count + at] ?? -1) < 0) continue;
      weights[row * count + at] = over <= 0 || width === 0 ? 1 : Math.exp(-over / width);
    }
  }
  return weights;
}

/** σ by bisection. */
function widthOf(distances: Float32Array, nearest: number, target: number): number {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let width = 1;
  for (let step = 0; step < SEARCH_STEPS; step++) {
    let sum = 0;
    for (const distance of distances) sum += distance > nearest ? Math.exp(-(distance - nearest) / width) : 1;
    if (Math.abs(sum - target) < NEAR_ENOUGH) break;
    if (sum > target) {
      high = width;
      width = (low + high) / 2;
    } else {
      low = width;
      width = high === Number.POSITIVE_INFINITY ? width * 2 : (low + high) / 2;
    }
  }
  return width;
}
