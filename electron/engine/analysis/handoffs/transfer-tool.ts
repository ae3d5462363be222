import { foldName } from "../../../../shared/base/names.js";
import type { Profile } from "../network/run.js";
import type { Transfer } from "./transfer.js";

const NAMED = /^(?:handoff[-_])?(?:transfer|hand_?off|handoff|delegate)(?:_back)?_to_(.+)$/i;
/** Tools whose argument names the agent; it comes as the span's `handoffTo`. */
const BY_ARGUMENT = new Set(["transfer_to_agent", "handoff_to_agent", "delegate_to_agent"]);
/** Tools that wait for the other agent's answer. */
const RETURNING = /^(delegate[_ ]work|ask[_ ]question|task$|agent$)/i;

/**
 * A tool that passes control: `transfer_to_billing`, `handoff_to_x`, `transfer_back_to_supervisor`, `Handoff-transfer_to_x`, or
 * `transfer_to_agent` with the agent as its argument. Tools that wait for an answer (CrewAI's `Delegate work to coworker`,
 * Claude Code's `Task`) invoke the agent.
 */
export function transferTool(profile: Profile): Transfer | null {
  if (profile.kind !== "tool" || profile.tool === null) return null;
  return transferByName(profile.tool, profile.handoffTo);
}

/** The same for a call that is only known by the tool's name and, where its arguments name one, the agent. */
export function transferByName(tool: string, argument: string | null): Transfer | null {
  const evidence = `tool ${tool}`;
  if (argument !== null) {
    const type = RETURNING.test(tool) ? "invokes" : "hands_off";
    return { from: null, to: argument, type, rule: "transfer tool", evidence: `${evidence} with ${argument}` };
  }
  if (BY_ARGUMENT.has(foldName(tool))) return null;
  const to = NAMED.exec(tool)?.[1];
  return to === undefined ? null : { from: null, to, type: "hands_off", rule: "transfer tool", evidence };
}
