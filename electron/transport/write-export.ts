import type { Client } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import type { Exported, TraceExport } from "../../shared/contract/export.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { SqlExport } from "../../shared/contract/sql.js";
import type { Redacted } from "../../shared/model/redaction.js";
import { writeWhole } from "./write-whole.js";

/**
 * Writes all rows of a statement to the one file that the user named; its number of rows, and what was taken out. A file of that name is replaced
 * when the new one is whole. Rejects with what the engine says, UNREADABLE where the file can't be written.
 */
export async function writeExport(
  client: Client<SkeinContract>,
  request: SqlExport,
  path: string,
  signal?: AbortSignal,
): Promise<{ rows: number; redacted: Redacted | null }> {
  let done = { rows: 0, redacted: null as Redacted | null };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const piece of client.subscribe("sql.export", request, signal)) {
      if (piece.type === "bytes") yield piece.bytes;
      else done = { rows: piece.rows, redacted: piece.redacted };
    }
  }
  await writeWhole(path, bytes());
  return done;
}

export interface TraceWriting {
  readonly signal?: AbortSignal | undefined;
  /** A file that is there is not replaced. */
  readonly isNew?: boolean;
  /** Spans that are written, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Writes what a query selects to the one file that the user named, in the way of `writeExport`. */
export async function writeTraces(
  client: Client<SkeinContract>,
  request: TraceExport,
  path: string,
  { signal, isNew = false, onProgress }: TraceWriting = {},
): Promise<Exported> {
  let done: Exported | null = null;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const piece of client.subscribe("export.run", request, signal)) {
      if (piece.type === "bytes") yield piece.bytes;
      else if (piece.type === "progress") onProgress?.(piece.done, piece.total);
      else done = piece;
    }
    if (done === null) throw new AppError("CANCELLED", "The export ended before it was whole.");
  }
  await writeWhole(path, bytes(), isNew);
  if (done === null) throw new AppError("INTERNAL", "The export did not say what it wrote.");
  const { spans, traces, annotations, left, redacted } = done as Exported;
  return { spans, traces, annotations, left, redacted };
}
