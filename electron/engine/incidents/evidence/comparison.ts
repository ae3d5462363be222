import { type Comparison, STEP_VERDICTS, type StepTable } from "../../../../shared/contract/compare.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import type { BodyOf } from "../../../../shared/model/incident.js";
import { SPAN_KINDS } from "../../../../shared/model/kind.js";
import { cut, headingFrom } from "./excerpts.js";
import { figuresOf } from "./trace.js";

/** Two runs: their figures, how many steps are the same, and where they part. */
export function comparisonEvidence(comparison: Comparison): { heading: string; body: BodyOf<"comparison"> } {
  const { left, right, verdict } = comparison;
  const count = (name: (typeof STEP_VERDICTS)[number]): number =>
    verdict.reduce((sum, code) => sum + (STEP_VERDICTS[code] === name ? 1 : 0), 0);
  const parts = verdict.findIndex((code) => STEP_VERDICTS[code] !== "same");
  return {
    heading: `${headingFrom(left.summary.title, 80)} compared with ${headingFrom(right.summary.title, 80)}`,
    body: {
      type: "comparison",
      left: figuresOf(left.summary),
      right: figuresOf(right.summary),
      same: count("same"),
      changed: count("changed"),
      added: count("added"),
      removed: count("removed"),
      divergence:
        parts < 0
          ? null
          : {
              left: stepName(left.steps, comparison.leftStep[parts] ?? -1),
              right: stepName(right.steps, comparison.rightStep[parts] ?? -1),
            },
    },
  };
}

/** "planner, tool search: what it was about"; null where the run has no such step. */
function stepName(steps: StepTable, step: number): string | null {
  if (step < 0) return null;
  const agent = dictionaryAt(steps.agent, step);
  const what = `${SPAN_KINDS[steps.kind[step] ?? 0] ?? ""} ${dictionaryAt(steps.subject, step) ?? ""}`.trim();
  const detail = steps.detail[step] ?? null;
  return cut(`${agent === null ? "" : `${agent}, `}${what}${detail === null ? "" : `: ${detail}`}`, 2_000);
}
