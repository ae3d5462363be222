import { quantileOf } from "../quality/quantiles.js";
import { seeded } from "../vectors/random.js";
import type { Points } from "./points.js";

/** How far two samples are apart, and how often chance alone brings as much. */
export interface Distance {
  readonly mmd2: number;
  readonly p: number;
  readonly bandwidth: number;
  /** Distances of the shuffled samples, rising. */
  readonly shuffled: Float64Array;
}

const SEED = 20_26;

/**
 * Squared maximum mean discrepancy of two samples with the kernel exp(-d^2 / (2 s^2)), without bias (Gretton, Borgwardt, Rasch,
 * Schölkopf and Smola, "A Kernel Two-Sample Test", JMLR 13, 2012, equation 3), where d is the Euclidean distance of unit vectors
 * and s the median distance of two points (section 8). p by shuffling who belongs to which sample: the share of shuffles that are
 * as far apart, the sample itself counted in (Phipson and Smyth, 2010), with a fixed seed.
 *
 * The first `left` points are the one sample, the others the other; at least 2 each. Yields now and then, for others to go on.
 */
export function* distanceOf(points: Points, left: number, permutations: number): Generator<void, Distance> {
  const { kernel, bandwidth } = yield* kernelOf(points);
  const sums = rowSums(kernel, points.count);
  const order = Int32Array.from({ length: points.count }, (_, index) => index);
  const mmd2 = discrepancy(kernel, sums, order, left);
  const random = seeded(SEED);
  const shuffled = new Float64Array(permutations);
  let asFar = 0;
  for (let turn = 0; turn < permutations; turn++) {
    // Fisher and Yates, as far as the first sample goes.
    for (let place = 0; place < left; place++) {
      const other = place + random.below(points.count - place);
      [order[place], order[other]] = [order[other] ?? 0, order[place] ?? 0];
    }
    const value = discrepancy(kernel, sums, order, left);
    shuffled[turn] = value;
    // What is equal but for rounding is as far.
    if (value >= mmd2 - 1e-12) asFar += 1;
    yield;
  }
  return { mmd2, p: (asFar + 1) / (permutations + 1), bandwidth, shuffled: shuffled.sort() };
}

/** The kernel of all pairs, n x n; 1 on the diagonal. */
export function* kernelOf(points: Points): Generator<void, { kernel: Float32Array; bandwidth: number }> {
  const n = points.count;
  const kernel = new Float32Array(n * n);
  const distances = new Float64Array((n * (n - 1)) / 2);
  let pair = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const squared = Math.max(0, 2 - 2 * points.cosine(i, j));
      kernel[i * n + j] = squared;
      distances[pair++] = Math.sqrt(squared);
    }
    yield;
  }
  const bandwidth = medianDistance(distances);
  const scale = 2 * bandwidth * bandwidth;
  for (let i = 0; i < n; i++) {
    kernel[i * n + i] = 1;
    for (let j = i + 1; j < n; j++) {
      const value = Math.exp(-(kernel[i * n + j] ?? 0) / scale);
      kernel[i * n + j] = value;
      kernel[j * n + i] = value;
    }
    yield;
  }
  return { kernel, bandwidth };
}

/** The median of the distances; where more than half are 0 that of the others, and 1 where all are. */
function medianDistance(distances: Float64Array): number {
  const sorted = distances.sort();
  const median = quantileOf(sorted, 0.5);
  if (median > 1e-6) return median;
  const apart = sorted.filter((distance) => distance > 1e-6);
  return apart.length === 0 ? 1 : quantileOf(apart, 0.5);
}

function rowSums(kernel: Float32Array, n: number): Float64Array {
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) if (j !== i) sum += kernel[i * n + j] ?? 0;
    sums[i] = sum;
  }
  return sums;
}

/**
 * MMD^2 where the first `left` of `order` are the one sample. Only the pairs within the one sample are added up: those across
 * are what its rows have besides, those within the other are what is left.
 */
function discrepancy(kernel: Float32Array, sums: Float64Array, order: Int32Array, left: number): number {
  const n = order.length;
  const right = n - left;
  let within = 0;
  let rows = 0;
  for (let a = 0; a < left; a++) {
    const from = (order[a] ?? 0) * n;
    rows += sums[order[a] ?? 0] ?? 0;
    for (let b = a + 1; b < left; b++) within += kernel[from + (order[b] ?? 0)] ?? 0;
  }
  let all = 0;
  for (const sum of sums) all += sum;
  const across = rows - 2 * within;
  const others = all / 2 - within - across;
  return (2 * within) / (left * (left - 1)) + (2 * others) / (right * (right - 1)) - (2 * across) / (left * right);
}
