import { type Actors, keyOf } from "./actors.js";
import type { Party, Run } from "./run.js";

/** Clocks of one process: an agent may begin this much before the span that handed over to it. */
const TOLERANCE_NS = 5e6;
/** Rows that are passed over for one handoff; what is further on is hardly its work. */
const MOST_STEPS = 1000;

interface Turns {
  /** Rows in which the agent begins, by their start; those without one are last. */
  readonly rows: number[];
  /** The next place that no handoff led to, for each place and the end. */
  readonly free: Int32Array;
}

/** The times that agents of a run begin to work, each of which at most one handoff leads to. */
export class Work {
  readonly #run: Run;
  readonly #turns = new Map<string, Turns>();

  constructor(run: Run, actors: Actors) {
    this.#run = run;
    const rows = new Map<string, number[]>();
    for (const row of actors.activations) {
      const party = actors.actor[row];
      if (party === null || party === undefined) continue;
      const own = rows.get(keyOf(party));
      if (own === undefined) rows.set(keyOf(party), [row]);
      else own.push(row);
    }
    for (const [key, own] of rows) {
      own.sort((a, b) => this.#start(a) - this.#start(b) || a - b);
      this.#turns.set(key, { rows: own, free: Int32Array.from({ length: own.length + 1 }, (_, place) => place) });
    }
  }

  /** Takes the first time that an agent begins at or after a row, and not around it; -1 where there is none. */
  take(to: Party, row: number): number {
    const turns = this.#turns.get(keyOf(to));
    if (turns === undefined) return -1;
    const start = this.#run.startNs[row] ?? Number.NaN;
    let place = next(turns, Number.isNaN(start) ? 0 : this.#placeOf(turns, start - TOLERANCE_NS));
    for (let step = 0; step < MOST_STEPS && place < turns.rows.length; step++) {
      const at = turns.rows[place] ?? -1;
      const isAround = at <= row && (this.#run.subtreeEnd[at] ?? 0) > row;
      const isBefore = at < row && (Number.isNaN(start) || this.#start(at) === Number.POSITIVE_INFINITY);
      if (!isAround && !isBefore) {
        turns.free[place] = place + 1;
        return at;
      }
      place = next(turns, place + 1);
    }
    return -1;
  }

  #start(row: number): number {
    const start = this.#run.startNs[row] ?? Number.NaN;
    return Number.isNaN(start) ? Number.POSITIVE_INFINITY : start;
  }

  #placeOf({ rows }: Turns, since: number): number {
    let from = 0;
    let to = rows.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#start(rows[middle] ?? 0) < since) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** The next free place; the way there is shortened for those who come later. */
function next({ free }: Turns, place: number): number {
  let end = place;
  while ((free[end] ?? end) !== end) end = free[end] ?? end;
  for (let at = place; at !== end;) {
    const after = free[at] ?? end;
    free[at] = end;
    at = after;
  }
  return end;
}
