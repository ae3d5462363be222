import { constants, existsSync } from "node:fs";
import { access } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "../../../shared/contract/errors.js";

/** Why a workspace is only read: it was asked for, its file may not be written to, or nothing may be put beside it. */
export type ReadOnlyReason = "asked" | "file" | "folder";

/** Null for a workspace that can be changed, and for one that is not there. */
export async function readOnlyReason(path: string): Promise<ReadOnlyReason | null> {
  if (!existsSync(path)) return null;
  if (!(await isWritable(path))) return "file";
  // The write-ahead log, the log of changes and temporary files lie beside it.
  return (await isWritable(dirname(path))) ? null : "folder";
}

function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** The answer to whatever would change a workspace that is only read. */
export function nothingWritten(cause?: unknown): AppError {
  return new AppError("READ_ONLY", "The workspace is open for reading only, so nothing in it can be changed.", {
    hint: "Save a copy of it to a place that you may write to, and open that.",
    cause,
  });
}
