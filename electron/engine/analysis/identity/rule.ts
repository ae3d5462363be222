import type { Party, Profile } from "../network/run.js";

/** Tells from what a span says by itself which agent it is, or is stamped with. */
export interface IdentityRule {
  /** As the documentation heads it. */
  readonly id: string;
  identify(profile: Profile): Party | null;
}

export function agentParty(
  profile: Profile,
  rule: string,
  name: string,
  raw: string,
  evidence: string,
  inferred: boolean,
): Party {
  return { type: "agent", name, raw, service: profile.service, rule, evidence, inferred };
}
