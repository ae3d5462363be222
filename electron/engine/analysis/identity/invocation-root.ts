import type { Party, Profile } from "../network/run.js";
import { agentParty } from "./rule.js";

/**
 * What no agent's span is above belongs to the program that began the run: it is called by the first span, or by the workflow
 * or graph that this is. A number at its end ("Step 3", where the spans above are missing) does not count,
 * and a sentence (the question that was asked) is no name.
 */
export function invocationRoot(profile: Profile): Party {
  const raw = profile.name ?? profile.service ?? "run";
  if (isProse(raw)) {
    return agentParty(
      profile,
      "invocation root",
      profile.service ?? "run",
      profile.service ?? "run",
      "first span",
      true,
    );
  }
  const name = raw.replace(/^(invoke_workflow |invocation \[)|(\]|\.workflow|\.kickoff| #?\d+)$/g, "") || raw;
  return agentParty(profile, "invocation root", name, raw, `first span ${raw}`, true);
}

function isProse(name: string): boolean {
  return name.length > 80 || /[?!.。？！]$/u.test(name) || name.split(/\s+/).length > 7;
}
