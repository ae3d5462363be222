import type { Profile } from "../network/run.js";
import type { Transfer } from "./transfer.js";

/**
 * A span that says whom control goes to: `handoff to Billing` of the OpenAI Agents SDK, `gen_ai.handoff.to_agent`,
 * `gen_ai.transfer.target.name`, `goto` of LangGraph. What it says of the source comes before the agent at work.
 */
export function handoffSpan(profile: Profile): Transfer | null {
  const { kind, handoffFrom, handoffTo, sources } = profile;
  if (kind === "tool" || kind === "message" || kind === "agent" || handoffTo === null) return null;
  const source = sources["handoffTo"];
  const evidence =
    source === undefined || source === "name" ? `span ${profile.name ?? handoffTo}` : `${source} = ${handoffTo}`;
  return { from: handoffFrom, to: handoffTo, type: "hands_off", rule: "handoff span", evidence };
}
