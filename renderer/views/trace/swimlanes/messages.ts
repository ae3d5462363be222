import type { TraceStructure } from "../structure.js";
import { kindAt } from "../structure.js";
import type { Reason, TurnedTo } from "./contacts.js";
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
  /** Why each is there. */
  readonly reason: readonly Reason[];
  /** Until when a result waited for its reader; NaN where it did not. By stay. */
  readonly resultReadNs: Float64Array;
}

const shape = (type: Reason["type"], rule: string, evidence: string): Reason => ({
  type,
  rule,
  evidence,
  inferred: true,
});
const BELOW = shape("invokes", "agent below an agent", "its span lies below its caller's");
const AFTER = shape("hands_off", "one after the other", "it began when the other was done");
const FIRST = shape("invokes", "start of a run", "no agent came before it");
const DONE: Reason = { ...shape("replies", "end of its work", "it was called, and is done"), inferred: false };
const LAST = shape("replies", "end of a run", "it was the last that worked");

/**
 * Who spoke to whom. What the rules of the network say comes first (`told`, by stay). What they leave open is read from the shape
 * of the run:
 * - an agent under another was called by it, and its result goes back when that one is done waiting;
 * - agents after one another under no agent hand on to each other; the first was asked by the user, the last answers, unless an
 *   agent of another trace handed over to the first.
 */
export function findMessages(
  structure: TraceStructure,
  lanes: readonly Lane[],
  stays: Stays,
  waits: Waits,
  told: ReadonlyMap<number, TurnedTo>,
): Messages {
  const found: { atNs: number; from: number; to: number; stay: number; back: number; reason: Reason }[] = [];
  const resultReadNs = new Float64Array(stays.count).fill(Number.NaN);
  const user = lanes[0]?.type === "user" ? 0 : -1;
  const turns = new Map<number, number[]>();
  /** Adds what began a stay: as it is told, else as the shape has it. */
  const begin = (stay: number, guess: number, why: Reason): void => {
    const known = told.get(stay);
    const from = known === undefined || known.from < 0 ? guess : known.from;
    const to = stays.lane[stay] ?? 0;
    if (from < 0 || from === to) return;
    found.push({ atNs: stayStart(structure, stays, stay), from, to, stay, back: 0, reason: known?.reason ?? why });
  };
  const end = (stay: number, atNs: number, to: number, reason: Reason): void => {
    found.push({ atNs, from: stays.lane[stay] ?? 0, to, stay, back: 1, reason });
  };
  for (let stay = 0; stay < stays.count; stay++) {
    const caller = stays.parent[stay] ?? -1;
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
    begin(stay, callerLane, BELOW);
    end(stay, readNs, callerLane, DONE);
  }
  for (const turn of turns.values()) {
    turn.sort((a, b) => stayStart(structure, stays, a) - stayStart(structure, stays, b));
    let before = -1;
    for (const stay of turn) {
      // One that runs on while this one starts did not hand on to it: both were asked.
      const handsOn = before >= 0 && stayEnd(structure, stays, before) <= stayStart(structure, stays, stay) + NEAR_NS;
      begin(stay, handsOn ? (stays.lane[before] ?? 0) : user, handsOn ? AFTER : FIRST);
      const invoker = invokerOf(told.get(stay), user);
      if (invoker >= 0 && invoker !== stays.lane[stay]) {
        end(stay, stayEnd(structure, stays, stay), invoker, DONE);
        continue;
      }
      if (before < 0 || stayEnd(structure, stays, stay) >= stayEnd(structure, stays, before)) before = stay;
    }
    const from = told.get(turn[0] ?? -1)?.from ?? -1;
    // What an agent elsewhere handed over is no answer to the user.
    if (user >= 0 && before >= 0 && lanes[from]?.type !== "elsewhere")
      end(before, stayEnd(structure, stays, before), user, LAST);
  }
  found.sort((a, b) => a.atNs - b.atNs || a.stay - b.stay);
  return {
    atNs: Float64Array.from(found, ({ atNs }) => atNs),
    from: Int32Array.from(found, ({ from }) => from),
    to: Int32Array.from(found, ({ to }) => to),
    stay: Int32Array.from(found, ({ stay }) => stay),
    back: Uint8Array.from(found, ({ back }) => back),
    reason: found.map(({ reason }) => reason),
    resultReadNs,
  };
}

const NEAR_NS = 1000;

/** The agent's lane that waits for an answer, where one is told of; -1 for none. */
function invokerOf(told: TurnedTo | undefined, user: number): number {
  return told === undefined || told.reason.type !== "invokes" || told.from === user ? -1 : told.from;
}

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
