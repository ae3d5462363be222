import type { StepKeys } from "./align.js";

/** Steps of both runs, ascending, as numbers into their keys. */
export interface StepSlice {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

export interface AlignedSteps {
  readonly pairs: readonly (readonly [left: number, right: number])[];
  /** How far the path came on each side, in steps of the slice. */
  readonly leftEnd: number;
  readonly rightEnd: number;
}

/** A step in common counts so much, one with equal contents one more: no number of equal contents outweighs a step. */
const IN_COMMON = 2 ** 16;
/** After so many cells the generator yields: about a third of a millisecond. */
const CELLS_A_YIELD = 65_536;

const BOTH = 0;
const LEFT_ONLY = 1;
const RIGHT_ONLY = 2;

/**
 * The best alignment of two slices by dynamic programming over all pairs: most steps in common and, among those, most equal
 * contents. With `until` the path ends where it has come so many steps on either side. Needs a byte for each pair.
 */
export function* bestPath(
  left: StepKeys,
  right: StepKeys,
  slice: StepSlice,
  until = Infinity,
): Generator<void, AlignedSteps> {
  const rows = slice.left.length;
  const columns = slice.right.length;
  const rightKey = slice.right.map((step) => right.key[step] ?? -1);
  const rightContent = slice.right.map((step) => right.content[step] ?? -1);
  const moves = new Uint8Array(rows * columns);
  // From the ends to the beginning, so that the path is then read forwards. `below` is the row under the present one.
  let below = new Int32Array(columns + 1);
  let here = new Int32Array(columns + 1);
  let cells = 0;
  for (let row = rows - 1; row >= 0; row--) {
    const step = slice.left[row] ?? 0;
    const key = left.key[step];
    const content = left.content[step];
    const base = row * columns;
    here[columns] = 0;
    for (let column = columns - 1; column >= 0; column--) {
      let best = below[column] ?? 0;
      let move = LEFT_ONLY;
      const other = here[column + 1] ?? 0;
      if (other > best) {
        best = other;
        move = RIGHT_ONLY;
      }
      if (rightKey[column] === key) {
        const both = (below[column + 1] ?? 0) + IN_COMMON + (rightContent[column] === content ? 1 : 0);
        if (both >= best) {
          best = both;
          move = BOTH;
        }
      }
      here[column] = best;
      moves[base + column] = move;
    }
    [below, here] = [here, below];
    cells += columns;
    if (cells >= CELLS_A_YIELD) {
      cells = 0;
      yield;
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns && row < until && column < until) {
    const move = moves[row * columns + column];
    if (move === BOTH) pairs.push([slice.left[row] ?? 0, slice.right[column] ?? 0]);
    if (move !== RIGHT_ONLY) row++;
    if (move !== LEFT_ONLY) column++;
  }
  return { pairs, leftEnd: row, rightEnd: column };
}
