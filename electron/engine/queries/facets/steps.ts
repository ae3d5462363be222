export const MOST_BUCKETS = 120;

const MILLISECOND = 1;
const SECOND = 1000 * MILLISECOND;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps of a histogram, ms: those that people count time in. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => count * MILLISECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 91, 182, 365].map((count) => count * DAY),
];

export interface Steps {
  readonly stepMs: number;
  /** The first bucket begins at `firstStep * stepMs`. */
  readonly firstStep: number;
  readonly buckets: number;
}

/** The smallest step whose multiples cover both times (ms, inclusive) with at most `most` buckets, at least 2. */
export function stepFor(firstMs: number, lastMs: number, most = MOST_BUCKETS): Steps {
  const years = Math.ceil((lastMs - firstMs) / (365 * DAY) / (most - 1));
  for (const stepMs of [...STEPS, years * 365 * DAY]) {
    const firstStep = Math.floor(firstMs / stepMs);
    const buckets = Math.floor(lastMs / stepMs) - firstStep + 1;
    if (buckets <= most) return { stepMs, firstStep, buckets };
  }
  throw new RangeError(`No step covers ${firstMs} to ${lastMs}`);
}
