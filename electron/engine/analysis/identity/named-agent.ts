import { agentParty, type IdentityRule } from "./rule.js";

/**
 * The agent that a span names: by an attribute (`gen_ai.agent.name`, `agent.name`, a framework's own), or an agent's span
 * by its own name. The evidence says by which.
 */
export const namedAgent: IdentityRule = {
  id: "named agent",
  identify: (profile) => {
    const { agent, sources } = profile;
    if (agent === null) return null;
    const byName = sources["agent"] === "name";
    const evidence = byName ? `span ${profile.name ?? agent}` : `${sources["agent"] ?? "agent"} = ${agent}`;
    return agentParty(profile, byName ? "name of an agent's span" : "named agent", agent, agent, evidence, false);
  },
};
