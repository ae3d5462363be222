import { existsSync, renameSync } from "node:fs";
import { basename } from "node:path";
import { AppError } from "../../../shared/contract/errors.js";

/** Where the log of a workspace's changes lies. */
export function changesPath(workspacePath: string): string {
  return `${workspacePath}.changes.jsonl`;
}

/** An error of opening with what can be done about it: a damaged workspace is rebuilt where the log of its changes is there. */
export function withRemedy(error: AppError, workspacePath: string): AppError {
  if (error.code !== "WORKSPACE_DAMAGED" || !existsSync(changesPath(workspacePath))) return error;
  return new AppError(error.code, error.message, {
    hint: isOfTheLog(error)
      ? "What was written last can't be read. Rebuild it: what was there before comes back, with all notes and incidents."
      : "Rebuild it: notes, incidents and settings come back from the .changes.jsonl file beside it; then import the files again.",
    remedy: "rebuild",
    cause: error,
  });
}

/**
 * Puts what can't be read aside, so that the workspace is made again when it is opened next: of a damaged write-ahead log that alone,
 * else the whole file. Nothing is deleted. Returns the name under which it is kept, in the folder where it was.
 * Throws UNREADABLE where the folder can't be written to.
 */
export function setDamagedAside(workspacePath: string, error: AppError, now = new Date()): string {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const aside = `${workspacePath}.damaged-${stamp}`;
  const files = isOfTheLog(error) ? [".wal"] : ["", ".wal"];
  try {
    for (const suffix of files) {
      if (existsSync(workspacePath + suffix)) renameSync(workspacePath + suffix, aside + suffix);
    }
  } catch (cause) {
    throw new AppError("UNREADABLE", `The damaged file could not be renamed: ${workspacePath}.`, {
      hint: "Give yourself the right to write in its folder, then try again.",
      cause,
    });
  }
  return basename(aside + (files[0] ?? ""));
}

/** What is committed and not yet in the file is in the log beside it. */
function isOfTheLog(error: AppError): boolean {
  return /replaying WAL/i.test(error.message);
}
