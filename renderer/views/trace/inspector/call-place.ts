import { formatNumber } from "../../../lib/format.js";
import { displayName } from "../display-name.js";
import { subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";

export interface CallPlace {
  /** Whose work it is: the agent's name, or the parent's where no agent stands over it; null for a root. */
  readonly owner: string | null;
  readonly ownerRow: number;
  /** "call 2 of 3", "agent 1 of 4"; empty where there is nothing to count. */
  readonly words: string;
}

/** Where a span stands in the work of the agent above it. */
export function callPlace(structure: TraceStructure, row: number): CallPlace {
  const { table, owner, isCall } = structure;
  const parent = table.parent[row] ?? -1;
  const isAgent = owner[row] === row;
  const ownerRow = isAgent ? (parent >= 0 ? (owner[parent] ?? -1) : -1) : (owner[row] ?? -1);
  const over = ownerRow >= 0 ? ownerRow : parent;
  if (over < 0) return { owner: null, ownerRow: -1, words: isAgent ? "agent" : "root" };
  const name = displayName(structure, over);
  const counts = (other: number): boolean =>
    isAgent
      ? owner[other] === other && ownerOf(structure, other) === ownerRow
      : isCall[other] === 1 && (owner[other] ?? -1) === ownerRow;
  if (!counts(row)) return { owner: name, ownerRow: over, words: "" };
  let place = 0;
  let count = 0;
  const end = ownerRow >= 0 ? subtreeEndOf(structure, ownerRow) : structure.rowCount;
  for (let other = Math.max(ownerRow, 0); other < end; other++) {
    if (!counts(other)) continue;
    count++;
    if (other <= row) place++;
  }
  return {
    owner: name,
    ownerRow: over,
    words: `${isAgent ? "agent" : "call"} ${formatNumber(place)} of ${formatNumber(count)}`,
  };
}

function ownerOf(structure: TraceStructure, agentRow: number): number {
  const parent = structure.table.parent[agentRow] ?? -1;
  return parent >= 0 ? (structure.owner[parent] ?? -1) : -1;
}
