import { ColumnWriter } from "../db/column-writer.js";
import { createBuffer } from "../db/schema.js";
import type { Session } from "../db/session.js";
import { type BatchTable, STAGE_TABLES } from "../db/tables.js";
import type { Batch } from "./batch.js";

/** Longest stretch of appending before other work gets its turn. */
const TURN_MS = 8;
/** Bytes that a buffer holds before it is moved to its table. */
const BUFFER_BYTES = 24 << 20;

/**
 * Tables with long strings. Compressing a full row group takes hundreds of milliseconds, and an appender does it on the
 * calling thread; so their rows go to a temporary table first, and a statement, which runs on DuckDB's own threads,
 * moves them on.
 */
const BUFFERED: readonly BatchTable[] = ["text", "record"];

/** Appends batches to the store's tables and to the stage, in short turns, so that the engine keeps answering. */
export class BatchStore {
  readonly #session: Session;
  readonly #writers = new Map<BatchTable, ColumnWriter>();
  readonly #bufferedBytes = new Map<BatchTable, number>();

  constructor(session: Session) {
    this.#session = session;
  }

  async append(batch: Batch): Promise<void> {
    const writer = await this.#writerOf(batch.table);
    let turn = performance.now();
    for (let row = 0; row < batch.rows;) {
      row += writer.appendSlice(batch.columns, batch.rows, row);
      if (performance.now() - turn > TURN_MS) {
        await new Promise((resolve) => setImmediate(resolve));
        turn = performance.now();
      }
    }
    if (!BUFFERED.includes(batch.table)) return;
    const bytes = batch.columns.reduce((sum, column) => sum + column.data.byteLength, this.#bytesIn(batch.table));
    this.#bufferedBytes.set(batch.table, bytes);
    if (bytes >= BUFFER_BYTES) await this.#move(batch.table);
  }

  #bytesIn(table: BatchTable): number {
    return this.#bufferedBytes.get(table) ?? 0;
  }

  async #writerOf(table: BatchTable): Promise<ColumnWriter> {
    const known = this.#writers.get(table);
    if (known !== undefined) return known;
    const buffered = BUFFERED.includes(table);
    if (buffered) await createBuffer(this.#session, table);
    const name = buffered ? `buffer_${table}` : table in STAGE_TABLES ? `stage_${table}` : table;
    const writer = new ColumnWriter(await this.#session.appender(name, name === table ? "main" : "temp"));
    this.#writers.set(table, writer);
    return writer;
  }

  async #move(table: BatchTable): Promise<void> {
    const writer = this.#writers.get(table);
    if (writer === undefined) return;
    writer.close();
    this.#writers.delete(table);
    this.#bufferedBytes.delete(table);
    await this.#session.runAside(`INSERT INTO ${table} SELECT * FROM buffer_${table}`);
    await this.#session.run(`DROP TABLE buffer_${table}`);
  }

  /** Everything appended is in its table after this. */
  async close(): Promise<void> {
    for (const table of BUFFERED) await this.#move(table);
    for (const writer of this.#writers.values()) writer.close();
    this.#writers.clear();
  }
}
