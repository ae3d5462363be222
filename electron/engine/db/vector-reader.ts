import duckdb from "@duckdb/node-bindings";
import { type DuckDBDataChunk, type DuckDBResult, DuckDBTypeId } from "@duckdb/node-api";

/** Some rows of a result: a number of each, and their vectors one after another. */
export interface VectorChunk {
  readonly places: Int32Array<ArrayBuffer>;
  readonly values: Float32Array<ArrayBuffer>;
}

/** Bytes of an entry of a list: offset and length, 64 bits each. */
const ENTRY_BYTES = 16;

/**
 * Reads a result of (INTEGER, FLOAT[]) chunk by chunk, by its bytes: as values it takes twenty times as long. All vectors have
 * `dimensions` numbers.
 */
export async function* readVectors(result: DuckDBResult, dimensions: number): AsyncGenerator<VectorChunk> {
  if (result.columnTypeId(0) !== DuckDBTypeId.INTEGER) throw new Error("The first column is no INTEGER: cast it");
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield readChunk(chunk, dimensions);
  }
}

function readChunk(chunk: DuckDBDataChunk, dimensions: number): VectorChunk {
  const rows = chunk.rowCount;
  const { chunk: handle } = chunk as unknown as { chunk: duckdb.DataChunk };
  const placeBytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(handle, 0), rows * 4);
  const places = new Int32Array(bufferOf(placeBytes));
  const lists = duckdb.data_chunk_get_vector(handle, 1);
  const entries = new BigUint64Array(bufferOf(duckdb.vector_get_data(lists, rows * ENTRY_BYTES)));
  const bytes = duckdb.vector_get_data(duckdb.list_vector_get_child(lists), duckdb.list_vector_get_size(lists) * 4);
  const values = new Float32Array(rows * dimensions);
  const into = new Uint8Array(values.buffer);
  const length = dimensions * 4;
  for (let row = 0; row < rows; row++) {
    const from = Number(entries[row * 2] ?? 0n) * 4;
    if (Number(entries[row * 2 + 1] ?? 0n) !== dimensions)
      throw new Error("A vector has another length than its space.");
    into.set(bytes.subarray(from, from + length), row * length);
  }
  return { places, values };
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
