import { fold } from "./fold.js";

/**
 * The form in which names of agents and tools are compared: case, accents, and what stands between words do not count, as
 * frameworks make tool names of agents' names that way (`Billing Agent` becomes `transfer_to_billing_agent`).
 */
export function foldName(name: string): string {
  const folded = fold(name.trim());
  const joined = folded.replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_+|_+$/g, "");
  return joined === "" ? folded : joined;
}

/** True for a name that a program made up: a UUID, a ULID, a long number or run of hex digits. */
export function isMadeUpId(name: string): boolean {
  return (
    /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(name) ||
    /^[0-9a-f]{16,}$/i.test(name) ||
    /^\d{6,}$/.test(name) ||
    /^[0-9A-HJKMNP-TV-Z]{26}$/.test(name) ||
    /^(asst|agent|run|thread|cycle|call|msg)_(?=\w*\d)[A-Za-z0-9]{12,}$/.test(name)
  );
}
