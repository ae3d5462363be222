import { anchorsOf } from "./anchors.js";
import { type AlignedSteps, bestPath, type StepSlice } from "./best-path.js";

/** What steps are told apart by, as numbers: equal keys are the same step, equal contents the same step with the same words. */
export interface StepKeys {
  readonly key: Int32Array;
  /** Equal contents have equal keys. */
  readonly content: Int32Array;
}

export interface Alignment {
  /** For each step of the left run the step of the right one, or -1. Ascending where it is not -1. */
  readonly rightOf: Int32Array;
  /** True where no alignment has more steps in common. */
  readonly exact: boolean;
}

/** Up to so many pairs are looked at for the best of all alignments: 2,048 steps that differ on each side. */
export const EXACT_CELLS = 2 ** 22;
/** Steps on each side that are looked at together where there are more. */
const WINDOW = 1024;

/**
 * Aligns two runs on their steps: the longest common subsequence of keys and, among all of that length, the one with most
 * equal contents, so that of ten calls alike those are paired that said the same.
 *
 * 1. Equal beginnings and ends are paired, and steps that the other run has nowhere are set aside. Neither costs anything.
 * 2. Up to EXACT_CELLS pairs, dynamic programming over all of them (Needleman and Wunsch 1970): exact.
 * 3. Above that the runs are cut at anchors, contents that each has once, in an order that both share (patience diff); then
 *    at keys that each has once.
 * 4. What still is too long is aligned window by window: WINDOW steps of each side, of which the first half is kept.
 *
 * Time is at most EXACT_CELLS for each part of 2 and 2 WINDOW a step for each of 4, so linear in the steps. The generator
 * yields every few hundred microseconds, for the caller to breathe or to give up.
 */
export function* alignSteps(left: StepKeys, right: StepKeys): Generator<void, Alignment> {
  const state: State = { left, right, rightOf: new Int32Array(left.key.length).fill(-1), exact: true };
  const whole = {
    left: Int32Array.from(left.key.keys()),
    right: Int32Array.from(right.key.keys()),
  };
  yield* alignSlice(state, whole, 0);
  return { rightOf: state.rightOf, exact: state.exact };
}

interface State {
  readonly left: StepKeys;
  readonly right: StepKeys;
  readonly rightOf: Int32Array;
  exact: boolean;
}

/** Numbers of what anchors may be, the surest first. */
const ANCHORS = ["content", "key"] as const;

function* alignSlice(state: State, slice: StepSlice, level: number): Generator<void, void> {
  const between = withoutEnds(state, slice);
  yield;
  const rest = yield* inCommon(state, between);
  const cells = rest.left.length * rest.right.length;
  if (cells === 0) return;
  if (cells <= EXACT_CELLS) {
    pair(state, (yield* bestPath(state.left, state.right, rest)).pairs);
    return;
  }
  state.exact = false;
  const by = ANCHORS[level];
  if (by === undefined) return yield* alignInWindows(state, rest);
  const anchors = yield* anchorsOf(state.left[by], state.right[by], rest);
  let [fromLeft, fromRight] = [0, 0];
  for (const [leftAt, rightAt] of [...anchors, [rest.left.length, rest.right.length] as const]) {
    const part = { left: rest.left.subarray(fromLeft, leftAt), right: rest.right.subarray(fromRight, rightAt) };
    yield* alignSlice(state, part, level + 1);
    const [leftStep, rightStep] = [rest.left[leftAt], rest.right[rightAt]];
    if (leftStep !== undefined && rightStep !== undefined) state.rightOf[leftStep] = rightStep;
    [fromLeft, fromRight] = [leftAt + 1, rightAt + 1];
    yield;
  }
}

function* alignInWindows(state: State, slice: StepSlice): Generator<void, void> {
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < slice.left.length && fromRight < slice.right.length) {
    const window = {
      left: slice.left.subarray(fromLeft, fromLeft + WINDOW),
      right: slice.right.subarray(fromRight, fromRight + WINDOW),
    };
    const isLast = fromLeft + WINDOW >= slice.left.length && fromRight + WINDOW >= slice.right.length;
    const path: AlignedSteps = yield* bestPath(state.left, state.right, window, isLast ? Infinity : WINDOW / 2);
    pair(state, path.pairs);
    fromLeft += path.leftEnd;
    fromRight += path.rightEnd;
  }
}

function pair(state: State, pairs: AlignedSteps["pairs"]): void {
  for (const [leftStep, rightStep] of pairs) state.rightOf[leftStep] = rightStep;
}

/** Pairs equal contents at both ends; what lies between is left. */
function withoutEnds({ left, right, rightOf }: State, slice: StepSlice): StepSlice {
  const equal = (leftAt: number, rightAt: number): boolean => {
    const [leftStep, rightStep] = [slice.left[leftAt], slice.right[rightAt]];
    if (leftStep === undefined || rightStep === undefined) return false;
    if (left.content[leftStep] !== right.content[rightStep]) return false;
    rightOf[leftStep] = rightStep;
    return true;
  };
  let from = 0;
  while (equal(from, from)) from++;
  let [leftEnd, rightEnd] = [slice.left.length, slice.right.length];
  while (leftEnd > from && rightEnd > from && equal(leftEnd - 1, rightEnd - 1)) {
    leftEnd--;
    rightEnd--;
  }
  return { left: slice.left.subarray(from, leftEnd), right: slice.right.subarray(from, rightEnd) };
}

/** Without the steps whose key the other side has nowhere: they are in no alignment. */
function* inCommon({ left, right }: State, slice: StepSlice): Generator<void, StepSlice> {
  const keysLeft = new Set(Array.from(slice.left, (step) => left.key[step]));
  yield;
  const keysRight = new Set(Array.from(slice.right, (step) => right.key[step]));
  yield;
  const ofLeft = slice.left.filter((step) => keysRight.has(left.key[step]));
  yield;
  return { left: ofLeft, right: slice.right.filter((step) => keysLeft.has(right.key[step])) };
}
