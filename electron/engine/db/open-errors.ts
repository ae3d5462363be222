import { existsSync, statSync } from "node:fs";
import { AppError } from "../../../shared/contract/errors.js";
import { diskFull } from "./disk-full.js";

/** Why a workspace's file could not be opened, as a sentence and what to do about it. */
export function toOpenError(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/lock on file/i.test(text)) {
    const holder = /\(PID (\d+)/.exec(text)?.[1];
    return new AppError(
      "WORKSPACE_LOCKED",
      `The workspace ${path} is open in another window or program${holder === undefined ? "" : ` (process ${holder})`}.`,
      { hint: "Close it there, or choose another workspace.", cause: error },
    );
  }
  if (/version number|newer version|storage version/i.test(text)) return newerWorkspace(path, error);
  if (/no space left|disk full|file too large/i.test(text)) return diskFull(error);
  if (isFolder(path)) {
    return new AppError("UNREADABLE", `${path} is a folder, and a workspace is a file.`, {
      hint: "Name a file in it, such as traces.skein.",
      cause: error,
    });
  }
  if (/not a valid DuckDB database file/i.test(text)) return noWorkspace(path, error);
  const refusal =
    /permission denied|read-only file system|no such file or directory|not a directory|file already exists/i;
  const reason = refusal.exec(text)?.[0];
  if (reason !== undefined) return unusablePlace(path, reason, error);
  return damaged(path, error);
}

/** The folder of a workspace can't be made or written to. */
function unusablePlace(path: string, reason: string, cause: unknown): AppError {
  return new AppError("UNREADABLE", `The workspace ${path} can't be opened or made: ${reason.toLowerCase()}.`, {
    hint: "Choose a place that you may write to.",
    cause,
  });
}

function newerWorkspace(path: string, cause: unknown): AppError {
  return new AppError("WORKSPACE_NEWER", `The workspace ${path} was written by a newer Skein.`, {
    hint: "Update Skein, or import the files into a new workspace.",
    cause,
  });
}

/** A file of another kind, or a workspace of which not even the beginning is left. */
function noWorkspace(path: string, cause: unknown): AppError {
  return new AppError("WORKSPACE_DAMAGED", `The file ${path} is no Skein workspace, or is damaged.`, {
    hint: recovery(path),
    cause,
  });
}

function damaged(path: string, cause: unknown): AppError {
  const text = cause instanceof Error ? cause.message : String(cause);
  const why = (text.split("\n", 1)[0] ?? "").replace(/^\w+ Error: /, "").replace(/\.$/, "");
  return new AppError("WORKSPACE_DAMAGED", `The workspace ${path} is damaged and can't be opened (${why}).`, {
    hint: recovery(path),
    cause,
  });
}

function recovery(path: string): string {
  return existsSync(`${path}.changes.jsonl`)
    ? "`skein rebuild` sets it aside: notes, incidents and settings come back from the .changes.jsonl file beside it."
    : "Choose another file, or move this one away and import again.";
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
