/** Fewer runs with a thing, in both searches together, say nothing of it. */
export const LEAST_RUNS = 5;

export interface LogOdds {
  readonly logOdds: number;
  readonly z: number;
  readonly enough: boolean;
}

/**
 * How much more typical something is of one set of runs than of another: of the first's `runs` runs `with_` have it, of the
 * second's `otherRuns` `otherWith`. The logarithm of the odds ratio with 0.5 added to each of the four counts (Haldane 1956,
 * Anscombe 1956), so that none is zero; its standard error is the root of the sum of the four reciprocals.
 */
export function logOddsRatio(with_: number, runs: number, otherWith: number, otherRuns: number): LogOdds {
  const counts = [with_, Math.max(0, runs - with_), otherWith, Math.max(0, otherRuns - otherWith)].map(
    (count) => count + 0.5,
  ) as [number, number, number, number];
  const [a, b, c, d] = counts;
  const logOdds = Math.log((a * d) / (b * c));
  const error = Math.sqrt(counts.reduce((sum, count) => sum + 1 / count, 0));
  return { logOdds, z: logOdds / error, enough: with_ + otherWith >= LEAST_RUNS };
}
