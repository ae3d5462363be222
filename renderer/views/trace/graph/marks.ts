import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";

/** What is marked in the graph. Boxes listen for themselves, so that a selection draws two boxes again and not all. */
export interface GraphMarks {
  readonly selectedRow: number | null;
  readonly matches: ReadonlySet<number>;
}

export function createGraphMarks(): StoreApi<GraphMarks> {
  return createStore<GraphMarks>(() => ({ selectedRow: null, matches: new Set() }));
}
