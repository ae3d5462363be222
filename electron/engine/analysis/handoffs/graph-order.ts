import { type Actors, isSame } from "../network/actors.js";
import { profileOf, type Relation, type Run } from "../network/run.js";

/** How many earlier nodes are looked at. */
const MOST_STEPS = 1000;

/**
 * A node of a LangGraph that is an agent gets control from the node that its trigger names (`branch:supervisor:...`), else
 * from the one that worked before it below the same span.
 */
export function previousNode(run: Run, actors: Actors, row: number): Relation | null {
  const to = actors.actor[row] ?? null;
  if (to?.rule !== "graph node that calls models") return null;
  const trigger = profileOf(run, row).graphParent;
  let last = -1;
  let named = -1;
  let place = placeOf(actors.activations, row) - 1;
  for (let step = 0; step < MOST_STEPS && place >= 0 && named === -1; step++, place--) {
    const at = actors.activations[place] ?? -1;
    if (run.parent[at] !== run.parent[row] || actors.actor[at]?.rule !== to.rule) continue;
    if (last === -1) last = at;
    if (trigger === null) break;
    if (actors.actor[at]?.raw === trigger) named = at;
  }
  const from = actors.actor[named === -1 ? last : named] ?? null;
  if (from === null || isSame(from, to)) return null;
  return named === -1
    ? {
        from,
        to,
        type: "hands_off",
        rule: "order of graph nodes",
        evidence: `${to.raw} after ${from.raw}`,
        inferred: true,
      }
    : {
        from,
        to,
        type: "hands_off",
        rule: "graph trigger",
        evidence: `${to.raw} is triggered by ${from.raw}`,
        inferred: false,
      };
}

/** The place of a row in a list that goes up. */
function placeOf(rows: readonly number[], row: number): number {
  let from = 0;
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle] ?? 0) < row) from = middle + 1;
    else to = middle;
  }
  return from;
}
