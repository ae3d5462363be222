import { z } from "zod";

/** Every way in which a call can fail that a caller may want to tell apart. */
export const ERROR_CODES = [
  "INVALID_INPUT",
  "NOT_FOUND",
  "UNKNOWN_FORMAT",
  "NO_TRACES",
  "EMPTY_FILE",
  "CORRUPT_FILE",
  "UNREADABLE",
  "READ_ONLY",
  "DISK_FULL",
  "WORKSPACE_LOCKED",
  "WORKSPACE_NEWER",
  "WORKSPACE_OLDER",
  "WORKSPACE_DAMAGED",
  "QUERY_SYNTAX",
  "QUERY_FAILED",
  "TOO_LARGE",
  "CANCELLED",
  "RESTARTED",
  "DISCONNECTED",
  "INTERNAL",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What travels of an error: a code for programs, a sentence that says what happened, a hint that says what to do. */
export const errorData = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string().optional(),
  /** Where in the input it went wrong, counted from 0 in UTF-16 units; for search queries. */
  column: z.int().optional(),
  /** What the window can do about it: `rebuild` makes a damaged workspace again, by `workspace.rebuild`. */
  remedy: z.enum(["rebuild"]).optional(),
});
export type ErrorData = z.output<typeof errorData>;

/** An expected failure. Anything else that is thrown becomes `INTERNAL` at the router. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly column: number | undefined;
  readonly remedy: ErrorData["remedy"];

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string; column?: number; remedy?: "rebuild"; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.hint = options.hint;
    this.column = options.column;
    this.remedy = options.remedy;
  }

  toData(): ErrorData {
    return {
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.column === undefined ? {} : { column: this.column }),
      ...(this.remedy === undefined ? {} : { remedy: this.remedy }),
    };
  }

  static from(data: ErrorData): AppError {
    return new AppError(data.code, data.message, {
      ...(data.hint === undefined ? {} : { hint: data.hint }),
      ...(data.column === undefined ? {} : { column: data.column }),
      ...(data.remedy === undefined ? {} : { remedy: data.remedy }),
    });
  }
}
