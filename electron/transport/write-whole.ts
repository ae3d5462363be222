import { createWriteStream, existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "../../shared/contract/errors.js";

/**
 * Writes a file that is there when it is whole, and not before: a file of that name stays as it is until then. With `isNew`
 * one that is there is never replaced. Rejects with what the bytes reject with, INVALID_INPUT where a file is there, DISK_FULL,
 * UNREADABLE where it can't be written for another reason.
 */
export async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>, isNew = false): Promise<void> {
  const part = `${path}.part`;
  try {
    if (isNew) checkAbsent(path);
    await pipeline(Readable.from(bytes, { objectMode: true }), createWriteStream(part, { mode: 0o600 }));
    if (isNew) checkAbsent(path);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof AppError) throw error;
    if (isFull(error)) {
      throw new AppError("DISK_FULL", "The disk is full: the file could not be written.", {
        hint: "Make room, or choose another disk. A file of that name is as it was.",
        cause: error,
      });
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("UNREADABLE", `The file could not be written (${reason}).`, {
      hint: "Choose a folder that you may write to.",
      cause: error,
    });
  }
}

function checkAbsent(path: string): void {
  if (!existsSync(path)) return;
  throw new AppError("INVALID_INPUT", "There is a file of that name.", {
    hint: "Choose another name, or say --force to replace it.",
  });
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(ENOSPC|EDQUOT|EFBIG)$/.test(String(error.code));
}
