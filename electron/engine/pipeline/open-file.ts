import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { AppError } from "../../../shared/contract/errors.js";
import type { FileRef } from "../../../shared/contract/files.js";
import { diskFull, isDiskFull } from "../db/disk-full.js";
import { runHelper } from "../helper/helper.js";
import type { HelperStarter } from "../helper/process.js";

export interface OpenFileContext {
  readonly startHelper: HelperStarter;
  /** Temporary files lie beside it, under names that begin with its own and `.tmp-`. */
  readonly workspacePath: string;
  readonly signal: AbortSignal;
}
/** A file as the worker reads it. */
export interface OpenedFile {
  readonly ref: FileRef;
  /** What the file itself is, where `ref` gives the rows of a table as JSON instead of its bytes. */
  readonly table: {
    readonly packing: "parquet";
    readonly sha256: string;
    readonly bytes: number;
    bytesRead(): number;
  } | null;
  close(): Promise<void>;
}

const PARQUET = Buffer.from("PAR1");
let spools = 0;

/**
 * Looks at how a file begins. A Parquet file is read by the helper, and its rows come as lines of JSON; DuckDB needs a file
 * for that, so one that comes as a stream is written down first, for the user alone, and deleted in the end.
 */
export async function openFile(file: FileRef, context: OpenFileContext): Promise<OpenedFile> {
  if (file.kind === "path") {
    return (await beginsAs(file.path)).equals(PARQUET) ? parquet(file.name, file.path, context, null) : plain(file);
  }
  const { head, stream } = await peek(file.stream);
  if (!head.equals(PARQUET)) return plain({ ...file, stream });
  const path = `${temporaryName(context)}.parquet`;
  try {
    return await parquet(file.name, path, context, await spool(stream, path, context.signal));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function plain(ref: FileRef): OpenedFile {
  return { ref, table: null, close: () => Promise.resolve() };
}

function temporaryName(context: OpenFileContext): string {
  return `${context.workspacePath}.tmp-${process.pid}-table-${++spools}`;
}

/** @param spooled The hash and size of a file that is ours to delete; null for the user's own. */
async function parquet(
  name: string,
  path: string,
  context: OpenFileContext,
  spooled: { sha256: string; bytes: number } | null,
): Promise<OpenedFile> {
  const { sha256, bytes } = spooled ?? (await hashOf(path));
  const ended = new AbortController();
  const signal = AbortSignal.any([context.signal, ended.signal]);
  const temporary = temporaryName(context);
  let share = 0;
  async function* rows(): AsyncGenerator<Uint8Array> {
    const order = { type: "parquet", path, temporary } as const;
    try {
      for await (const message of runHelper(context.startHelper, order, signal)) {
        if (message.type === "rows") yield message.bytes;
        else if (message.total > 0) share = message.done / message.total;
      }
    } catch (error) {
      throw error instanceof AppError && error.code === "INTERNAL" ? deadly(error) : error;
    }
  }
  return {
    ref: { kind: "stream", name, bytes, stream: rows() },
    table: { packing: "parquet", sha256, bytes, bytesRead: () => Math.round(bytes * Math.min(1, share)) },
    close: async () => {
      ended.abort();
      // A helper that is ended does not clean up.
      await rm(temporary, { recursive: true, force: true });
      if (spooled !== null) await rm(path, { force: true });
    },
  };
}

/** A file that its reader did not survive. The others of the import go on. */
function deadly(cause: AppError): AppError {
  return new AppError("CORRUPT_FILE", `The Parquet file can't be read. ${cause.message}`, {
    hint: "It may have been damaged while it was copied.",
    cause,
  });
}

/** The first bytes of a file; none where it can't be read, which its reader will tell. */
async function beginsAs(path: string): Promise<Buffer> {
  const file = await open(path, "r").catch(() => null);
  if (file === null) return Buffer.alloc(0);
  try {
    const head = Buffer.alloc(PARQUET.length);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await file.close();
  }
}

async function hashOf(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

async function spool(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  signal: AbortSignal,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of stream) {
      if (signal.aborted) throw new AppError("CANCELLED", "The import was cancelled.");
      hash.update(chunk);
      await file.writeFile(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    throw isDiskFull(error) ? diskFull(error) : error;
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), bytes };
}

/** The first bytes of a stream, and the whole of it. */
async function peek(stream: AsyncIterable<Uint8Array>): Promise<{ head: Buffer; stream: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  while (size < PARQUET.length) {
    const next = await iterator.next();
    if (next.done === true) break;
    held.push(next.value);
    size += next.value.length;
  }
  const head = Buffer.concat(held).subarray(0, PARQUET.length);
  const rest: AsyncIterator<Uint8Array> = {
    next: () => {
      const value = held.shift();
      return value === undefined ? iterator.next() : Promise.resolve({ done: false, value });
    },
    // Whoever sends is told that no more is wanted, also where nothing was read on.
    return: async () => {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
  return { head, stream: { [Symbol.asyncIterator]: () => rest } };
}
