/** The widest line, px. */
export const MOST_WIDTH_PX = 12;
const LEAST_WIDTH_PX = 1.25;

export interface Scale {
  /** The largest value; 0 where there is none. */
  readonly most: number;
  /** Width of a line of this value, px. */
  readonly widthPx: (value: number | null) => number;
  /** How dark it is drawn, 0 to 1. */
  readonly darkness: (value: number | null) => number;
  /** Up to three round values to explain the widths by, ascending. */
  readonly examples: readonly number[];
}

/**
 * A scale over the values of a picture. Width grows with the square root, so that a line of a hundredth of the calls is
 * still seen; darkness with the logarithm between the smallest and the largest value.
 */
export function scaleOf(values: readonly (number | null)[]): Scale {
  const known = values.filter((value) => value !== null && value > 0) as number[];
  const most = known.reduce((largest, value) => Math.max(largest, value), 0);
  const least = known.reduce((smallest, value) => Math.min(smallest, value), most);
  const spread = Math.log(most) - Math.log(least);
  return {
    most,
    widthPx: (value) =>
      value === null || most === 0
        ? LEAST_WIDTH_PX
        : Math.max(LEAST_WIDTH_PX, MOST_WIDTH_PX * Math.sqrt(Math.max(0, value) / most)),
    darkness: (value) => {
      if (value === null || value <= 0 || most === 0) return 0;
      return spread < 1e-9 ? 1 : (Math.log(value) - Math.log(least)) / spread;
    },
    examples: examplesOf(most),
  };
}

/** The largest power of ten below a tenth of the most, ten times that, and the most itself, rounded. */
function examplesOf(most: number): readonly number[] {
  if (most <= 0) return [];
  const top = roundDown(most);
  return [...new Set([roundDown(top / 30), roundDown(top / 5), top])].filter((value) => value > 0);
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = Math.floor(value / power + 1e-9);
  const kept = digit >= 5 ? 5 : digit >= 2 ? 2 : 1;
  return Number((kept * power).toPrecision(6));
}
