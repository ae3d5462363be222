import { quantileOf } from "../quality/quantiles.js";

export interface Stability {
  readonly psi: number;
  /** Inner edges of the buckets: tenths of the first sample, equal ones once. */
  readonly edges: readonly number[];
}

const BUCKETS = 10;

/**
 * Population stability index: the sum over buckets of (actual - expected) * ln(actual / expected), shares of the second and the
 * first sample (Siddiqi, "Credit Risk Scorecards", 2006; it is the symmetric divergence of Jeffreys, 1946). Buckets are the tenths of the first sample; half a
 * value is added to each bucket, so that an empty one does not make it infinite. By custom below 0.1 is stable, above 0.25 is a
 * shift.
 */
export function stabilityOf(expected: readonly number[], actual: readonly number[]): Stability {
  const sorted = Float64Array.from(expected).sort();
  const inner = Array.from({ length: BUCKETS - 1 }, (_, place) => quantileOf(sorted, (place + 1) / BUCKETS));
  const edges = [...new Set(inner)];
  const before = smoothed(countIn(edges, expected), expected.length);
  const after = smoothed(countIn(edges, actual), actual.length);
  return { psi: divergence(before, after), edges };
}

/** The sum of (b - a) * ln(b / a) over two lists of shares, all above 0. */
export function divergence(before: readonly number[], after: readonly number[]): number {
  return before.reduce((sum, share, place) => {
    const other = after[place] ?? share;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}

/** How many values lie in each bucket: a value that is an edge is in the bucket above it. */
export function countIn(edges: readonly number[], values: readonly number[]): number[] {
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  for (const value of values) {
    const bucket = edges.filter((edge) => edge <= value).length;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

function smoothed(counts: readonly number[], total: number): number[] {
  return counts.map((count) => (count + 0.5) / (total + counts.length / 2));
}
