import { foldName } from "../../../../shared/base/names.js";
import type { TraceContacts } from "../../../../shared/contract/traces.js";
import { subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import type { Lane } from "./lanes.js";
import { stayStart } from "./stays.js";
import type { Stays } from "./stays.js";

/** Why there is an arrow: a rule of the network, or what the shape of the run suggests. */
export interface Reason {
  readonly type: "invokes" | "hands_off" | "sends" | "replies";
  readonly rule: string;
  readonly evidence: string;
  /** Guessed: nothing in the data names it. */
  readonly inferred: boolean;
}

/** Who turned to an agent for one of its stays. */
export interface TurnedTo {
  /** A lane that is shown; -1 where who it was has none. */
  readonly from: number;
  readonly reason: Reason;
}

/** The rule by which an agent of another trace hands over. */
const FROM_ANOTHER_TRACE = "link to another trace";

/** The agents of other traces that handed over to this one, by the names that people call them, without repeats. */
export function agentsElsewhere(contacts: TraceContacts | null): readonly string[] {
  if (contacts === null) return [];
  const nameOfRaw = new Map(contacts.agents.map(({ raw, name }) => [raw, name]));
  const names = contacts.relations.flatMap(({ rule, from }) =>
    rule === FROM_ANOTHER_TRACE && from !== null ? [nameOfRaw.get(from) ?? from] : [],
  );
  return [...new Set(names)];
}

/** Clocks of one process: an agent may begin this much before the span that handed over to it. */
const TOLERANCE_NS = 5e6;

/**
 * Finds the stay that each contact began: the one that its row belongs to, else, where the row only tells of it, the first
 * later one of the agent that was turned to. The first contact of a stay counts.
 *
 * @param shown the lane that shows each lane
 */
export function contactsOfStays(
  structure: TraceStructure,
  lanes: readonly Lane[],
  shown: Int32Array,
  stays: Stays,
  contacts: TraceContacts | null,
): ReadonlyMap<number, TurnedTo> {
  const found = new Map<number, TurnedTo>();
  if (contacts === null) return found;
  const laneOf = lanesByName(lanes, shown, contacts.agents);
  const user = lanes[0]?.type === "user" ? 0 : -1;
  const ends = contacts.relations.map((reason) => ({
    reason,
    from: reason.from === null ? user : laneOf(reason.from),
    to: laneOf(reason.to),
  }));
  const byLane = new StaysByLane(structure, stays);
  for (let index = 0; index < contacts.row.length; index++) {
    const end = ends[contacts.relation[index] ?? 0];
    if (end === undefined || end.to < 0 || end.to === end.from) continue;
    const row = contacts.row[index] ?? 0;
    const own = stays.ofRow[row] ?? -1;
    const stay = own >= 0 && stays.lane[own] === end.to ? own : byLane.next(end.to, row, found);
    if (stay >= 0 && !found.has(stay)) found.set(stay, { from: end.from, reason: end.reason });
  }
  return found;
}

/** Lanes by the names of their agents as spans have them: to the letter, else as names of agents are compared. */
function lanesByName(
  lanes: readonly Lane[],
  shown: Int32Array,
  agents: TraceContacts["agents"],
): (raw: string) => number {
  const nameOfRaw = new Map(agents.map(({ raw, name }) => [raw, name]));
  const exact = new Map<string, number>();
  const folded = new Map<string, number>();
  for (const { id, type, name } of lanes) {
    if (type !== "agent" && type !== "elsewhere") continue;
    if (!exact.has(name)) exact.set(name, id);
    const key = foldName(name);
    if (!folded.has(key)) folded.set(key, id);
  }
  return (raw) => {
    const name = nameOfRaw.get(raw) ?? raw;
    const lane = exact.get(name) ?? folded.get(foldName(name)) ?? -1;
    return lane < 0 ? -1 : (shown[lane] ?? lane);
  };
}

/** Stays of each lane by their start. */
class StaysByLane {
  readonly #structure: TraceStructure;
  readonly #stays: Stays;
  readonly #byLane = new Map<number, number[]>();

  constructor(structure: TraceStructure, stays: Stays) {
    this.#structure = structure;
    this.#stays = stays;
    for (let stay = 0; stay < stays.count; stay++) {
      const lane = stays.lane[stay] ?? 0;
      const known = this.#byLane.get(lane);
      if (known === undefined) this.#byLane.set(lane, [stay]);
      else known.push(stay);
    }
    for (const own of this.#byLane.values()) {
      own.sort((a, b) => stayStart(structure, stays, a) - stayStart(structure, stays, b) || a - b);
    }
  }

  /** The first stay of a lane that begins at or after a row, is not around it, and that nobody is known to have begun. */
  next(lane: number, row: number, begun: ReadonlyMap<number, unknown>): number {
    const own = this.#byLane.get(lane) ?? [];
    const sinceNs = (this.#structure.startNs[row] ?? 0) - TOLERANCE_NS;
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stayStart(this.#structure, this.#stays, own[middle] ?? 0) < sinceNs) low = middle + 1;
      else high = middle;
    }
    for (let place = low; place < Math.min(own.length, low + MOST_STEPS); place++) {
      const stay = own[place] ?? 0;
      const first = this.#stays.row[stay] ?? 0;
      const isAround = first <= row && subtreeEndOf(this.#structure, first) > row;
      if (!isAround && !begun.has(stay)) return stay;
    }
    return -1;
  }
}

/** Stays that are passed over for one contact; what is further on is hardly its work. */
const MOST_STEPS = 1000;
