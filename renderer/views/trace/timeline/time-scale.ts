/**
 * How real time lies on the axis. Idle stretches that are compressed take the same small length each; all else keeps its
 * own. Axis times are "shown ns": equal to real ns where nothing is compressed.
 */
export interface TimeScale {
  readonly gaps: readonly ScaleGap[];
  /** Real ns from the trace's origin to shown ns. Monotone. */
  toShown(realNs: number): number;
  /** Shown ns back to real ns. */
  toReal(shownNs: number): number;
}

/** A stretch that is compressed: where it really is, and where it is drawn. */
export interface ScaleGap {
  readonly fromNs: number;
  readonly toNs: number;
  readonly shownFromNs: number;
  readonly shownToNs: number;
}

export interface Stretch {
  readonly fromNs: number;
  readonly toNs: number;
}

/** Time as it is. */
export const REAL_TIME: TimeScale = {
  gaps: [],
  toShown: (realNs) => realNs,
  toReal: (shownNs) => shownNs,
};

/** A scale on which each of the stretches (in order, apart from each other) takes `gapNs`. */
export function compressedScale(stretches: readonly Stretch[], gapNs: number): TimeScale {
  if (stretches.length === 0) return REAL_TIME;
  let takenNs = 0;
  const gaps = stretches.map(({ fromNs, toNs }) => {
    const shownFromNs = fromNs - takenNs;
    takenNs += toNs - fromNs - gapNs;
    return { fromNs, toNs, shownFromNs, shownToNs: shownFromNs + gapNs };
  });
  const realFrom = Float64Array.from(gaps, (gap) => gap.fromNs);
  const shownFrom = Float64Array.from(gaps, (gap) => gap.shownFromNs);
  return {
    gaps,
    toShown(realNs) {
      const gap = gaps[lastAtOrBefore(realFrom, realNs)];
      if (gap === undefined) return realNs;
      if (realNs >= gap.toNs) return gap.shownToNs + (realNs - gap.toNs);
      return gap.shownFromNs + ((realNs - gap.fromNs) / (gap.toNs - gap.fromNs)) * gapNs;
    },
    toReal(shownNs) {
      const gap = gaps[lastAtOrBefore(shownFrom, shownNs)];
      if (gap === undefined) return shownNs;
      if (shownNs >= gap.shownToNs) return gap.toNs + (shownNs - gap.shownToNs);
      return gap.fromNs + ((shownNs - gap.shownFromNs) / gapNs) * (gap.toNs - gap.fromNs);
    },
  };
}

/** Index of the last of ascending values that is not greater; -1 where all are. */
export function lastAtOrBefore(values: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= value) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}
