import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";
import type { TraceStructure } from "../structure.js";
import type { Picture } from "./picture.js";

/** What is marked in the graph. Items listen for themselves, so that a selection draws two again and not all. */
export interface GraphMarks {
  /** The row that stands for the selected one in the run: a call's or an agent's. */
  readonly selectedRow: number | null;
  /** The item that stands for it, by its index; -1 for none. */
  readonly selectedItem: number;
  /** Rows that are drawn and match what is searched. */
  readonly matches: ReadonlySet<number>;
  /** Matches an item; null where nothing is searched or found, so that nothing is dimmed. */
  readonly hits: Int32Array | null;
  /** The spot that the keyboard is on. */
  readonly cursor: string | null;
  /** The time that the playback is at, ns; null while nothing plays. */
  readonly playNs: number | null;
}

export type Marks = StoreApi<GraphMarks>;

export function createGraphMarks(): Marks {
  return createStore<GraphMarks>(() => ({
    selectedRow: null,
    selectedItem: -1,
    matches: new Set(),
    hits: null,
    cursor: null,
    playNs: null,
  }));
}

/** The row that stands for another in the run: itself, or the call or agent that it lies inside. */
export function shownRow(structure: TraceStructure, row: number | null): number | null {
  for (let at = row ?? -1; at >= 0; at = structure.table.parent[at] ?? -1) {
    if (structure.isCall[at] === 1 || structure.owner[at] === at) return at;
  }
  return row;
}

/** Where the matches of a search are in a picture. */
export function placeMatches(
  structure: TraceStructure,
  picture: Picture,
  rows: ReadonlySet<number>,
): Pick<GraphMarks, "matches" | "hits"> {
  if (rows.size === 0) return { matches: new Set(), hits: null };
  const matches = new Set<number>();
  const hits = new Int32Array(picture.items.length);
  for (const row of rows) {
    const shown = shownRow(structure, row);
    if (shown !== null) matches.add(shown);
    const item = picture.places[row] ?? -1;
    if (item >= 0) hits[item] = (hits[item] ?? 0) + 1;
  }
  return { matches, hits };
}

export type PlayState = "before" | "now" | "after";

/** Where a stretch of time stands to the playback. What takes no time is lit for a moment. */
export function playStateOf(fromNs: number, toNs: number, playNs: number | null, momentNs: number): PlayState {
  if (playNs === null || playNs > Math.max(toNs, fromNs + momentNs)) return "after";
  return playNs < fromNs ? "before" : "now";
}

/** How many entries of an ascending list are at or under a value. */
export function countUpTo(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
