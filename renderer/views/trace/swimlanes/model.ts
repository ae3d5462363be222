import type { TraceContacts } from "../../../../shared/contract/traces.js";
import type { TraceStructure } from "../structure.js";
import { rowsByStart } from "../timeline/idle.js";
import { contactsOfStays } from "./contacts.js";
import { shownLanes } from "./lanes.js";
import type { Lane, Lanes } from "./lanes.js";
import { findMessages } from "./messages.js";
import type { Messages } from "./messages.js";
import { findStays, groupRows, stayEnd, stayStart } from "./stays.js";
import type { Stays } from "./stays.js";
import { placeTracks, split } from "./tracks.js";
import type { Placed } from "./tracks.js";
import type { Track } from "./track.js";
import { findWaits } from "./waits.js";
import type { Waits } from "./waits.js";

/** All that the lanes show, for one state of folds. Times are real ns. */
export interface LaneModel {
  readonly structure: TraceStructure;
  readonly lanes: readonly Lane[];
  /** The lane that shows each lane. */
  readonly shown: Int32Array;
  /** The unfolded lane of each row, or -1. */
  readonly laneOfRow: Int32Array;
  readonly stays: Stays;
  readonly waits: Waits;
  readonly placed: Placed;
  /** Waits of each lane by their numbers, a track a line. */
  readonly waitTracks: readonly (readonly Track[])[];
  readonly messages: Messages;
  /** How much of its stays an agent's calls fill, by lane; NaN where there is nothing to say. */
  readonly working: Float64Array;
}

/**
 * Reads a trace as lanes. O(n) but for sorting what is not in order.
 *
 * @param contacts who turned to whom by the rules of the network; null where they are not known
 */
export function readLanes(
  structure: TraceStructure,
  found: Lanes,
  folded: ReadonlySet<number>,
  contacts: TraceContacts | null,
): LaneModel {
  const { lanes } = found;
  const shown = shownLanes(lanes, folded);
  const stays = findStays(structure, found, shown);
  const waits = findWaits(structure, stays);
  const placed = placeTracks(structure, found, shown, stays);
  const byLane = groupRows(waits.stay.length, lanes.length, (wait) => stays.lane[waits.stay[wait] ?? 0] ?? -1);
  const waitTracks = lanes.map((_, lane) => {
    const mine = byLane.items.subarray(byLane.from[lane] ?? 0, byLane.from[lane + 1] ?? 0);
    const lineOf = (wait: number) => placed.baseOfStay[waits.stay[wait] ?? 0] ?? 0;
    return split(rowsByStart(waits.fromNs, mine), lineOf, (wait) => waits.toNs[wait] ?? 0);
  });
  const wholeNs = new Float64Array(lanes.length);
  const busyNs = new Float64Array(lanes.length);
  for (let stay = 0; stay < stays.count; stay++) {
    const lane = stays.lane[stay] ?? 0;
    wholeNs[lane] = (wholeNs[lane] ?? 0) + stayEnd(structure, stays, stay) - stayStart(structure, stays, stay);
    busyNs[lane] = (busyNs[lane] ?? 0) + (waits.busyNs[stay] ?? 0);
  }
  const working = wholeNs.map((whole, lane) => (whole > 0 ? Math.min(1, (busyNs[lane] ?? 0) / whole) : Number.NaN));
  const told = contactsOfStays(structure, lanes, shown, stays, contacts);
  const messages = findMessages(structure, lanes, stays, waits, told);
  return { structure, lanes, shown, laneOfRow: found.laneOfRow, stays, waits, placed, waitTracks, messages, working };
}
