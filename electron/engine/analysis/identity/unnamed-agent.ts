import { agentParty, type IdentityRule } from "./rule.js";

/** An agent's span that has no name at all is called by its service. */
export const unnamedAgent: IdentityRule = {
  id: "agent without a name",
  identify: (profile) => {
    if (profile.kind !== "agent" || profile.agent !== null) return null;
    const name = profile.service === null ? "agent without a name" : `agent of ${profile.service}`;
    return agentParty(profile, "agent without a name", name, name, `span ${profile.name ?? "without a name"}`, true);
  },
};
