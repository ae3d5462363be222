import { BlockMatrix, type RowBlock } from "../../analysis/vectors/rows.js";
import type { Passes } from "./passes.js";

/** Numbers that a worker keeps of what it was given, 128 MB of floats; of more, each pass reads all again. */
export const MOST_KEPT = 32e6;

export interface VectorRows {
  readonly matrix: BlockMatrix;
  /** Blocks that hold the items from `first` up to `end`, and others. */
  blocks(first: number, end: number): AsyncIterable<RowBlock> | Iterable<RowBlock>;
}

/** The vectors of all items: read in the first pass and kept, where they are few enough. */
export function keptRows(count: number, columns: number, passes: Passes): VectorRows {
  const isKept = count * columns <= MOST_KEPT;
  const kept: RowBlock[] = [];
  let pass = 0;
  const read = async function* (): AsyncGenerator<RowBlock> {
    pass++;
    let done = 0;
    for await (const block of passes.rows(0, count)) {
      if (isKept) kept.push(block);
      yield block;
      done += block.places.length;
      passes.tell(pass === 1 ? "reading" : "reducing", done / count);
    }
  };
  return {
    matrix: new BlockMatrix(count, columns, () => (kept.length > 0 ? kept : read())),
    blocks: (first, end) => (kept.length > 0 ? kept : passes.rows(first, end)),
  };
}
