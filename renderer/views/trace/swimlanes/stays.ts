import type { TraceStructure } from "../structure.js";
import { rowsByStart } from "../timeline/idle.js";
import type { Lanes } from "./lanes.js";

/**
 * Stays of agents: an agent is called (or takes over), works, and is done. A stay begins with a row whose lane is another
 * than that of the row above. Columns, one entry a stay, in the order of the table.
 */
export interface Stays {
  readonly count: number;
  /** The row that a stay begins with. */
  readonly row: Int32Array;
  readonly lane: Int32Array;
  /** The stay of the agent that called; -1 where none did. */
  readonly parent: Int32Array;
  /** Which stay each row of the trace belongs to, or -1. */
  readonly ofRow: Int32Array;
  /** Calls by stay, by start: those of stay `s` are `calls[callsFrom[s]]` to `calls[callsFrom[s + 1]]`. */
  readonly calls: Int32Array;
  readonly callsFrom: Int32Array;
  /** Stays called from a stay, in the same way. */
  readonly inside: Int32Array;
  readonly insideFrom: Int32Array;
  /** Calls in which other agents worked end for the lane where the first of these began. */
  readonly cutNs: ReadonlyMap<number, number>;
}

/** @param shown the lane that shows each lane */
export function findStays(structure: TraceStructure, { lanes, laneOfRow }: Lanes, shown: Int32Array): Stays {
  const { rowCount, startNs, isCall } = structure;
  const { parent: above } = structure.table;
  const row: number[] = [];
  const lane: number[] = [];
  const parent: number[] = [];
  const ofRow = new Int32Array(rowCount).fill(-1);
  const cutNs = new Map<number, number>();
  for (let at = 0; at < rowCount; at++) {
    const own = laneOfRow[at] ?? -1;
    if (own < 0 || lanes[own]?.type !== "agent") continue;
    const laneHere = shown[own] ?? own;
    const up = above[at] ?? -1;
    const stayAbove = up >= 0 ? (ofRow[up] ?? -1) : -1;
    if (stayAbove >= 0 && lane[stayAbove] === laneHere) {
      ofRow[at] = stayAbove;
      continue;
    }
    ofRow[at] = row.length;
    row.push(at);
    lane.push(laneHere);
    parent.push(stayAbove);
    for (let call = up; call >= 0 && structure.owner[call] !== call; call = above[call] ?? -1) {
      if (isCall[call] !== 1) continue;
      cutNs.set(call, Math.min(cutNs.get(call) ?? Number.POSITIVE_INFINITY, startNs[at] ?? 0));
      break;
    }
  }
  const count = row.length;
  const calls = groupRows(rowCount, count, (at) => (isCall[at] === 1 ? (ofRow[at] ?? -1) : -1));
  const inside = groupRows(count, count, (stay) => parent[stay] ?? -1);
  for (let stay = 0; stay < count; stay++) {
    sortPart(calls.items, calls.from[stay] ?? 0, calls.from[stay + 1] ?? 0, startNs);
  }
  const stayStartNs = Float64Array.from(row, (at) => startNs[at] ?? 0);
  for (let stay = 0; stay < count; stay++) {
    sortPart(inside.items, inside.from[stay] ?? 0, inside.from[stay + 1] ?? 0, stayStartNs);
  }
  return {
    count,
    row: Int32Array.from(row),
    lane: Int32Array.from(lane),
    parent: Int32Array.from(parent),
    ofRow,
    calls: calls.items,
    callsFrom: calls.from,
    inside: inside.items,
    insideFrom: inside.from,
    cutNs,
  };
}

/** Sorts numbers into groups, keeping their order: those of group `g` are `items[from[g]]` to `items[from[g + 1]]`. */
export function groupRows(
  count: number,
  groups: number,
  groupOf: (item: number) => number,
): { readonly items: Int32Array; readonly from: Int32Array } {
  const from = new Int32Array(groups + 1);
  for (let item = 0; item < count; item++) {
    const group = groupOf(item);
    if (group >= 0) from[group + 1] = (from[group + 1] ?? 0) + 1;
  }
  for (let group = 0; group < groups; group++) from[group + 1] = (from[group + 1] ?? 0) + (from[group] ?? 0);
  const next = from.slice();
  const items = new Int32Array(from[groups] ?? 0);
  for (let item = 0; item < count; item++) {
    const group = groupOf(item);
    if (group < 0) continue;
    const place = next[group] ?? 0;
    items[place] = item;
    next[group] = place + 1;
  }
  return { items, from };
}

function sortPart(items: Int32Array, from: number, to: number, startNs: Float64Array): void {
  const part = items.subarray(from, to);
  const sorted = rowsByStart(startNs, part);
  if (sorted !== part) part.set(sorted);
}

/** When a stay begins and ends, real ns. */
export function stayStart(structure: TraceStructure, stays: Stays, stay: number): number {
  return structure.startNs[stays.row[stay] ?? 0] ?? 0;
}
export function stayEnd(structure: TraceStructure, stays: Stays, stay: number): number {
  return structure.endNs[stays.row[stay] ?? 0] ?? 0;
}

/** When a call ends for its lane. */
export function callEnd(structure: TraceStructure, stays: Stays, row: number): number {
  const endNs = structure.endNs[row] ?? 0;
  const cut = stays.cutNs.get(row);
  return cut === undefined ? endNs : Math.max(Math.min(cut, endNs), structure.startNs[row] ?? 0);
}

/** The call or stay that shows a row: itself, the call that it is inside of, else the row that its stay begins with. */
export function shownRow(structure: TraceStructure, stays: Stays, row: number): number {
  for (let at = row; at >= 0; at = structure.table.parent[at] ?? -1) {
    if (structure.isCall[at] === 1) return at;
    if (structure.owner[at] === at) break;
  }
  const stay = stays.ofRow[row] ?? -1;
  return stay < 0 ? row : (stays.row[stay] ?? row);
}
