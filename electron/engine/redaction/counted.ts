import { REDACTION_RULES, type RuleCount } from "../../../shared/model/redaction.js";
import type { Redactor } from "./redactor.js";

/** What a redactor has done so far, as a list in the order of the rules. */
export function countsOf(redactor: Redactor): RuleCount[] {
  const counts = redactor.counts();
  return REDACTION_RULES.flatMap((rule) => (counts[rule] === undefined ? [] : [{ rule, ...counts[rule] }]));
}

export function placesOf(counts: readonly RuleCount[]): number {
  return counts.reduce((sum, { places }) => sum + places, 0);
}
