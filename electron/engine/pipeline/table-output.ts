import type { ColumnBytes, ColumnWriter } from "../db/column-writer.js";

/** A column of fixed width; codes of enums are `utinyint`. */
export type OutputType = "integer" | "bigint" | "utinyint" | "double" | "boolean";

const HELD_ROWS = 8192;
const ARRAYS = {
  integer: Int32Array,
  bigint: BigInt64Array,
  utinyint: Uint8Array,
  double: Float64Array,
  boolean: Uint8Array,
} as const;

/** Writes rows of numbers to a table by whole columns. Null, and NaN, is no value. */
export class TableOutput {
  readonly #writer: ColumnWriter;
  readonly #columns: readonly {
    readonly type: OutputType;
    readonly data:
      | Int32Array<ArrayBuffer>
      | BigInt64Array<ArrayBuffer>
      | Uint8Array<ArrayBuffer>
      | Float64Array<ArrayBuffer>;
    readonly valid: Uint8Array<ArrayBuffer>;
  }[];
  #rows = 0;

  constructor(writer: ColumnWriter, types: readonly OutputType[]) {
    this.#writer = writer;
    this.#columns = types.map((type) => ({
      type,
      data: new ARRAYS[type](HELD_ROWS),
      valid: new Uint8Array(HELD_ROWS),
    }));
  }

  /** Takes the values of one row, in the order of the columns. */
  add(values: readonly (number | boolean | null)[]): void {
    if (this.#rows === HELD_ROWS) this.flush();
    const row = this.#rows++;
    this.#columns.forEach(({ data, valid }, index) => {
      const value = values[index] ?? null;
      const isKnown = value !== null && !Number.isNaN(value);
      valid[row] = isKnown ? 1 : 0;
      if (data instanceof BigInt64Array) data[row] = isKnown ? BigInt(value) : 0n;
      else data[row] = isKnown ? Number(value) : 0;
    });
  }

  flush(): void {
    const rows = this.#rows;
    this.#rows = 0;
    const columns = this.#columns.map(({ type, data, valid }): ColumnBytes => ({
      type,
      data: data.buffer,
      valid: valid.buffer,
      ends: null,
    }));
    for (let row = 0; row < rows;) row += this.#writer.appendSlice(columns, rows, row);
  }

  close(): void {
    this.flush();
    this.#writer.close();
  }
}
