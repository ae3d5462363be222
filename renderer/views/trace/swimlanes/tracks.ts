import type { TraceStructure } from "../structure.js";
import { rowsByStart } from "../timeline/idle.js";
import { callEnd, groupRows, stayEnd, stayStart } from "./stays.js";
import type { Stays } from "./stays.js";
import type { Lanes } from "./lanes.js";
import { trackOf } from "./track.js";
import type { Track } from "./track.js";

/** The lines of one lane: what runs side by side lies below each other. */
export interface LaneTracks {
  /** Calls, a track a line. */
  readonly calls: readonly Track[];
  /** Failed calls alone, a track a line, so that none is lost where many fall into one pixel. */
  readonly failed: readonly Track[];
  /** Stays by their numbers, on the uppermost line of each. */
  readonly stays: readonly Track[];
  /** Calls that found no free line and lie over others on the last one. */
  readonly crowded: number;
}

/** A lane has no more lines than this. */
export const MOST_TRACKS = 8;

/** On which line of its lane each row lies (calls, and rows that stays begin with), and how many lines a stay takes. */
export interface Placed {
  readonly lanes: readonly LaneTracks[];
  readonly trackOfRow: Uint8Array;
  readonly baseOfStay: Uint8Array;
  readonly heightOfStay: Uint8Array;
}

/** Gives every call and stay a line, by interval partitioning in the order of starts. O(n log n) at worst. */
export function placeTracks(structure: TraceStructure, found: Lanes, shown: Int32Array, stays: Stays): Placed {
  const { rowCount, startNs, isCall } = structure;
  const trackOfRow = new Uint8Array(rowCount);
  const heightOfStay = new Uint8Array(stays.count);
  const crowded = new Uint32Array(found.lanes.length);
  const laneOf = (row: number): number => {
    const lane = found.laneOfRow[row] ?? -1;
    return lane < 0 ? -1 : (shown[lane] ?? lane);
  };
  for (let stay = 0; stay < stays.count; stay++) {
    const rows = stays.calls.subarray(stays.callsFrom[stay] ?? 0, stays.callsFrom[stay + 1] ?? 0);
    const packed = pack(rows, startNs, (row) => callEnd(structure, stays, row), trackOfRow);
    heightOfStay[stay] = packed.lines;
    const lane = stays.lane[stay] ?? 0;
    crowded[lane] = (crowded[lane] ?? 0) + packed.crowded;
  }
  const byLane = groupRows(stays.count, found.lanes.length, (stay) => stays.lane[stay] ?? -1);
  const baseOfStay = new Uint8Array(stays.count);
  const stayStartNs = Float64Array.from({ length: stays.count }, (_, stay) => stayStart(structure, stays, stay));
  for (let lane = 0; lane < found.lanes.length; lane++) {
    const mine = byLane.items.subarray(byLane.from[lane] ?? 0, byLane.from[lane + 1] ?? 0);
    const freeNs = new Float64Array(MOST_TRACKS).fill(Number.NEGATIVE_INFINITY);
    for (const stay of rowsByStart(stayStartNs, mine)) {
      const startsNs = stayStartNs[stay] ?? 0;
      const height = heightOfStay[stay] ?? 1;
      let base = 0;
      const fits = () => freeNs.subarray(base, base + height).every((ns) => ns <= startsNs);
      while (base + height <= MOST_TRACKS && !fits()) base++;
      if (base + height > MOST_TRACKS) {
        base = MOST_TRACKS - height;
        crowded[lane] = (crowded[lane] ?? 0) + 1;
      }
      baseOfStay[stay] = base;
      freeNs.fill(Math.max(stayEnd(structure, stays, stay), startsNs), base, base + height);
    }
  }
  for (let row = 0; row < rowCount; row++) {
    const stay = stays.ofRow[row] ?? -1;
    if (stay >= 0 && isCall[row] === 1) trackOfRow[row] = (trackOfRow[row] ?? 0) + (baseOfStay[stay] ?? 0);
  }
  const outside = groupRows(rowCount, found.lanes.length, (row) =>
    isCall[row] === 1 && (stays.ofRow[row] ?? -1) < 0 ? laneOf(row) : -1,
  );
  for (let lane = 0; lane < found.lanes.length; lane++) {
    const rows = rowsByStart(startNs, outside.items.subarray(outside.from[lane] ?? 0, outside.from[lane + 1] ?? 0));
    const packed = pack(rows, startNs, (row) => callEnd(structure, stays, row), trackOfRow);
    crowded[lane] = (crowded[lane] ?? 0) + packed.crowded;
  }
  const calls = groupRows(rowCount, found.lanes.length, (row) => (isCall[row] === 1 ? laneOf(row) : -1));
  const failed = new Uint8Array(rowCount);
  for (const row of structure.errorRows) failed[row] = 1;
  const lanes = found.lanes.map((_, lane): LaneTracks => {
    const rows = rowsByStart(startNs, calls.items.subarray(calls.from[lane] ?? 0, calls.from[lane + 1] ?? 0));
    const mine = rowsByStart(stayStartNs, byLane.items.subarray(byLane.from[lane] ?? 0, byLane.from[lane + 1] ?? 0));
    for (const stay of mine) {
      const row = stays.row[stay] ?? 0;
      if (isCall[row] !== 1) trackOfRow[row] = baseOfStay[stay] ?? 0;
    }
    const endOfCall = (row: number) => callEnd(structure, stays, row);
    const endOfStay = (stay: number) => stayEnd(structure, stays, stay);
    return {
      calls: split(rows, (row) => trackOfRow[row] ?? 0, endOfCall),
      failed: split(
        rows.filter((row) => failed[row] === 1),
        (row) => trackOfRow[row] ?? 0,
        endOfCall,
      ),
      stays: split(mine, (stay) => baseOfStay[stay] ?? 0, endOfStay),
      crowded: crowded[lane] ?? 0,
    };
  });
  return { lanes, trackOfRow, baseOfStay, heightOfStay };
}

/** Puts rows (by start) on the first free line each; says how many lines that took, at least one. */
function pack(
  rows: Int32Array,
  startNs: Float64Array,
  endOf: (row: number) => number,
  lineOf: Uint8Array,
): { readonly lines: number; readonly crowded: number } {
  const freeNs: number[] = [];
  let crowded = 0;
  for (const row of rows) {
    const fromNs = startNs[row] ?? 0;
    let line = freeNs.findIndex((ns) => ns <= fromNs);
    if (line < 0 && freeNs.length < MOST_TRACKS) line = freeNs.length;
    if (line < 0) {
      line = MOST_TRACKS - 1;
      crowded++;
    }
    freeNs[line] = Math.max(freeNs[line] ?? Number.NEGATIVE_INFINITY, endOf(row), fromNs);
    lineOf[row] = line;
  }
  return { lines: Math.max(1, freeNs.length), crowded };
}

/** Items by line, each line as a track. */
export function split(items: Int32Array, lineOf: (item: number) => number, endOf: (item: number) => number): Track[] {
  const lines: number[][] = [];
  for (const item of items) (lines[lineOf(item)] ??= []).push(item);
  return Array.from(lines, (line) => trackOf(line ?? [], endOf));
}
