import { isMadeUpId } from "../../../../shared/base/names.js";
import { agentParty, type IdentityRule } from "./rule.js";

/**
 * Frameworks give an agent without a name an id that is new in every run. Such agents of one service are one node, called
 * by the service.
 */
export const madeUpId: IdentityRule = {
  id: "made-up id",
  identify: (profile) => {
    const { agent, service, scope } = profile;
    if (agent === null || !isMadeUpId(agent)) return null;
    const home = service === null || service.startsWith("unknown_service") ? scope : service;
    const name = home === null ? "agent without a name" : `agent of ${home}`;
    return agentParty(profile, "made-up id", name, agent, `${profile.sources["agent"] ?? "name"} = ${agent}`, true);
  },
};
