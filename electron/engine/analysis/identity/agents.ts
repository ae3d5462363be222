import type { Party, Profile } from "../network/run.js";
import { graphRole } from "./graph-role.js";
import { madeUpId } from "./made-up-id.js";
import { methodName } from "./method-name.js";
import { namedAgent } from "./named-agent.js";
import type { IdentityRule } from "./rule.js";
import { unnamedAgent } from "./unnamed-agent.js";

/** In order: the first that knows the agent names it. */
const RULES: readonly IdentityRule[] = [graphRole, methodName, madeUpId, namedAgent, unnamedAgent];

/** The agent that a span is or is stamped with, or null. */
export function agentOf(profile: Profile): Party | null {
  for (const rule of RULES) {
    const party = rule.identify(profile);
    if (party !== null) return party;
  }
  return null;
}
