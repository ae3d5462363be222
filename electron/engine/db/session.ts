import { setTimeout as sleep } from "node:timers/promises";
import type {
  DuckDBAppender,
  DuckDBConnection,
  DuckDBPendingResult,
  DuckDBResult,
  DuckDBValue,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { AppError } from "../../../shared/contract/errors.js";
import { diskFull } from "./disk-full.js";
import { nothingWritten } from "./read-only.js";

export type Parameters = readonly DuckDBValue[] | Readonly<Record<string, DuckDBValue>>;
/** A value as a row object has it. BIGINT comes as a number where it is exact, else as a bigint. */
export type Cell = string | number | bigint | boolean | null | readonly Cell[];
export type Row = Readonly<Record<string, Cell>>;

const SLOW_MS = 40;
/** How often is asked whether a statement that runs aside has ended. */
const POLL_MS = 2;

/** One connection, one statement at a time. Errors of DuckDB come out as AppErrors. */
export class Session {
  readonly #connection: DuckDBConnection;
  readonly #onClose: () => void;
  readonly #onInvalidated: () => void;
  #running: Promise<unknown> = Promise.resolve();
  #closed = false;
  #interrupts = 0;

  /** @param onInvalidated Told when a statement finds that the database answers nothing any more. */
  constructor(connection: DuckDBConnection, onClose: () => void, onInvalidated: () => void = () => {}) {
    this.#connection = connection;
    this.#onClose = onClose;
    this.#onInvalidated = onInvalidated;
  }

  async run(sql: string, parameters?: Parameters): Promise<void> {
    await this.#timed(sql, () => this.#connection.run(sql, bound(sql, parameters)));
  }

  /**
   * Runs a statement on DuckDB's own threads alone. Otherwise the thread that asked for it takes part, and spins where there
   * is nothing for it to do: with two cores, that takes one from whoever needs it.
   */
  async runAside(sql: string): Promise<void> {
    await this.#timed(sql, async () => {
      const pending = await this.#connection.start(sql);
      while (isRunning(pending)) await sleep(POLL_MS);
      await pending.getResult();
    });
  }

  /** All rows as objects. For answers of some hundred rows; long ones are read as columns. */
  async rows<R extends object = Row>(sql: string, parameters?: Parameters): Promise<R[]> {
    const reader = await this.#timed(sql, () => this.#connection.runAndReadAll(sql, bound(sql, parameters)));
    return reader.getRowObjectsJS().map((row) => plainRow(row) as R);
  }

  async first<R extends object = Row>(sql: string, parameters?: Parameters): Promise<R | undefined> {
    return (await this.rows<R>(sql, parameters))[0];
  }

  /** A result that is fetched chunk by chunk. */
  stream(sql: string, parameters?: Parameters): Promise<DuckDBResult> {
    return this.#guard(() => this.#connection.stream(sql, bound(sql, parameters)));
  }

  /** A result in memory, to be read as columns. */
  result(sql: string, parameters?: Parameters): Promise<DuckDBResult> {
    return this.#guard(() => this.#connection.run(sql, bound(sql, parameters)));
  }

  appender(table: string, place: "main" | "temp" = "main"): Promise<DuckDBAppender> {
    return this.#guard(() =>
      place === "temp"
        ? this.#connection.createAppender(table, "main", "temp")
        : this.#connection.createAppender(table),
    );
  }

  interrupt(): void {
    if (this.#closed) return;
    this.#interrupts++;
    this.#connection.interrupt();
  }

  /** How often it was interrupted: for work between statements, which an interrupt does not reach. */
  get interrupts(): number {
    return this.#interrupts;
  }

  /** Waits for the running statement, then closes. */
  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#running.catch(() => undefined);
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.closeSync();
    this.#onClose();
  }

  /** As `#guard`; slow statements are told on stderr when the log is at debug. */
  async #timed<T>(sql: string, work: () => Promise<T>): Promise<T> {
    if (process.env["SKEIN_LOG"] !== "debug") return this.#guard(work);
    const began = performance.now();
    try {
      return await this.#guard(work);
    } finally {
      const ms = performance.now() - began;
      if (ms > SLOW_MS)
        process.stderr.write(`slow statement, ${ms.toFixed(0)} ms: ${sql.replace(/\s+/g, " ").slice(0, 120)}\n`);
    }
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new AppError("CANCELLED", "The workspace is being closed.");
    const running = work();
    this.#running = running;
    try {
      return await running;
    } catch (error) {
      if (isInvalidated(error)) this.#onInvalidated();
      throw toAppError(error);
    }
  }
}

/** The handle is used because the public class offers only to run a task on this thread. */
function isRunning(pending: DuckDBPendingResult): boolean {
  const { pending_result: handle } = pending as unknown as { pending_result: duckdb.PendingResult };
  const state = duckdb.pending_execute_check_state(handle);
  return state !== duckdb.PendingState.RESULT_READY && state !== duckdb.PendingState.ERROR;
}

/**
 * The values that a statement names. A filter's values are shared by the statements of one answer, and DuckDB refuses a
 * value that a statement has no place for.
 */
function bound(
  sql: string,
  parameters: Parameters | undefined,
): DuckDBValue[] | Record<string, DuckDBValue> | undefined {
  if (parameters === undefined || Array.isArray(parameters)) return parameters as DuckDBValue[] | undefined;
  const named = new Set(Array.from(sql.matchAll(/\$([a-z_][a-z0-9_]*)/g), (match) => match[1]));
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => named.has(name)));
}

/** What DuckDB says, as an error with a code. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/attached in read-only mode|database is opened in read-only mode/i.test(text)) return nothingWritten(error);
  if (text.startsWith("INTERRUPT")) return new AppError("CANCELLED", "The call was cancelled.", { cause: error });
  if (!OF_THE_STATEMENT.test(text)) {
    const ofTheStore = storeError(text, error);
    if (ofTheStore !== null) return ofTheStore;
  }
  return new AppError("QUERY_FAILED", firstLine(text), { cause: error });
}

/** Errors that a statement has by itself. They quote it, so that their words say nothing about the disk. */
const OF_THE_STATEMENT = /^(Parser|Binder|Catalog|Conversion|Constraint|Invalid Input|Invalid) Error/;

function storeError(text: string, cause: unknown): AppError | null {
  if (/no space left|disk full|file too large|could not write|max_temp_directory_size/i.test(text)) {
    return diskFull(cause);
  }
  if (/permission denied|read-only file system/i.test(text)) {
    return new AppError("UNREADABLE", "The workspace's folder can't be written to.", {
      hint: "Give yourself the right to, or copy the workspace to a place of your own.",
      cause,
    });
  }
  if (/could not read enough bytes|corrupt database file|checksum/i.test(text)) {
    return new AppError("WORKSPACE_DAMAGED", `The workspace's file is damaged (${firstLine(text)}).`, {
      hint: "Import its files into a new workspace; the notes are also in the file beside it that ends in .changes.jsonl.",
      cause,
    });
  }
  return null;
}

/** After an error that it can't roll back, such as a full disk while it commits, DuckDB refuses all until it is opened again. */
function isInvalidated(error: unknown): boolean {
  return error instanceof Error && /database has been invalidated/i.test(error.message);
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

function plainRow(row: Record<string, unknown>): Row {
  const plain: Record<string, Cell> = {};
  for (const name of Object.keys(row)) plain[name] = plainCell(row[name]);
  return plain;
}

function plainCell(value: unknown): Cell {
  if (typeof value === "bigint") {
    return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
  }
  if (Array.isArray(value)) return value.map(plainCell);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  // What else DuckDB hands out (times, structs) prints itself.
  return (value as { toString(): string }).toString();
}
