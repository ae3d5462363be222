import type { StepSlice } from "./best-path.js";

/**
 * Places in both slices that surely belong together: values that each side has exactly once, in the longest order that both
 * share (patience diff, after Cohen). Ascending on both sides. O(n log n); yields between its passes.
 *
 * @param left,right The value of each step; the slices number the steps.
 */
export function* anchorsOf(
  left: Int32Array,
  right: Int32Array,
  slice: StepSlice,
): Generator<void, readonly (readonly [leftAt: number, rightAt: number])[]> {
  const once = placesOfSingles(left, slice.left);
  yield;
  const others = placesOfSingles(right, slice.right);
  yield;
  const shared: (readonly [number, number])[] = [];
  for (const [value, leftAt] of once) {
    const rightAt = others.get(value);
    if (rightAt !== undefined) shared.push([leftAt, rightAt]);
  }
  yield;
  shared.sort((a, b) => a[0] - b[0]);
  yield;
  return longestRising(shared);
}

function placesOfSingles(values: Int32Array, steps: Int32Array): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  const repeated = new Set<number>();
  steps.forEach((step, at) => {
    const value = values[step] ?? -1;
    if (places.has(value)) repeated.add(value);
    else places.set(value, at);
  });
  for (const value of repeated) places.delete(value);
  return places;
}

/** The longest part of the list whose second numbers rise, by patience sorting. */
function longestRising(list: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const piles: number[] = [];
  const before = new Int32Array(list.length).fill(-1);
  list.forEach(([, value], at) => {
    let [from, to] = [0, piles.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((list[piles[middle] ?? 0]?.[1] ?? 0) < value) from = middle + 1;
      else to = middle;
    }
    before[at] = from === 0 ? -1 : (piles[from - 1] ?? -1);
    piles[from] = at;
  });
  const rising: (readonly [number, number])[] = [];
  for (let at = piles.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const entry = list[at];
    if (entry !== undefined) rising.push(entry);
  }
  return rising.reverse();
}
