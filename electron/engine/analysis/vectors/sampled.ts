import { type Principal, principalComponents } from "./principal.js";
import { BlockMatrix, type RowMatrix } from "./rows.js";

export interface SampledOptions {
  readonly width: number;
  readonly seed: number;
  /** Passes over all rows at most. With one the directions are the sample's; their order, variances and the mean are those of all rows. */
  readonly passes: number;
  readonly tolerance: number;
}

/** Components beyond the wanted ones that the sample gives: which are the widest, all rows say. */
const SPARE_COMPONENTS = 6;
const PASSES_OVER_SAMPLE = 3;

/** Principal components that begin with those of some of the rows, so that fewer passes over all rows are needed. */
export async function sampledComponents(
  source: RowMatrix,
  sample: Float32Array<ArrayBuffer>,
  { width, seed, passes, tolerance }: SampledOptions,
): Promise<Principal> {
  const rows = source.columns === 0 ? 0 : sample.length / source.columns;
  const wide = Math.min(source.columns, width + SPARE_COMPONENTS);
  const begin = await principalComponents(BlockMatrix.of(sample, rows), {
    width: wide,
    seed,
    passes: PASSES_OVER_SAMPLE,
    tolerance,
  });
  return principalComponents(source, { width, seed, passes, tolerance, begin });
}
