import { isMadeUpId } from "../../../../shared/base/names.js";
import { agentParty, type IdentityRule } from "./rule.js";

/**
 * An agent's span that only its own name calls by a name, and that stands for a node of the instrumentation's graph, is that
 * node: CrewAI's `Researcher.Find the papers.execute` has `graph.node.id` = `Researcher`. Ids that a program made up are
 * no names.
 */
export const graphRole: IdentityRule = {
  id: "graph role",
  identify: (profile) => {
    const { kind, graphNode, sources } = profile;
    if (kind !== "agent" || graphNode === null || sources["agent"] !== "name" || isMadeUpId(graphNode)) return null;
    return agentParty(
      profile,
      "graph role",
      graphNode,
      graphNode,
      `${profile.sources["graphNode"] ?? "graph node"} = ${graphNode}`,
      false,
    );
  },
};
