import type { TraceStructure } from "../structure.js";

/** Stretches in which no call runs are shortened to this share of the working time. */
const LONGEST_IDLE = 0.02;

/** Maps a playback's place, 0 to 1, to a time of the run: idle stretches pass quickly. */
export interface PlayClock {
  readonly firstNs: number;
  readonly lastNs: number;
  timeAt(place: number): number;
  placeOf(ns: number): number;
  /** Starts of calls, ns, ascending. */
  readonly startsNs: Float64Array;
}

/** Lays out the time of a run for playing. O(calls log calls). */
export function createPlayClock(structure: TraceStructure): PlayClock {
  const rows: number[] = [];
  for (let row = 0; row < structure.rowCount; row++) if (structure.isCall[row] === 1) rows.push(row);
  const start = (row: number): number => structure.startNs[row] ?? 0;
  rows.sort((a, b) => start(a) - start(b));
  // Busy stretches, from the first call to the last.
  const from: number[] = [];
  const to: number[] = [];
  for (const row of rows) {
    const end = Math.max(start(row), structure.endNs[row] ?? 0);
    const last = to.length - 1;
    if (last >= 0 && start(row) <= (to[last] ?? 0)) to[last] = Math.max(to[last] ?? 0, end);
    else {
      from.push(start(row));
      to.push(end);
    }
  }
  const busy = from.reduce((sum, begin, index) => sum + (to[index] ?? begin) - begin, 0);
  const idleMost = Math.max(busy * LONGEST_IDLE, 1);
  // Times, and how far a playback is at each of them.
  const times: number[] = [];
  const places: number[] = [];
  let place = 0;
  from.forEach((begin, index) => {
    if (index > 0) place += Math.min(idleMost, begin - (to[index - 1] ?? begin));
    times.push(begin);
    places.push(place);
    place += Math.max((to[index] ?? begin) - begin, 0);
    times.push(to[index] ?? begin);
    places.push(place);
  });
  const whole = Math.max(place, 1e-9);
  return {
    firstNs: times[0] ?? structure.firstNs,
    lastNs: times.at(-1) ?? structure.lastNs,
    timeAt: (share) => between(places, times, Math.max(0, Math.min(1, share)) * whole),
    placeOf: (ns) => between(times, places, ns) / whole,
    startsNs: Float64Array.from(rows, start),
  };
}

/** The value beside `at` in two lists that ascend together, linear between entries. */
function between(keys: readonly number[], values: readonly number[], at: number): number {
  let low = 0;
  let high = keys.length - 1;
  if (high < 0) return 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const after = keys[low] ?? 0;
  const before = keys[low - 1] ?? after;
  if (low === 0 || at >= after || after === before) return values[low] ?? 0;
  const share = (at - before) / (after - before);
  return (values[low - 1] ?? 0) + ((values[low] ?? 0) - (values[low - 1] ?? 0)) * share;
}
