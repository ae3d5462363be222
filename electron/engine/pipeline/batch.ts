import { type BatchTable, type ColumnType, specOf, type TableSpec } from "../db/tables.js";

/** A column of a batch, ready to be copied into DuckDB's vectors. */
export interface BatchColumn {
  readonly type: ColumnType;
  /** Fixed-width values; the UTF-8 bytes of strings; the floats of vectors. */
  readonly data: ArrayBuffer;
  /** One byte a row, 0 for NULL; absent when no row is NULL. */
  readonly valid: ArrayBuffer | null;
  /** Strings and vectors: where each row ends in `data` (bytes, or floats), Uint32. */
  readonly ends: ArrayBuffer | null;
}
export interface Batch {
  readonly table: BatchTable;
  readonly rows: number;
  readonly columns: readonly BatchColumn[];
}

const WIDTHS: Readonly<Record<ColumnType, number>> = {
  bigint: 8,
  integer: 4,
  utinyint: 1,
  double: 8,
  boolean: 1,
  varchar: 0,
  zstd: 0,
  hash: 16,
  floats: 0,
};

/** Collects the values of one column; values are set row by row, in any order of columns. */
export class ColumnBuilder {
  readonly type: ColumnType;
  #bytes: Buffer;
  #view: DataView;
  #used = 0;
  #valid: Uint8Array;
  #anyNull = false;
  #ends: Uint32Array;
  #row = 0;

  constructor(type: ColumnType, capacity: number) {
    this.type = type;
    const width = WIDTHS[type];
    this.#bytes = Buffer.allocUnsafeSlow(width === 0 ? Math.max(1024, capacity * 24) : capacity * width);
    this.#view = new DataView(this.#bytes.buffer);
    this.#valid = new Uint8Array(capacity);
    this.#ends = new Uint32Array(width === 0 ? capacity : 0);
  }

  get bytes(): number {
    return this.#used;
  }

  null(): void {
    this.#anyNull = true;
    const row = this.#row++;
    this.#valid[row] = 0;
    const width = WIDTHS[this.type];
    if (width === 0) {
      this.#ends[row] = this.type === "floats" ? this.#used / 4 : this.#used;
    } else {
      this.#bytes.fill(0, row * width, row * width + width);
      this.#used += width;
    }
  }

  /** A whole number up to 2^53, a double, or a code; null and NaN are NULL. */
  number(value: number | null | undefined): void {
    if (value === null || value === undefined || value !== value) {
      this.null();
      return;
    }
    const row = this.#row++;
    this.#valid[row] = 1;
    switch (this.type) {
      case "bigint": {
        const high = Math.floor(value / 4294967296);
        this.#view.setUint32(row * 8, value - high * 4294967296, true);
        this.#view.setInt32(row * 8 + 4, high, true);
        this.#used += 8;
        return;
      }
      case "integer":
        this.#view.setInt32(row * 4, value, true);
        this.#used += 4;
        return;
      case "double":
        this.#view.setFloat64(row * 8, value, true);
        this.#used += 8;
        return;
      default:
        this.#bytes[row] = value;
        this.#used += 1;
    }
  }

  bigint(value: bigint | null): void {
    if (value === null) {
      this.null();
      return;
    }
    const row = this.#row++;
    this.#valid[row] = 1;
    this.#view.setBigInt64(row * 8, value, true);
    this.#used += 8;
  }

  /** Two halves of 32 bits of a 64-bit number. */
  halves(low: number, high: number): void {
    const row = this.#row++;
    this.#valid[row] = 1;
    this.#view.setUint32(row * 8, low, true);
    this.#view.setUint32(row * 8 + 4, high, true);
    this.#used += 8;
  }

  /** The first 16 bytes of a SHA-256, one char a byte; stored as DuckDB's UUID, which is a hugeint with the top bit turned. */
  hash(digest: string): void {
    const row = this.#row++;
    this.#valid[row] = 1;
    for (let index = 0; index < 16; index++) this.#bytes[row * 16 + index] = digest.charCodeAt(15 - index);
    this.#bytes[row * 16 + 15] = (this.#bytes[row * 16 + 15] ?? 0) ^ 0x80;
    this.#used += 16;
  }

  text(value: string | null | undefined): void {
    if (value === null || value === undefined) {
      this.null();
      return;
    }
    this.reserve(value.length * 3);
    this.#used += this.#bytes.write(value, this.#used, "utf8");
    this.endText();
  }

  /** Room for `bytes` more; the place is `cursor` in `buffer`. Ended by `advance` and `endText`. */
  reserve(bytes: number): void {
    const wanted = this.#used + bytes;
    if (wanted <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
  /** Writes a string behind the finished rows without ending the row, and gives its bytes. */
  peekText(value: string): Buffer {
    this.reserve(value.length * 3);
    const written = this.#bytes.write(value, this.#used, "utf8");
    return this.#bytes.subarray(this.#used, this.#used + written);
  }
  advance(bytes: number): void {
    this.#used += bytes;
  }
  endText(): void {
    const row = this.#row++;
    this.#valid[row] = 1;
    this.#ends[row] = this.#used;
  }

  floats(values: Float64Array | Float32Array | null): void {
    if (values === null) {
      this.null();
      return;
    }
    this.reserve(values.length * 4);
    for (let index = 0; index < values.length; index++) {
      this.#view.setFloat32(this.#used + index * 4, values[index] ?? 0, true);
    }
    this.#used += values.length * 4;
    const row = this.#row++;
    this.#valid[row] = 1;
    this.#ends[row] = this.#used / 4;
  }

  /** Doubles the number of rows that fit. */
  grow(capacity: number): void {
    const valid = new Uint8Array(capacity);
    valid.set(this.#valid);
    this.#valid = valid;
    const width = WIDTHS[this.type];
    if (width === 0) {
      const ends = new Uint32Array(capacity);
      ends.set(this.#ends);
      this.#ends = ends;
    } else {
      const bytes = Buffer.allocUnsafeSlow(capacity * width);
      this.#bytes.copy(bytes, 0, 0, this.#used);
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer);
    }
  }

  finish(): BatchColumn {
    const data = this.#bytes.buffer.slice(0, this.#used) as ArrayBuffer;
    const rows = this.#row;
    const column: BatchColumn = {
      type: this.type,
      data,
      valid: this.#anyNull ? (this.#valid.buffer.slice(0, rows) as ArrayBuffer) : null,
      ends: WIDTHS[this.type] === 0 ? (this.#ends.buffer.slice(0, rows * 4) as ArrayBuffer) : null,
    };
    this.#used = 0;
    this.#row = 0;
    this.#anyNull = false;
    return column;
  }
}

/** Collects rows of one table; `take` hands them out as a batch and starts anew. */
export class BatchBuilder<Spec extends TableSpec = TableSpec> {
  readonly table: BatchTable;
  readonly columns: { readonly [Name in keyof Spec]: ColumnBuilder };
  readonly #all: readonly ColumnBuilder[];
  rows = 0;
  #capacity = 4096;

  constructor(table: BatchTable) {
    this.table = table;
    const spec = specOf(table);
    const entries = Object.entries(spec).map(
      ([name, type]) => [name, new ColumnBuilder(type, this.#capacity)] as const,
    );
    this.columns = Object.fromEntries(entries) as { [Name in keyof Spec]: ColumnBuilder };
    this.#all = entries.map(([, column]) => column);
  }

  /** The row is complete: every column has been set once. */
  endRow(): void {
    this.rows++;
    if (this.rows === this.#capacity) {
      this.#capacity *= 2;
      for (const column of this.#all) column.grow(this.#capacity);
    }
  }

  /** Bytes that the rows take so far. */
  get bytes(): number {
    let bytes = 0;
    for (const column of this.#all) bytes += column.bytes;
    return bytes;
  }

  take(): Batch {
    const batch: Batch = { table: this.table, rows: this.rows, columns: this.#all.map((column) => column.finish()) };
    this.rows = 0;
    return batch;
  }
}

/** The buffers of a batch, to be transferred between threads. */
export function buffersOf(batch: Batch): ArrayBuffer[] {
  return batch.columns.flatMap((column) =>
    [column.data, column.valid, column.ends].filter((buffer) => buffer !== null),
  );
}
