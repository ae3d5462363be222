import { isMadeUpId } from "../../../../shared/base/names.js";
import type { Profile } from "../network/run.js";
import type { Transfer } from "./transfer.js";

/** What stands for the user as the parent of the first agent. */
const STARTS = new Set(["start", "__start__", "user"]);

/**
 * An agent's span that says which node of the graph came before it: `graph.node.parent_id` of the OpenAI Agents SDK (who handed
 * over), CrewAI (whose task came before, or who delegated) and AutoGen (whose message was the last). Null where it names none
 * or the user. `to` is the agent of the span.
 */
export function graphParent(profile: Profile, to: string): Transfer | null {
  const { kind, graphNode, graphParent: from, scope } = profile;
  if (kind !== "agent" || from === null || from === graphNode || isMadeUpId(from) || STARTS.has(from)) return null;
  const type = (scope ?? "").includes("autogen") ? "sends" : "hands_off";
  return {
    from,
    to,
    type,
    rule: "graph parent",
    evidence: `${profile.sources["graphParent"] ?? "graph.node.parent_id"} = ${from}`,
  };
}
