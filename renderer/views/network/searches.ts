import type { NodeType } from "../../../shared/contract/network.js";
import type { EdgeName } from "./lines.js";

interface RawName {
  /** As spans have it, without its service. */
  readonly raw: string;
}

/** The fields of the search language that find a node's spans; null for those that no field names. */
const FIELD: Readonly<Partial<Record<NodeType, "agent" | "tool" | "model">>> = {
  agent: "agent",
  tool: "tool",
  model: "model",
};

/** A search for the runs that a node takes part in: `agent:planner`, of several names joined by OR. */
export function nodeSearch(type: NodeType, names: readonly RawName[]): string | null {
  const field = FIELD[type];
  if (field === undefined || names.length === 0) return null;
  const terms = [...new Set(names.map(({ raw }) => raw))].slice(0, 8).map((raw) => `${field}:${quoted(raw)}`);
  return terms.length === 1 ? (terms[0] ?? null) : `(${terms.join(" OR ")})`;
}

/**
 * A search for the runs in which something went over a line: `{agent:planner tool:search}` for what one span says of both,
 * `agent:planner >> agent:writer` for one agent under another. Null where the language has no words for it.
 */
export function lineSearch(
  edge: EdgeName,
  from: { readonly type: NodeType; readonly name: string },
  to: { readonly type: NodeType; readonly name: string },
): string | null {
  const target = FIELD[to.type];
  if (target === undefined) return null;
  const end = `${target}:${quoted(to.name)}`;
  if (from.type === "user") return end;
  if (from.type !== "agent") return null;
  const start = `agent:${quoted(from.name)}`;
  if (to.type !== "agent") return `{${start} ${end}}`;
  return edge.type === "invokes" ? `${start} >> ${end}` : `${start} ${end}`;
}

/** A value as the language takes it: in quotes unless it is plain. */
function quoted(value: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}
