import { useState } from "react";

/** Blocks that are laid out together: browsers cannot lay out taller boxes. */
const PART_BLOCKS = 100_000;

export interface Part {
  /** Its first block, its number of blocks, its place among the parts from 0, and how many there are. */
  readonly from: number;
  readonly count: number;
  readonly index: number;
  readonly parts: number;
  readonly go: (by: 1 | -1) => void;
}

/** The part of a very long list that is shown: the one that holds what was selected last, until the reader goes on. */
export function usePart(count: number, selectedIndex: number, selection: string): Part {
  const [state, setState] = useState({ index: 0, selection: "" });
  const parts = Math.max(1, Math.ceil(count / PART_BLOCKS));
  let index = Math.min(state.index, parts - 1);
  if (selectedIndex >= 0 && state.selection !== selection) {
    index = Math.floor(selectedIndex / PART_BLOCKS);
    setState({ index, selection });
  }
  const from = index * PART_BLOCKS;
  return {
    from,
    count: Math.min(PART_BLOCKS, count - from),
    index,
    parts,
    go: (by) => setState({ index: Math.min(Math.max(index + by, 0), parts - 1), selection }),
  };
}
