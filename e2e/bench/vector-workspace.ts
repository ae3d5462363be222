import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { importOnce } from "./import-bench.js";

export const DIMENSIONS = 1536;
export const MODEL = "bench";
/** The first number of the texts that the vectors are of; there are no such texts. */
export const FIRST_TEXT = 1_000_000;
const MEMORY_LIMIT = "300MB";
const CHUNK_ROWS = 2048;

/** Opens a workspace's file as the engine does, which must not have it open. */
export async function withDatabase<T>(
  workspace: string,
  work: (run: (sql: string) => Promise<unknown[][]>, instance: DuckDBInstance) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(workspace, { threads: "2", memory_limit: MEMORY_LIMIT });
  const connection = await instance.connect();
  try {
    return await work(async (sql) => (await connection.runAndReadAll(sql)).getRowsJS(), instance);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Makes a workspace with one span, which all vectors will be of. */
export async function makeWorkspace(workspace: string): Promise<void> {
  const file = `${workspace}.jsonl`;
  const span = {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    name: "embeddings",
    startTimeUnixNano: "1763000000000000000",
    endTimeUnixNano: "1763000001000000000",
    attributes: [{ key: "openinference.span.kind", value: { stringValue: "EMBEDDING" } }],
  };
  writeFileSync(file, JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
  await importOnce(file, workspace);
}

/** Rows of `embedding` of the only span: `rows` gives text and vector. */
const insertSql = (rows: string): string => `INSERT INTO embedding BY NAME
  SELECT s.trace, s.preorder, s.record, 0 AS position, '${MODEL}' AS model, ${DIMENSIONS} AS dimensions, v.text, v.vector
  FROM span s, (${rows}) v`;

/** Adds vectors of chance, made by the database. */
export function addRandomVectors(workspace: string, count: number): Promise<void> {
  return withDatabase(workspace, async (run) => {
    for (let first = 0; first < count; first += 10_000) {
      await run(
        insertSql(`SELECT ${FIRST_TEXT} + i AS text,
          list_transform(range(${DIMENSIONS}), lambda x: (hash(i * ${DIMENSIONS} + x) % 2000001 / 1e6 - 1)::FLOAT) AS vector
        FROM range(${first}, ${Math.min(count, first + 10_000)}) t(i)`),
      );
    }
    await run("CHECKPOINT");
  });
}

/** Adds vectors that are given row by row in one array. */
export function addVectors(workspace: string, values: Float32Array, first: number, end: number): Promise<void> {
  return withDatabase(workspace, async (run, instance) => {
    const connection = await instance.connect();
    await connection.run("CREATE OR REPLACE TABLE memory_vectors (text BIGINT, vector FLOAT[])");
    const appender = await connection.createAppender("memory_vectors");
    for (let from = first; from < end; from += CHUNK_ROWS) {
      appendChunk(
        (appender as unknown as { appender: duckdb.Appender }).appender,
        values,
        from,
        Math.min(end, from + CHUNK_ROWS),
      );
    }
    appender.closeSync();
    connection.closeSync();
    await run(insertSql("FROM memory_vectors"));
    await run("DROP TABLE memory_vectors");
    await run("CHECKPOINT");
  });
}

/** By their bytes: as values they would take minutes and gigabytes. */
function appendChunk(appender: duckdb.Appender, values: Float32Array, first: number, end: number): void {
  const rows = end - first;
  const chunk = duckdb.create_data_chunk([
    duckdb.appender_column_type(appender, 0),
    duckdb.appender_column_type(appender, 1),
  ]);
  const texts = BigInt64Array.from({ length: rows }, (_, row) => BigInt(FIRST_TEXT + first + row));
  duckdb.copy_data_to_vector(duckdb.data_chunk_get_vector(chunk, 0), 0, texts.buffer, 0, texts.byteLength);
  const lists = duckdb.data_chunk_get_vector(chunk, 1);
  const entries = BigUint64Array.from({ length: rows * 2 }, (_, at) =>
    BigInt(at % 2 === 0 ? (at / 2) * DIMENSIONS : DIMENSIONS),
  );
  duckdb.list_vector_reserve(lists, rows * DIMENSIONS);
  duckdb.list_vector_set_size(lists, rows * DIMENSIONS);
  duckdb.copy_data_to_vector(lists, 0, entries.buffer, 0, entries.byteLength);
  const bytes = rows * DIMENSIONS * 4;
  const own = values.slice(first * DIMENSIONS, end * DIMENSIONS);
  duckdb.copy_data_to_vector(duckdb.list_vector_get_child(lists), 0, own.buffer, 0, bytes);
  duckdb.data_chunk_set_size(chunk, rows);
  duckdb.append_data_chunk(appender, chunk);
}

/**
 * Vectors of length 1 as a model of language might give: 40 topics in 30 hidden dimensions, each with a spread of its own, seen
 * through 1,536 numbers with noise. The same in every run.
 */
export function topicVectors(rows: number): Float32Array {
  const [topics, hidden] = [40, 30];
  let state = 1;
  const normal = (): number => {
    let sum = 0;
    for (let at = 0; at < 12; at++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      sum += state / 4294967296;
    }
    return sum - 6;
  };
  const view = Float32Array.from({ length: hidden * DIMENSIONS }, () => normal() / Math.sqrt(DIMENSIONS));
  const centres = Float32Array.from({ length: topics * hidden }, normal);
  const noise = Float32Array.from({ length: 100_003 }, () => normal() * 0.15 * Math.sqrt(hidden / DIMENSIONS));
  const values = new Float32Array(rows * DIMENSIONS);
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);
    for (let at = 0; at < DIMENSIONS; at++) own[at] = noise[(row * 7919 + at * 31) % noise.length] ?? 0;
    for (let axis = 0; axis < hidden; axis++) {
      const along = (centres[((row * 13) % topics) * hidden + axis] ?? 0) + 0.35 * normal();
      for (let at = 0; at < DIMENSIONS; at++) own[at] = (own[at] ?? 0) + along * (view[axis * DIMENSIONS + at] ?? 0);
    }
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
    for (let at = 0; at < DIMENSIONS; at++) own[at] = (own[at] ?? 0) / length;
  }
  return values;
}

/**
 * Trustworthiness with k = 15 of a picture (x, y of each row), by the formula of Venna and Kaski (2001), over every `stride`th row
 * against all.
 */
export function trustworthiness(values: Float32Array, width: number, picture: Float32Array, stride: number): number {
  const k = 15;
  const rows = picture.length / 2;
  const distances = (of: Float32Array, size: number, row: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, other) => {
      if (other === row) return Infinity;
      let sum = 0;
      for (let at = 0; at < size; at++) sum += ((of[row * size + at] ?? 0) - (of[other * size + at] ?? 0)) ** 2;
      return sum;
    });
  let penalty = 0;
  let asked = 0;
  for (let row = 0; row < rows; row += stride, asked++) {
    const far = distances(values, width, row);
    const near = distances(picture, 2, row);
    const nearest = Array.from(near.keys()).sort((a, b) => (near[a] ?? 0) - (near[b] ?? 0));
    for (const other of nearest.slice(0, k)) {
      const rank = far.reduce((count, distance) => (distance < (far[other] ?? 0) ? count + 1 : count), 1);
      penalty += Math.max(0, rank - k);
    }
  }
  return 1 - (2 * penalty) / (asked * k * (2 * rows - 3 * k - 1));
}
