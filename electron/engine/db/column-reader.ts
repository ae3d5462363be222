import duckdb from "@duckdb/node-bindings";
import { type DuckDBDataChunk, type DuckDBResult, DuckDBTypeId } from "@duckdb/node-api";

export interface ReadColumns {
  readonly rows: number;
  /** DOUBLE columns, by place in the result; NULL is NaN. */
  doubles(column: number): Float64Array<ArrayBuffer>;
  /** INTEGER columns; NULL is -1. */
  integers(column: number): Int32Array<ArrayBuffer>;
  /** Enum and UTINYINT columns; NULL is 0. */
  codes(column: number): Uint8Array<ArrayBuffer>;
  texts(column: number): (string | null)[];
}

/**
 * Reads a whole result as columns, fixed-width ones by their bytes. Cast in SQL: numbers as DOUBLE or INTEGER, codes
 * as enums or UTINYINT, the rest as VARCHAR.
 */
export async function readColumns(result: DuckDBResult): Promise<ReadColumns> {
  const chunks: DuckDBDataChunk[] = [];
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    chunks.push(chunk);
    rows += chunk.rowCount;
  }
  const fixed = <A extends Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
    column: number,
    into: A,
    view: (bytes: Uint8Array) => A,
    empty: number,
    typeIds: readonly DuckDBTypeId[],
  ): A => {
    if (!typeIds.includes(result.columnTypeId(column))) {
      throw new Error(`Column ${result.columnName(column)} is ${result.columnType(column).toString()}: cast it`);
    }
    let at = 0;
    for (const chunk of chunks) {
      const count = chunk.rowCount;
      const vector = duckdb.data_chunk_get_vector(handleOf(chunk), column);
      into.set(view(duckdb.vector_get_data(vector, count * into.BYTES_PER_ELEMENT)), at);
      const validity = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8);
      if (validity !== null && validity !== undefined) {
        for (let row = 0; row < count; row++) {
          if (((validity[row >> 3] ?? 255) & (1 << (row & 7))) === 0) into[at + row] = empty;
        }
      }
      at += count;
    }
    return into;
  };
  return {
    rows,
    doubles: (column) =>
      fixed(column, new Float64Array(rows), (bytes) => aligned(bytes, Float64Array), Number.NaN, [DuckDBTypeId.DOUBLE]),
    integers: (column) =>
      fixed(column, new Int32Array(rows), (bytes) => aligned(bytes, Int32Array), -1, [DuckDBTypeId.INTEGER]),
    codes: (column) =>
      fixed(column, new Uint8Array(rows), (bytes) => Uint8Array.from(bytes), 0, [
        DuckDBTypeId.ENUM,
        DuckDBTypeId.UTINYINT,
        DuckDBTypeId.BOOLEAN,
      ]),
    texts: (column) => {
      const texts: (string | null)[] = [];
      for (const chunk of chunks) {
        for (const value of chunk.getColumnValues(column)) texts.push(value === null ? null : String(value));
      }
      return texts;
    },
  };
}

function handleOf(chunk: DuckDBDataChunk): duckdb.DataChunk {
  return (chunk as unknown as { chunk: duckdb.DataChunk }).chunk;
}

function aligned<A>(bytes: Uint8Array, type: new (buffer: ArrayBuffer) => A): A {
  return new type(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
}
