import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance, version } from "@duckdb/node-api";
import { AppError } from "../../../shared/contract/errors.js";
import { toOpenError } from "./open-errors.js";
import { Session } from "./session.js";
import { BLOCK_BYTES, STORAGE_VERSION } from "./file-format.js";

const READERS = 4;
/** DuckDB's own memory. The rest of the budget of 1 GB is the worker's and this process's. */
const MEMORY_LIMIT = "300MB";

let openings = 0;
/** Files beside a workspace, named as temporary, that this process still reads. */
const inUse = new Set<string>();

/** Keeps a temporary file beside a workspace when that is opened again. Returns the way to let go of it. */
export function keepBeside(path: string): () => void {
  inUse.add(path);
  return () => {
    inUse.delete(path);
    rmSync(path, { force: true });
  };
}

interface OpenDatabaseOptions {
  readonly readOnly?: boolean;
  /** Told when the database answers nothing any more and must be opened again, by a new process. */
  readonly onInvalidated?: (() => void) | undefined;
}

/**
 * The one owner of a workspace's file in this process. Opening a file twice would give two databases without an error,
 * so nothing else may open it. The instance is locked from the start: no SQL reaches files, extensions or settings.
 */
export class Database {
  readonly path: string;
  readonly #options: OpenDatabaseOptions;
  readonly #onInvalidated: (() => void) | undefined;
  #opened: OpenedFile;
  readonly #idle: Session[] = [];
  readonly #waiting: ((session: Session) => void)[] = [];
  readonly #sessions = new Set<Session>();
  readonly #reads = new Set<Promise<unknown>>();
  #isInvalidated = false;
  #closed = false;
  /** Why the file that was let go of could not be opened again. */
  #lost: AppError | null = null;
  #onWanted: (() => void) | null = null;
  #lastReadMs = performance.now();

  private constructor(path: string, options: OpenDatabaseOptions, opened: OpenedFile) {
    this.path = path;
    this.#options = options;
    this.#onInvalidated = options.onInvalidated;
    this.#opened = opened;
  }

  /** Opens or creates a workspace's file. Throws WORKSPACE_LOCKED, WORKSPACE_NEWER, WORKSPACE_DAMAGED, UNREADABLE, DISK_FULL. */
  static async open(path: string, options: OpenDatabaseOptions = {}): Promise<Database> {
    const database = new Database(path, options, await openInstance(path, options));
    for (let index = 0; index < READERS; index++) database.#idle.push(await database.session());
    return database;
  }

  /** A connection of one's own: for an import, or for the user's changes. */
  async session(): Promise<Session> {
    const connection: DuckDBConnection = await this.#opened.instance.connect();
    const session = new Session(
      connection,
      () => this.#sessions.delete(session),
      () => {
        if (this.#closed || this.#onInvalidated === undefined) return;
        this.#isInvalidated = true;
        this.#onInvalidated();
      },
    );
    this.#sessions.add(session);
    return session;
  }

  /** Runs reads on a free connection. When the signal aborts, the running statement is interrupted: CANCELLED. */
  async read<T>(work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const reading = this.#read(work, signal);
    this.#reads.add(reading);
    try {
      return await reading;
    } finally {
      this.#reads.delete(reading);
    }
  }

  async #read<T>(work: (session: Session) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    this.#lastReadMs = performance.now();
    this.#onWanted?.();
    const session = await this.#take();
    const interrupt = (): void => session.interrupt();
    signal?.addEventListener("abort", interrupt, { once: true });
    try {
      if (this.#lost !== null) throw this.#lost;
      if (this.#closed) throw new AppError("CANCELLED", "The workspace is being closed.");
      if (signal?.aborted === true) throw new AppError("CANCELLED", "The call was cancelled.");
      return await work(session);
    } catch (error) {
      // The client asks a query again of the next engine by itself; an error now would only be in its way.
      if (this.#isInvalidated) return await new Promise<never>(() => {});
      throw error;
    } finally {
      signal?.removeEventListener("abort", interrupt);
      this.#giveBack(session);
    }
  }

  #take(): Promise<Session> {
    const idle = this.#idle.pop();
    return idle === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(idle);
  }

  #giveBack(session: Session): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(session);
    else next(session);
  }

  /** How often the file was closed and opened again, so that another may have taken its place. */
  rewrites = 0;

  /** Time since the last read began, or until now where one runs. */
  get idleMs(): number {
    return this.#reads.size > 0 ? 0 : performance.now() - this.#lastReadMs;
  }

  /**
   * Closes the file while `work` runs, and opens it again, whatever became of that. Reads that come meanwhile wait; each
   * calls `onWanted` first. The caller holds all other sessions, and none is open. Where the file can't be opened again the
   * database is lost for this process: a new one tells why.
   */
  async whileClosed<T>(work: () => Promise<T>, onWanted: () => void = () => undefined): Promise<T> {
    const readers = await Promise.all(Array.from({ length: READERS }, () => this.#take()));
    this.rewrites++;
    this.#onWanted = onWanted;
    try {
      // Closing would do it too, but on this thread.
      await readers[0]?.run("CHECKPOINT");
      for (const session of this.#sessions) await session.close();
      this.#letGo();
      try {
        return await work();
      } finally {
        this.#opened = await this.#openAgain().catch((error: unknown) => this.#lose(error));
        readers.length = 0;
        for (let index = 0; index < READERS; index++) readers.push(await this.session());
      }
    } finally {
      this.#onWanted = null;
      for (const session of readers) this.#giveBack(session);
    }
  }

  #openAgain(): Promise<OpenedFile> {
    // A file that is gone would be made anew, with nothing in it.
    if (existsSync(this.path)) return openInstance(this.path, this.#options);
    return Promise.reject(new AppError("NOT_FOUND", `The workspace ${this.path} is gone.`));
  }

  #letGo(): void {
    this.#opened.instance.closeSync();
    rmSync(this.#opened.temporary, { recursive: true, force: true });
  }

  #lose(error: unknown): never {
    const problem = toOpenError(error, this.path);
    this.#lost = problem;
    this.#closed = true;
    this.#onInvalidated?.();
    throw problem;
  }

  async sizeBytes(): Promise<number> {
    let bytes = 0;
    for (const file of [this.path, `${this.path}.wal`]) {
      bytes += await stat(file).then(
        (entry) => entry.size,
        () => 0,
      );
    }
    return bytes;
  }

  /**
   * Interrupts what runs, waits for it, closes. A connection that is closed while it works would hang for good, one
   * whose rows are still fetched would take the process with it.
   */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    let isReading = true;
    const ended = Promise.allSettled(this.#reads).then(() => (isReading = false));
    while (isReading) {
      // Again and again: an interrupt that comes between two statements is lost.
      for (const session of this.#sessions) session.interrupt();
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 10))]);
    }
    for (const session of this.#sessions) session.interrupt();
    for (const session of this.#sessions) await session.close();
    this.#letGo();
  }
}

interface OpenedFile {
  readonly instance: DuckDBInstance;
  readonly temporary: string;
}

async function openInstance(path: string, options: OpenDatabaseOptions): Promise<OpenedFile> {
  // The write-ahead log and temporary files come and go with what the workspace holds: they are the user's own too.
  process.umask(0o077);
  // Of this opening alone: until the lock is ours, another process may be using its own.
  const name = `.tmp-${process.pid}-${++openings}`;
  // Nothing is put beside a file that is only read.
  const temporary = options.readOnly === true ? join(tmpdir(), `skein${name}`) : `${path}${name}`;
  // In this order: a place for temporary files must be known before access is closed, and the lock comes last.
  const settings = {
    ...(options.readOnly === true
      ? { access_mode: "READ_ONLY" }
      : { storage_compatibility_version: STORAGE_VERSION, default_block_size: String(BLOCK_BYTES) }),
    temp_directory: temporary,
    memory_limit: MEMORY_LIMIT,
    threads: "2",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    enable_external_access: "false",
    lock_configuration: "true",
  };
  let instance: DuckDBInstance;
  try {
    if (options.readOnly !== true) makeFolder(dirname(path));
    instance = await DuckDBInstance.create(path, settings).catch((error: unknown) => {
      // A process that was killed while it made the file left it empty, and DuckDB does not take that for a new one.
      if (options.readOnly === true || !isUnusedFile(error, path)) throw error;
      rmSync(path);
      return DuckDBInstance.create(path, settings);
    });
  } catch (error) {
    throw toOpenError(error, path);
  }
  if (options.readOnly !== true) removeLeftovers(path, temporary);
  return { instance, temporary };
}

/** Makes the folder of a workspace. Not by Node's own recursion, which never ends where the system refuses a folder. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** True for an empty file that nobody else has open. */
function isUnusedFile(error: unknown, path: string): boolean {
  if (error instanceof Error && /lock on file/i.test(error.message)) return false;
  try {
    const entry = statSync(path);
    return entry.isFile() && entry.size === 0;
  } catch {
    return false;
  }
}

/** What an engine that was killed left: nobody else can be using it, for the lock is ours. */
function removeLeftovers(path: string, own: string): void {
  const start = `${basename(path)}.tmp`;
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(start) || name === basename(own) || inUse.has(join(dirname(path), name))) continue;
    rmSync(join(dirname(path), name), { recursive: true, force: true });
  }
}

/** The version of DuckDB, as in `v1.5.5`. */
export function duckdbVersion(): string {
  return version();
}
