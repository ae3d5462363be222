import { foldName } from "../../../../shared/base/names.js";
import type { Run } from "../network/run.js";
import { profileOf } from "../network/run.js";

/**
 * The row of the tool's span between an agent and the one that called it, where the tool is that agent: its name is the agent's, perhaps
 * with a few words around (`ask_researcher`, `researcher_tool`), or its arguments name it. -1 where there is none.
 */
export function toolOfAgent(run: Run, row: number, above: number, agent: string): number {
  const wanted = foldName(agent);
  for (let at = run.parent[row] ?? -1; at !== -1 && at !== above; at = run.parent[at] ?? -1) {
    const { kind, tool, handoffTo } = profileOf(run, at);
    if (kind !== "tool") continue;
    const name = foldName(tool ?? "");
    if (name === wanted || (handoffTo !== null && foldName(handoffTo) === wanted)) return at;
    if (wanted.length >= 4 && `_${name}_`.includes(`_${wanted}_`)) return at;
  }
  return -1;
}
