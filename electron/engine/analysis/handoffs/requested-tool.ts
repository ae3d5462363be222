import { transferByName } from "./transfer-tool.js";
import type { Party, Relation } from "../network/run.js";

const parties = new Map<string, Party>();

/**
 * A tool that a model asked for and that no span of the run executed: denied, run by the provider, or not instrumented. Null for a
 * tool that hands over: that is told as a handoff.
 */
export function requestedTool(service: string | null, tool: string, from: Party): Relation | null {
  if (transferByName(tool, null) !== null) return null;
  const key = `${service ?? ""}\n${tool}`;
  const evidence = `model asked for ${tool}; no span ran it`;
  const to: Party = parties.get(key) ?? {
    type: "tool",
    name: tool,
    raw: tool,
    service,
    rule: "requested tool",
    evidence,
    inferred: false,
  };
  if (parties.size > 10_000) parties.clear();
  parties.set(key, to);
  return { from, to, type: "calls", rule: "requested tool", evidence, inferred: false };
}
