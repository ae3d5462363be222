import { z } from "zod";
import {
  dictionaryColumn,
  float64Column,
  int32Column,
  nullableTextColumn,
  textColumn,
  uint32Column,
  uint8Column,
} from "../model/columns.js";
import { traceId } from "../model/ids.js";
import { query } from "./procedure.js";
import { traceSummary } from "./traces.js";

/** What became of a step, in the order of the codes in the answer. `changed`: the same step, other words or another outcome. */
export const STEP_VERDICTS = ["same", "changed", "removed", "added"] as const;
export type StepVerdict = (typeof STEP_VERDICTS)[number];

/** Bits of `what`: in which way a changed step differs. */
export const STEP_CHANGE = { input: 1, output: 2, model: 4, status: 8 } as const;

/** Steps of one run that are compared; what is beyond is counted and left out. */
export const MOST_STEPS = 50_000;

/**
 * The steps of one run as columns, in the order of its tree: agents and the calls they make, not what a call does inside.
 * Doubles are NaN where the run does not tell.
 */
export const stepTable = z.object({
  spanId: textColumn,
  /** Row of the span in the run's span table. */
  row: uint32Column,
  /** How many steps stand over it. */
  depth: uint32Column,
  /** Codes of SPAN_KINDS. */
  kind: uint8Column,
  /** Codes of SPAN_STATUSES. */
  status: uint8Column,
  agent: dictionaryColumn,
  /** The tool, knowledge base, agent or name that the step is about. */
  subject: dictionaryColumn,
  model: dictionaryColumn,
  detail: nullableTextColumn,
  startNs: float64Column,
  durationNs: float64Column,
  tokens: float64Column,
  costUsd: float64Column,
});
export type StepTable = z.output<typeof stepTable>;

export const comparedRun = z.object({
  summary: traceSummary,
  steps: stepTable,
  /** Steps of the run; more than are in `steps` where it is longer than MOST_STEPS. */
  total: z.int(),
});
export type ComparedRun = z.output<typeof comparedRun>;

export const comparison = z.object({
  ms: z.number(),
  left: comparedRun,
  right: comparedRun,
  /** Row by row: a step of the left run, of the right one, or both; -1 where a side has none. */
  leftStep: int32Column,
  rightStep: int32Column,
  /** Codes of STEP_VERDICTS. */
  verdict: uint8Column,
  /** Bits of STEP_CHANGE. */
  what: uint8Column,
  /** False where the runs were too long and too different for the longest common sequence: a part of it was found. */
  exact: z.boolean(),
});
export type Comparison = z.output<typeof comparison>;

export const compareContract = {
  /** Two runs aligned on their steps. Throws NOT_FOUND. */
  "compare.runs": query(z.object({ left: traceId, right: traceId }), comparison),
} as const;
