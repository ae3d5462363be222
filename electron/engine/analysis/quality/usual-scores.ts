import { quantileOf } from "./quantiles.js";

/** Scores that can be compared: of one knowledge base and of one kind. */
export interface ScoreSample {
  readonly best: number;
  readonly median: number;
  readonly spread: number;
  /** True for distances: less is better. */
  readonly isDistance: boolean;
}

export interface UsualScores {
  /** From how many retrievals. */
  readonly retrievals: number;
  readonly lessIsBetter: boolean;
  /** One in twenty best scores is worse than this. */
  readonly worst5: number;
  /** The middle of the spreads. */
  readonly medianSpread: number;
}

/** Of fewer retrievals nothing is said. */
const FEWEST = 20;

/**
 * What scores of one knowledge base and kind are usually like; null for fewer than 20 retrievals. Where the trace does not say
 * what its scores are, less is better if the best score lies below the middle one more often than above.
 */
export function usualScores(samples: readonly ScoreSample[]): UsualScores | null {
  if (samples.length < FEWEST) return null;
  const falling = samples.filter(({ best, median }) => best < median).length;
  const rising = samples.filter(({ best, median }) => best > median).length;
  const lessIsBetter = samples[0]?.isDistance === true || falling > rising;
  const best = Float64Array.from(samples, (sample) => sample.best).sort();
  const spreads = Float64Array.from(samples, (sample) => sample.spread).sort();
  return {
    retrievals: samples.length,
    lessIsBetter,
    worst5: quantileOf(best, lessIsBetter ? 0.95 : 0.05),
    medianSpread: quantileOf(spreads, 0.5),
  };
}
