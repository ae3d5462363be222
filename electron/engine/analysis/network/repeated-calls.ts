import { foldName } from "../../../../shared/base/names.js";
import { readProfile } from "./profiles.js";
import { profileOf, type Run } from "./run.js";

/**
 * 1 where a span tells of a call that another span tells of as well. Of model calls around one another, and of retrievals, with no
 * agent or tool between, the innermost counts: it knows the model that answered, the store that was asked. Of tools of one name around one another (a tool's span, its MCP
 * client's, its MCP server's) the outermost counts: it is the call.
 */
export function repeatedCalls(run: Run): Uint8Array {
  const repeated = new Uint8Array(run.rows);
  const holdsCall = new Uint8Array(run.rows);
  for (let row = run.rows - 1; row >= 0; row--) {
    const { kind } = profileOf(run, row);
    const bit =
      readProfile(profileOf(run, row)).partner === null ? 0 : kind === "llm" ? 1 : kind === "retriever" ? 2 : 0;
    const inside = holdsCall[row] ?? 0;
    if ((inside & bit) !== 0) repeated[row] = 1;
    const parent = run.parent[row] ?? -1;
    if (parent === -1 || kind === "agent" || kind === "tool") continue;
    holdsCall[parent] = (holdsCall[parent] ?? 0) | inside | bit;
  }
  const toolAbove = new Int32Array(run.rows).fill(-1);
  for (let row = 0; row < run.rows; row++) {
    const parent = run.parent[row] ?? -1;
    const { kind, tool } = profileOf(run, row);
    const above = parent === -1 ? -1 : (toolAbove[parent] ?? -1);
    toolAbove[row] = kind === "tool" ? row : kind === "agent" || kind === "llm" ? -1 : above;
    if (kind !== "tool" || above === -1) continue;
    if (foldName(profileOf(run, above).tool ?? "") === foldName(tool ?? "")) repeated[row] = 1;
  }
  return repeated;
}
