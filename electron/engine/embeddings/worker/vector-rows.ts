import { evenly } from "../../analysis/vectors/random.js";
import { BlockMatrix, type RowBlock } from "../../analysis/vectors/rows.js";
import type { Passes } from "./passes.js";

/** Numbers that a worker keeps of what it was given, 128 MB of floats; of more, each pass reads all again. */
export const MOST_KEPT = 32e6;

export interface VectorRows {
  readonly matrix: BlockMatrix;
  /** Blocks that hold the items from `first` up to `end`, and others. */
  blocks(first: number, end: number): AsyncIterable<RowBlock> | Iterable<RowBlock>;
  /** The vectors of at most `most` items, taken evenly, one after another. */
  sample(most: number): Promise<Float32Array<ArrayBuffer>>;
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
  const all = (): AsyncIterable<RowBlock> | Iterable<RowBlock> => (kept.length > 0 ? kept : read());
  return {
    matrix: new BlockMatrix(count, columns, all),
    blocks: (first, end) => (kept.length > 0 ? kept : passes.rows(first, end)),
    sample: async (most) => {
      const wanted = evenly(count, most);
      const placeOf = new Int32Array(count).fill(-1);
      wanted.forEach((item, at) => (placeOf[item] = at));
      const sample = new Float32Array(wanted.length * columns);
      for await (const { places, values } of all()) {
        places.forEach((item, at) => {
          const to = placeOf[item] ?? -1;
          if (to >= 0) sample.set(values.subarray(at * columns, (at + 1) * columns), to * columns);
        });
      }
      return sample;
    },
  };
}
