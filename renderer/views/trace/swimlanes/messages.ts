import type { TraceStructure } from "../structure.js";
import { kindAt } from "../structure.js";
import type { Lane } from "./lanes.js";
import { firstEndingAfter } from "./track.js";
import { stayEnd, stayStart } from "./stays.js";
import type { Stays } from "./stays.js";
import type { Waits } from "./waits.js";

/** What goes from one lane to another: a call or hand-off, or what comes back. Columns by time. */
export interface Messages {
  readonly atNs: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The stay that is called, or that answers. */
  readonly stay: Int32Array;
  /** 1 for what comes back. */
  readonly back: Uint8Array;
  /** Until when a result waited for its reader; NaN where it did not. By stay. */
  readonly resultReadNs: Float64Array;
}

/**
 * Who spoke to whom, from the shape of the run alone:
 * - an agent under another was called by it, and its result goes back when that one is done waiting;
 * - agents after one another under no agent hand on to each other; the first was asked by the user, the last answers.
 */
export function findMessages(structure: TraceStructure, lanes: readonly Lane[], stays: Stays, waits: Waits): Messages {
  const found: { atNs: number; from: number; to: number; stay: number; back: number }[] = [];
  const resultReadNs = new Float64Array(stays.count).fill(Number.NaN);
  const user = lanes[0]?.type === "user" ? 0 : -1;
  const turns = new Map<number, number[]>();
  for (let stay = 0; stay < stays.count; stay++) {
    const lane = stays.lane[stay] ?? 0;
    const caller = stays.parent[stay] ?? -1;
    const startsNs = stayStart(structure, stays, stay);
    const endsNs = stayEnd(structure, stays, stay);
    if (caller < 0) {
      const turn = turnOf(structure, stays.row[stay] ?? 0);
      const known = turns.get(turn);
      if (known === undefined) turns.set(turn, [stay]);
      else known.push(stay);
      continue;
    }
    const callerLane = stays.lane[caller] ?? 0;
    const readNs = doneWaiting(waits, caller, endsNs);
    if (readNs > endsNs) resultReadNs[stay] = readNs;
    found.push({ atNs: startsNs, from: callerLane, to: lane, stay, back: 0 });
    found.push({ atNs: readNs, from: lane, to: callerLane, stay, back: 1 });
  }
  for (const turn of turns.values()) {
    turn.sort((a, b) => stayStart(structure, stays, a) - stayStart(structure, stays, b));
    let before = -1;
    let last = -1;
    for (const stay of turn) {
      const lane = stays.lane[stay] ?? 0;
      const startsNs = stayStart(structure, stays, stay);
      // One that runs on while this one starts did not hand on to it: both were asked.
      const handsOn = before >= 0 && stayEnd(structure, stays, before) <= startsNs + NEAR_NS;
      const from = handsOn ? (stays.lane[before] ?? 0) : user;
      if (from >= 0 && from !== lane) found.push({ atNs: startsNs, from, to: lane, stay, back: 0 });
      if (before < 0 || stayEnd(structure, stays, stay) >= stayEnd(structure, stays, before)) before = stay;
      last = before;
    }
    if (user >= 0 && last >= 0) {
      found.push({ atNs: stayEnd(structure, stays, last), from: stays.lane[last] ?? 0, to: user, stay: last, back: 1 });
    }
  }
  found.sort((a, b) => a.atNs - b.atNs || a.stay - b.stay);
  return {
    atNs: Float64Array.from(found, ({ atNs }) => atNs),
    from: Int32Array.from(found, ({ from }) => from),
    to: Int32Array.from(found, ({ to }) => to),
    stay: Int32Array.from(found, ({ stay }) => stay),
    back: Uint8Array.from(found, ({ back }) => back),
    resultReadNs,
  };
}

const NEAR_NS = 1000;

/** When the caller is done with the wait that a time lies in (or ends); the time itself where it did not wait then. */
function doneWaiting(waits: Waits, stay: number, atNs: number): number {
  const from = waits.ofStay[stay] ?? 0;
  const to = waits.ofStay[stay + 1] ?? 0;
  const index = from + firstEndingAfter({ reachNs: waits.toNs.subarray(from, to) }, atNs);
  return index < to && (waits.fromNs[index] ?? 0) <= atNs ? (waits.toNs[index] ?? atNs) : atNs;
}

/** The turn that a row is in, else its root. */
function turnOf(structure: TraceStructure, row: number): number {
  let at = row;
  for (let up = structure.table.parent[at] ?? -1; up >= 0; up = structure.table.parent[up] ?? -1) {
    at = up;
    if (kindAt(structure, at) === "turn") break;
  }
  return at;
}
