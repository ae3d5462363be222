/**
 * Rows that lie one after the other on one line, by start. `reachNs[i]` is the latest end of the rows up to `i`, so that what
 * is in sight, and what the next pixel shows, is found by halving; rows that lie under others are tolerated.
 */
export interface Track {
  readonly rows: Int32Array;
  readonly reachNs: Float64Array;
}

export function trackOf(rows: ArrayLike<number>, endOf: (row: number) => number): Track {
  const reachNs = new Float64Array(rows.length);
  let reach = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < rows.length; index++) {
    reach = Math.max(reach, endOf(rows[index] ?? 0));
    reachNs[index] = reach;
  }
  return { rows: Int32Array.from(rows), reachNs };
}

/** Place of the first row from `from` on that ends after a time; the number of rows where none does. */
export function firstEndingAfter({ reachNs }: Pick<Track, "reachNs">, atNs: number, from = 0): number {
  let low = from;
  let high = reachNs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reachNs[middle] ?? 0) <= atNs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same from a place that is mostly near: looks ahead in doubling steps before it halves. */
export function gallopPast({ reachNs }: Pick<Track, "reachNs">, atNs: number, from: number): number {
  let step = 1;
  while (from + step < reachNs.length && (reachNs[from + step] ?? 0) <= atNs) step *= 2;
  let low = from + (step >> 1);
  let high = Math.min(from + step, reachNs.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reachNs[middle] ?? 0) <= atNs) low = middle + 1;
    else high = middle;
  }
  return low;
}
