import { fromPanels, multiplyRows, toPanels } from "./multiply.js";

type Doubles = Float64Array<ArrayBuffer>;
type Floats = Float32Array<ArrayBuffer>;

/** What a pass over all rows X finds, for a basis B. */
export interface Multiplied {
  /** Xᵀ X B, columns × width; null where it was not asked for. */
  readonly product: Doubles | null;
  /** Sums of the columns. */
  readonly sums: Doubles;
  /** Sum of the squares of all numbers. */
  readonly squares: number;
}

/** A matrix of numbers that may be too big to hold: each call goes over all of its rows once. */
export interface RowMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Fills `projected` (rows × width) with X B. The basis is columns × width. */
  multiply(basis: Doubles, width: number, projected: Floats, withProduct: boolean): Promise<Multiplied>;
}

/** Some rows of a matrix, one after another, and where they stand in it. */
export interface RowBlock {
  readonly places: Int32Array;
  readonly values: Floats;
}

/** Rows that come in blocks, again in each pass. */
export class BlockMatrix implements RowMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly #blocks: () => AsyncIterable<RowBlock> | Iterable<RowBlock>;

  constructor(rows: number, columns: number, blocks: () => AsyncIterable<RowBlock> | Iterable<RowBlock>) {
    this.rows = rows;
    this.columns = columns;
    this.#blocks = blocks;
  }

  /** Rows that are all there, in one array. */
  static of(values: Floats, rows: number): BlockMatrix {
    const places = Int32Array.from({ length: rows }, (_, index) => index);
    return new BlockMatrix(rows, rows === 0 ? 0 : values.length / rows, () => [{ places, values }]);
  }

  async multiply(basis: Doubles, width: number, projected: Floats, withProduct: boolean): Promise<Multiplied> {
    const panels = toPanels(basis, this.columns, width);
    const product = withProduct ? new Float64Array(panels.values.length) : null;
    const sums = new Float64Array(this.columns);
    let squares = 0;
    for await (const { places, values } of this.#blocks()) {
      multiplyRows(values, places.length, panels, projected, places, product);
      squares += addTotals(values, this.columns, sums);
    }
    return { product: product === null ? null : fromPanels(panels, product), sums, squares };
  }
}

function addTotals(values: Floats, columns: number, sums: Doubles): number {
  let squares = 0;
  for (let from = 0; from < values.length; from += columns) {
    for (let at = 0; at < columns; at++) {
      const value = values[from + at] ?? 0;
      sums[at] = (sums[at] ?? 0) + value;
      squares += value * value;
    }
  }
  return squares;
}
