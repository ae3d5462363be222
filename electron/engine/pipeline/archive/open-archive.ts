import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { AppError } from "../../../../shared/contract/errors.js";
import type { FileRef } from "../../../../shared/contract/files.js";
import { unzipped } from "../worker/bytes.js";
import type { ArchiveEntry } from "./archive-entry.js";
import { ByteSource } from "./byte-source.js";
import { GZIP_HEAD_BYTES, isGzip, isPackedTar, isTar, tarEntries } from "./tar.js";
import { BLOCK_BYTES } from "./tar-headers.js";
import { isZip, zipEntries } from "./zip.js";

/** An archive whose entries are files of their own. */
export interface Archive {
  readonly entries: AsyncGenerator<ArchiveEntry>;
  /** Bytes of the archive that have been read. */
  bytesRead(): number;
  close(): Promise<void>;
}

/** Opens a file as an archive, by its content. What is none comes back as the file to read: a stream is not the same one. */
export async function openArchive(file: FileRef): Promise<{ archive: Archive } | { file: FileRef }> {
  if (file.kind === "path") {
    const kind = kindOf(await headOf(file.path));
    if (kind === null) return { file };
    return { archive: archiveOf(createReadStream(file.path, { highWaterMark: 1 << 20 }), kind) };
  }
  const source = new ByteSource(file.stream);
  try {
    // A slow sender is waited for only as far as the beginning needs it.
    let head = await source.peek(4);
    if (mayBeTar(head)) head = await source.peek(isGzip(head) ? GZIP_HEAD_BYTES : BLOCK_BYTES);
    const rest = source.rest();
    const kind = kindOf(head);
    return kind === null ? { file: { ...file, stream: rest } } : { archive: archiveOf(rest, kind) };
  } catch (error) {
    return { file: { ...file, stream: failing(error) } };
  }
}

type ArchiveKind = "zip" | "tar" | "packed tar";

function kindOf(head: Uint8Array): ArchiveKind | null {
  if (isZip(Buffer.from(head.subarray(0, 4)))) return "zip";
  if (isTar(head)) return "tar";
  return isPackedTar(head) ? "packed tar" : null;
}

/** Text of JSON, which most files are, is told from a name by its first letter. */
function mayBeTar(head: Uint8Array): boolean {
  return head.length >= 4 && !"{[ \n\r\t".includes(String.fromCharCode(head[0] ?? 0));
}

function archiveOf(stream: AsyncIterable<Uint8Array>, kind: ArchiveKind): Archive {
  let read = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of stream) {
      read += piece.length;
      yield piece;
    }
  }
  const source = new ByteSource(kind === "packed tar" ? unpacked(counted()) : counted());
  return {
    entries: kind === "zip" ? zipEntries(source) : tarEntries(source),
    bytesRead: () => read,
    close: () => source.close(),
  };
}

async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* unzipped(bytes);
  } catch (error) {
    const isGzip = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
    if (!isGzip) throw error;
    throw new AppError("CORRUPT_FILE", "The gzip data is damaged or was cut off.", {
      hint: "Copy the file again; `gzip -t` tells whether it is whole.",
      cause: error,
    });
  }
}

/** A stream that can't be read: its import says why. */
function failing(error: unknown): AsyncIterable<Uint8Array> {
  const reason = error instanceof Error ? error : new Error(String(error));
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(reason) }) };
}

/** The first bytes of a file; none where it can't be read, which its import will say. */
async function headOf(path: string): Promise<Buffer> {
  const file = await open(path).catch(() => null);
  if (file === null) return Buffer.alloc(0);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GZIP_HEAD_BYTES), 0, GZIP_HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await file.close();
  }
}
