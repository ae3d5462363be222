import type { TraceStructure } from "../structure.js";
import { callEnd, stayEnd, stayStart } from "./stays.js";
import type { Stays } from "./stays.js";

/** Stretches in which an agent did nothing but wait for agents that it had called. Columns; those of a stay are together. */
export interface Waits {
  readonly stay: Int32Array;
  readonly fromNs: Float64Array;
  readonly toNs: Float64Array;
  /** Waits of stay `s` are `ofStay[s]` to `ofStay[s + 1]`. */
  readonly ofStay: Int32Array;
  /** How long the calls of each stay ran, ns; time in which several ran counts once. */
  readonly busyNs: Float64Array;
}

/** For each stay: the time covered by stays inside it, less the time of its own calls. */
export function findWaits(structure: TraceStructure, stays: Stays): Waits {
  const stay: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const ofStay = new Int32Array(stays.count + 1);
  const busyNs = new Float64Array(stays.count);
  for (let at = 0; at < stays.count; at++) {
    const busy = new Union();
    for (let index = stays.callsFrom[at] ?? 0; index < (stays.callsFrom[at + 1] ?? 0); index++) {
      const row = stays.calls[index] ?? 0;
      busy.add(structure.startNs[row] ?? 0, callEnd(structure, stays, row));
    }
    const others = new Union();
    for (let index = stays.insideFrom[at] ?? 0; index < (stays.insideFrom[at + 1] ?? 0); index++) {
      const inside = stays.inside[index] ?? 0;
      others.add(stayStart(structure, stays, inside), stayEnd(structure, stays, inside));
    }
    const firstNs = stayStart(structure, stays, at);
    const lastNs = stayEnd(structure, stays, at);
    let next = 0;
    for (let piece = 0; piece < others.fromNs.length; piece++) {
      let cursorNs = Math.max(others.fromNs[piece] ?? 0, firstNs);
      const endNs = Math.min(others.toNs[piece] ?? 0, lastNs);
      while (next < busy.toNs.length && (busy.toNs[next] ?? 0) <= cursorNs) next++;
      for (let run = next; cursorNs < endNs; run++) {
        const runFrom = Math.min(busy.fromNs[run] ?? Number.POSITIVE_INFINITY, endNs);
        if (runFrom > cursorNs) {
          stay.push(at);
          from.push(cursorNs);
          to.push(runFrom);
        }
        cursorNs = Math.max(cursorNs, busy.toNs[run] ?? Number.POSITIVE_INFINITY);
      }
    }
    ofStay[at + 1] = stay.length;
    busyNs[at] = busy.length();
  }
  return { stay: Int32Array.from(stay), fromNs: Float64Array.from(from), toNs: Float64Array.from(to), ofStay, busyNs };
}

/** Time that intervals cover together; they come by start. */
class Union {
  readonly fromNs: number[] = [];
  readonly toNs: number[] = [];

  add(fromNs: number, toNs: number): void {
    if (toNs <= fromNs) return;
    const last = this.toNs.length - 1;
    if (last >= 0 && fromNs <= (this.toNs[last] ?? 0)) this.toNs[last] = Math.max(this.toNs[last] ?? 0, toNs);
    else {
      this.fromNs.push(fromNs);
      this.toNs.push(toNs);
    }
  }

  length(): number {
    return this.toNs.reduce((sum, toNs, index) => sum + toNs - (this.fromNs[index] ?? 0), 0);
  }
}
