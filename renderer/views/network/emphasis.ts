import { createStore } from "zustand/vanilla";

/** What stands out in the picture. Every node and line looks at its own part of it, so that a moved pointer draws little. */
export interface Emphasis {
  readonly selectedNode: string | null;
  readonly selectedLine: string | null;
  /** The ends of the selected line. */
  readonly ends: ReadonlySet<string>;
  /** What stays at full strength; null where all does. */
  readonly near: { readonly nodes: ReadonlySet<string>; readonly lines: ReadonlySet<string> } | null;
  /** The node that Tab leads to. */
  readonly tabStop: string | null;
}

export const createEmphasis = () =>
  createStore<Emphasis>(() => ({ selectedNode: null, selectedLine: null, ends: new Set(), near: null, tabStop: null }));
export type EmphasisStore = ReturnType<typeof createEmphasis>;
