import { type Actors, isSame } from "../network/actors.js";
import type { Relation, Run } from "../network/run.js";

/**
 * An agent's span that links to a span of another agent of the same run was started by it, and does not answer it: control, or a message, went over. Links to
 * spans above say nothing new.
 */
export function linkedAgent(run: Run, actors: Actors, row: number): Relation | null {
  const to = actors.actor[row] ?? null;
  for (const linked of run.links.get(row) ?? []) {
    const from = actors.actor[linked] ?? null;
    const isAbove = linked < row && (run.subtreeEnd[linked] ?? 0) > row;
    if (to === null || from === null || isAbove || isSame(from, to)) continue;
    return {
      from,
      to,
      type: "hands_off",
      rule: "span link",
      evidence: `${to.raw} links to ${from.raw}`,
      inferred: false,
    };
  }
  return null;
}
