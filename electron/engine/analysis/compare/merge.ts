import { STEP_CHANGE, STEP_VERDICTS, type StepVerdict } from "../../../../shared/contract/compare.js";
import { SPAN_STATUSES } from "../../../../shared/model/kind.js";

/** In what steps may differ that are the same by their keys, as numbers that are equal where the thing is. */
export interface StepContents {
  readonly input: Int32Array;
  readonly output: Int32Array;
  readonly model: Int32Array;
  /** Codes of SPAN_STATUSES. */
  readonly status: Uint8Array;
}

export interface MergedSteps {
  readonly leftStep: Int32Array<ArrayBuffer>;
  readonly rightStep: Int32Array<ArrayBuffer>;
  /** Codes of STEP_VERDICTS. */
  readonly verdict: Uint8Array<ArrayBuffer>;
  /** Bits of STEP_CHANGE. */
  readonly what: Uint8Array<ArrayBuffer>;
}

const codeOf = (verdict: StepVerdict): number => STEP_VERDICTS.indexOf(verdict);

/** Both runs as one list: pairs where they stand, and between two pairs what only the left has, then what only the right has. */
export function mergeSteps(left: StepContents, right: StepContents, rightOf: Int32Array): MergedSteps {
  const leftCount = left.input.length;
  const rightCount = right.input.length;
  const paired = rightOf.reduce((sum, step) => sum + (step >= 0 ? 1 : 0), 0);
  const rows = leftCount + rightCount - paired;
  const merged = {
    leftStep: new Int32Array(rows),
    rightStep: new Int32Array(rows),
    verdict: new Uint8Array(rows),
    what: new Uint8Array(rows),
  };
  let row = 0;
  const push = (leftStep: number, rightStep: number, verdict: StepVerdict, what = 0): void => {
    merged.leftStep[row] = leftStep;
    merged.rightStep[row] = rightStep;
    merged.verdict[row] = codeOf(verdict);
    merged.what[row++] = what;
  };
  let nextRight = 0;
  let nextLeft = 0;
  const upTo = (leftEnd: number, rightEnd: number): void => {
    while (nextLeft < leftEnd) push(nextLeft++, -1, "removed");
    while (nextRight < rightEnd) push(-1, nextRight++, "added");
  };
  rightOf.forEach((rightStep, leftStep) => {
    if (rightStep < 0) return;
    upTo(leftStep, rightStep);
    const what = differenceOf(left, right, leftStep, rightStep);
    push(leftStep, rightStep, what === 0 ? "same" : "changed", what);
    nextLeft = leftStep + 1;
    nextRight = rightStep + 1;
  });
  upTo(leftCount, rightCount);
  return merged;
}

const ERROR_CODE = SPAN_STATUSES.indexOf("error");

function differenceOf(left: StepContents, right: StepContents, leftStep: number, rightStep: number): number {
  // "ok" and "unset" say the same: that it did not fail.
  const failed = (contents: StepContents, step: number): boolean => contents.status[step] === ERROR_CODE;
  return (
    (left.input[leftStep] === right.input[rightStep] ? 0 : STEP_CHANGE.input) |
    (left.output[leftStep] === right.output[rightStep] ? 0 : STEP_CHANGE.output) |
    (left.model[leftStep] === right.model[rightStep] ? 0 : STEP_CHANGE.model) |
    (failed(left, leftStep) === failed(right, rightStep) ? 0 : STEP_CHANGE.status)
  );
}
