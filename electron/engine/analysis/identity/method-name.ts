import { agentParty, type IdentityRule } from "./rule.js";

const METHOD = /^([A-Za-z_]\w*?agent\w*)\.([A-Za-z_]\w*)$/i;

/**
 * Decorators name an agent's span after the method that they wrap: `supervisor_agent.send_to_detector`,
 * `SupportAgent.run`. All methods of one object are one agent, the object; it has to call itself an agent.
 */
export const methodName: IdentityRule = {
  id: "method of an agent",
  identify: (profile) => {
    const object = METHOD.exec(profile.agent ?? "")?.[1];
    if (object === undefined || profile.agent === null) return null;
    return agentParty(
      profile,
      "method of an agent",
      object,
      profile.agent,
      `${profile.sources["agent"] ?? "name"} = ${profile.agent}`,
      false,
    );
  },
};
