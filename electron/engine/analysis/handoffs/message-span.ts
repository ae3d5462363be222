import type { Profile } from "../network/run.js";
import type { Transfer } from "./transfer.js";

/** A span of a message that names whom it goes to: AutoGen's `send` and `publish`, `message.target_id` of Agent Framework. */
export function messageSpan(profile: Profile): Transfer | null {
  const { kind, handoffFrom, handoffTo, sources } = profile;
  if (kind !== "message" || handoffTo === null) return null;
  const evidence = `${sources["handoffTo"] ?? "span"} = ${handoffTo}`;
  return { from: handoffFrom, to: handoffTo, type: "sends", rule: "message span", evidence };
}
