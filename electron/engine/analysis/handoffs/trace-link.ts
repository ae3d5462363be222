import { type Actors, isSame } from "../network/actors.js";
import type { Relation, Run } from "../network/run.js";

/**
 * Where an agent begins that no other agent is above, its span or one around it may link to a span of another trace, as what takes work
 * off a queue links to what put it there: whoever is at work in that span handed over, and does not wait.
 */
export function agentOfOtherTrace(run: Run, actors: Actors, row: number): Relation | null {
  if (run.elsewhere.size === 0) return null;
  const to = actors.actor[row] ?? null;
  if (to === null) return null;
  for (let at = row; at !== -1; at = run.parent[at] ?? -1) {
    if (at !== row && (actors.actor[at] ?? null) !== null) return null;
    const from = run.elsewhere.get(at)?.find((party) => !isSame(party, to));
    if (from === undefined) continue;
    return {
      from,
      to,
      type: "hands_off",
      rule: "link to another trace",
      evidence: `${to.raw} links to ${from.raw}`,
      inferred: false,
    };
  }
  return null;
}
