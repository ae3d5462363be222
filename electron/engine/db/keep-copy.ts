import {
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { copyFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../../shared/contract/errors.js";
import { isDiskFull } from "./disk-full.js";

/**
 * Copies a workspace as an older Skein left it, before it is brought up: `NAME.skein.v13.bak` beside it, for its owner
 * alone, whole or not there at all. The copy of an earlier time is let go once this one is on the disk. Nobody may have the
 * file open, and nothing may stand in its write-ahead log. Returns the copy's path.
 *
 * @throws AppError DISK_FULL, UNREADABLE where the folder takes no copy; the workspace is as it was.
 */
export async function keepCopy(path: string, version: number): Promise<string> {
  const copy = `${path}.v${version}.bak`;
  // Cleared away at the next opening, should this process be killed.
  const part = `${path}.tmp-${process.pid}-copy`;
  try {
    await copyFile(path, part, constants.COPYFILE_FICLONE);
    chmodSync(part, 0o600);
    syncFile(part);
    renameSync(part, copy);
    if (process.platform !== "win32") syncFile(dirname(path));
  } catch (error) {
    rmSync(part, { force: true });
    throw notKept(path, error);
  }
  for (const other of copiesOf(path)) if (other !== copy) rmSync(other, { force: true });
  return copy;
}

/** The copies that were kept of a workspace. */
export function copiesOf(path: string): string[] {
  const start = `${basename(path)}.v`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(start) && /^\d+\.bak$/.test(name.slice(start.length)))
    .map((name) => join(dirname(path), name));
}

function notKept(path: string, cause: unknown): AppError {
  const { size } = statSync(path);
  if (isDiskFull(cause)) {
    return new AppError(
      "DISK_FULL",
      `The workspace ${path} is of an older Skein. It is copied before it is changed, and there is no room for the copy.`,
      { hint: `Free ${Math.ceil(size / 1e6)} MB, or move it to another disk. It is as it was.`, cause },
    );
  }
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    "UNREADABLE",
    `The workspace ${path} is of an older Skein. It is copied before it is changed, and its folder takes no copy (${why}).`,
    { hint: "Move it to a folder that you may write to. It is as it was.", cause },
  );
}

/** What was written is on the disk when this returns. */
function syncFile(path: string): void {
  const file = openSync(path, statSync(path).isDirectory() ? "r" : "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
