import { handoffSpan } from "../handoffs/handoff-span.js";
import { messageSpan } from "../handoffs/message-span.js";
import type { Transfer } from "../handoffs/transfer.js";
import { transferTool } from "../handoffs/transfer-tool.js";
import { agentOf } from "../identity/agents.js";
import { isFrameworkWrapper } from "../identity/framework-wrapper.js";
import { type Partner, partnerOf } from "../identity/partners.js";
import type { Party, Profile } from "./run.js";

/** What the rules that look at one span alone say of a profile. */
export interface Reading {
  readonly agent: Party | null;
  readonly isWrapper: boolean;
  readonly partner: Partner | null;
  readonly transfer: Transfer | null;
}

const readings = new WeakMap<Profile, Reading>();

/** Reads a profile once, however many spans have it. */
export function readProfile(profile: Profile): Reading {
  const known = readings.get(profile);
  if (known !== undefined) return known;
  const transfer = handoffSpan(profile) ?? messageSpan(profile) ?? transferTool(profile);
  const passes = profile.kind === "handoff" || profile.kind === "message";
  const reading: Reading = {
    // What names its sender or receiver is at work for the agent above it.
    agent: passes && (profile.handoffTo !== null || profile.handoffFrom !== null) ? null : agentOf(profile),
    isWrapper: isFrameworkWrapper(profile),
    partner: partnerOf(profile),
    transfer,
  };
  readings.set(profile, reading);
  return reading;
}
