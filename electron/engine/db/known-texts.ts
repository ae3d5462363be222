import duckdb from "@duckdb/node-bindings";
import type { Session } from "./session.js";

/** Texts that the workspace holds already: four 32-bit words of hash each, big end first, and their numbers. */
export interface KnownTexts {
  readonly words: Uint32Array;
  readonly ids: Float64Array;
}

/** As many as the worker remembers at least. */
const MOST_TEXTS = 750_000;

/** The hashes and numbers of the latest texts of a workspace, chunk by chunk, for a worker to know repeats by. */
export async function* knownTexts(session: Session): AsyncGenerator<KnownTexts> {
  const result = await session.stream(
    `SELECT hash, id::DOUBLE FROM text WHERE id > (SELECT coalesce(max(id), 0) - ${MOST_TEXTS} FROM text)`,
  );
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const rows = chunk.rowCount;
    const handle = (chunk as unknown as { chunk: duckdb.DataChunk }).chunk;
    yield { words: hashWords(handle, rows), ids: doubles(handle, rows) };
  }
}

function hashWords(chunk: duckdb.DataChunk, rows: number): Uint32Array {
  const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, 0), rows * 16);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = new Uint32Array(rows * 4);
  for (let row = 0; row < rows; row++) {
    // A UUID lies as a little-endian hugeint with its top bit turned.
    words[row * 4] = (view.getUint32(row * 16 + 12, true) ^ 0x80000000) >>> 0;
    words[row * 4 + 1] = view.getUint32(row * 16 + 8, true);
    words[row * 4 + 2] = view.getUint32(row * 16 + 4, true);
    words[row * 4 + 3] = view.getUint32(row * 16, true);
  }
  return words;
}

function doubles(chunk: duckdb.DataChunk, rows: number): Float64Array {
  const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, 1), rows * 8);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
