import { type BatchTable, type ColumnType, specOf, type TableSpec } from "../db/tables.js";

/** A column of a batch, ready to be copied into DuckDB's vectors. */
export interface BatchColumn {
  readonly type: ColumnType;
  /** Fixed-width values; the UTF-8 bytes of strings; the floats of vectors. Empty where every row is NULL. */
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

/** The row that a table's builder is at; its columns share it. */
interface Place {
  row: number;
}

/**
 * Collects the values of one column. What is not set in a row is NULL there, which costs nothing: most columns of most
 * rows are. A row's values are set in any order of columns.
 */
export class ColumnBuilder {
  readonly type: ColumnType;
  readonly #place: Place;
  #bytes: Buffer;
  #view: DataView;
  #used = 0;
  #valid: Uint8Array;
  #set = 0;
  #ends: Uint32Array;
  /** Rows whose end is known. */
  #ended = 0;

  constructor(type: ColumnType, capacity: number, place: Place) {
    this.type = type;
    this.#place = place;
    const width = WIDTHS[type];
    this.#bytes = zeros(width === 0 ? Math.max(1024, capacity * 24) : capacity * width);
    this.#view = new DataView(this.#bytes.buffer);
    this.#valid = new Uint8Array(capacity);
    this.#ends = new Uint32Array(width === 0 ? capacity : 0);
  }

  /** Bytes that strings and vectors take so far. */
  get size(): number {
    return this.#used;
  }

  #next(): number {
    const { row } = this.#place;
    this.#valid[row] = 1;
    this.#set++;
    return row;
  }

  /** A whole number up to 2^53, a double, or a code; null and NaN are NULL. */
  number(value: number | null | undefined): void {
    if (value === null || value === undefined || value !== value) return;
    const row = this.#next();
    switch (this.type) {
      case "bigint": {
        const high = Math.floor(value / 4294967296);
        this.#view.setUint32(row * 8, value - high * 4294967296, true);
        this.#view.setInt32(row * 8 + 4, high, true);
        return;
      }
      case "integer":
        this.#view.setInt32(row * 4, value, true);
        return;
      case "double":
        this.#view.setFloat64(row * 8, value, true);
        return;
      default:
        this.#bytes[row] = value;
    }
  }

  bigint(value: bigint | null): void {
    if (value !== null) this.#view.setBigInt64(this.#next() * 8, value, true);
  }

  /** Two halves of 32 bits of a 64-bit number. */
  halves(low: number, high: number): void {
    const row = this.#next();
    this.#view.setUint32(row * 8, low, true);
    this.#view.setUint32(row * 8 + 4, high, true);
  }

  /** The first 16 bytes of a SHA-256, one char a byte; stored as DuckDB's UUID, which is a hugeint with the top bit turned. */
  hash(digest: string): void {
    const row = this.#next();
    for (let index = 0; index < 16; index++) this.#bytes[row * 16 + index] = digest.charCodeAt(15 - index);
    this.#bytes[row * 16 + 15] = (this.#bytes[row * 16 + 15] ?? 0) ^ 0x80;
  }

  text(value: string | null | undefined): void {
    if (value === null || value === undefined) return;
    this.#reserve(value.length * 3);
    this.#used += writeUtf8(this.#bytes, value, this.#used);
    this.#end(this.#next(), this.#used);
  }

  #reserve(bytes: number): void {
    const wanted = this.#used + bytes;
    if (wanted <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
  /** UTF-8, one char a byte. */
  bytes(value: string | null): void {
    if (value !== null) this.endText(this.peekBytes(value));
  }

  /** Writes a string behind the finished rows without ending the row, and gives its bytes: for `endText`. */
  peekText(value: string): Buffer {
    this.#reserve(value.length * 3);
    const written = writeUtf8(this.#bytes, value, this.#used);
    return this.#bytes.subarray(this.#used, this.#used + written);
  }
  /** The same for a string of one char a byte, whose bytes are UTF-8. */
  peekBytes(value: string): Buffer {
    this.#reserve(value.length);
    const written = writeLatin1(this.#bytes, value, this.#used);
    return this.#bytes.subarray(this.#used, this.#used + written);
  }
  /** What was written last is the row's value. */
  endText(bytes: Buffer): void {
    this.#used += bytes.length;
    this.#end(this.#next(), this.#used);
  }

  floats(values: Float64Array | Float32Array | null): void {
    if (values === null) return;
    this.#reserve(values.length * 4);
    for (let index = 0; index < values.length; index++) {
      this.#view.setFloat32(this.#used + index * 4, values[index] ?? 0, true);
    }
    this.#used += values.length * 4;
    this.#end(this.#next(), this.#used / 4);
  }

  /** Rows without a value end where the last one with a value did. */
  #end(row: number, end: number): void {
    const before = this.#ends[this.#ended - 1] ?? 0;
    for (let empty = this.#ended; empty < row; empty++) this.#ends[empty] = before;
    this.#ends[row] = end;
    this.#ended = row + 1;
  }

  /** More rows fit from now on. */
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
      const bytes = zeros(capacity * width);
      this.#bytes.copy(bytes);
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer);
    }
  }

  /** The column of the rows so far, and begins anew. */
  finish(): BatchColumn {
    const { row: rows } = this.#place;
    const width = WIDTHS[this.type];
    if (width === 0 && this.#ended < rows) {
      this.#ends.fill(this.#ends[this.#ended - 1] ?? 0, this.#ended, rows);
    }
    const column: BatchColumn = {
      type: this.type,
      data: this.#bytes.buffer.slice(0, this.#set === 0 ? 0 : width === 0 ? this.#used : rows * width) as ArrayBuffer,
      valid: this.#set < rows ? (this.#valid.buffer.slice(0, rows) as ArrayBuffer) : null,
      ends: width === 0 ? (this.#ends.buffer.slice(0, rows * 4) as ArrayBuffer) : null,
    };
    if (this.#set > 0) {
      if (width !== 0) this.#bytes.fill(0, 0, rows * width);
      this.#valid.fill(0, 0, rows);
    }
    this.#used = 0;
    this.#set = 0;
    this.#ended = 0;
    return column;
  }
}

/** `Buffer.write` without its reading of arguments, which costs more than the writing of a short string. */
function writeUtf8(buffer: Buffer, text: string, offset: number): number {
  return (buffer as Buffer & { utf8Write(text: string, offset: number): number }).utf8Write(text, offset);
}

/** The same of a string of one char a byte. */
function writeLatin1(buffer: Buffer, text: string, offset: number): number {
  return (buffer as Buffer & { latin1Write(text: string, offset: number): number }).latin1Write(text, offset);
}

/** Memory of its own: what is not set in it is zero, so a file never holds what was there before. */
function zeros(bytes: number): Buffer {
  return Buffer.from(new ArrayBuffer(bytes));
}

/** Collects rows of one table; `take` hands them out as a batch and starts anew. */
export class BatchBuilder<Spec extends TableSpec = TableSpec> {
  readonly table: BatchTable;
  readonly columns: { readonly [Name in keyof Spec]: ColumnBuilder };
  readonly #all: readonly ColumnBuilder[];
  readonly #place: Place = { row: 0 };
  #capacity = 4096;

  constructor(table: BatchTable) {
    this.table = table;
    const spec = specOf(table);
    const entries = Object.entries(spec).map(
      ([name, type]) => [name, new ColumnBuilder(type, this.#capacity, this.#place)] as const,
    );
    this.columns = Object.fromEntries(entries) as { [Name in keyof Spec]: ColumnBuilder };
    this.#all = entries.map(([, column]) => column);
  }

  /** Rows that are complete. */
  get rows(): number {
    return this.#place.row;
  }

  /** The row is complete: what was not set in it is NULL. */
  endRow(): void {
    this.#place.row++;
    if (this.#place.row === this.#capacity) {
      this.#capacity *= 2;
      for (const column of this.#all) column.grow(this.#capacity);
    }
  }

  /** Bytes that the rows take so far. */
  get bytes(): number {
    let bytes = this.rows * 8 * this.#all.length;
    for (const column of this.#all) bytes += column.size;
    return bytes;
  }

  take(): Batch {
    const batch: Batch = { table: this.table, rows: this.rows, columns: this.#all.map((column) => column.finish()) };
    this.#place.row = 0;
    return batch;
  }
}

/** The buffers of a batch, to be transferred between threads. */
export function buffersOf(batch: Batch): ArrayBuffer[] {
  return batch.columns.flatMap((column): ArrayBuffer[] =>
    [column.data, column.valid, column.ends].filter(
      (buffer): buffer is ArrayBuffer => buffer !== null && buffer.byteLength > 0,
    ),
  );
}
