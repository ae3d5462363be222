import { AppError } from "../../../shared/contract/errors.js";

/** The error of a full disk. Nothing is lost: what was not committed is rolled back. */
export function diskFull(cause: unknown): AppError {
  return new AppError("DISK_FULL", "The disk is full, or a limit on file size was met.", {
    hint: "Free some space, or put the workspace on another disk. What was stored before is kept.",
    cause,
  });
}

/** True for what the system says where a disk, a quota or a limit on file size is used up. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOSPC" || code === "EFBIG" || code === "EDQUOT";
}
