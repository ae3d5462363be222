import { appendFileSync, closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, renameSync } from "node:fs";
import { z } from "zod";
import { changeCommand } from "../../../shared/contract/changes.js";
import { AppError } from "../../../shared/contract/errors.js";

/** A line of the change log, as in the table `change`. */
export const loggedChange = z.object({
  seq: z.int(),
  atMs: z.number(),
  entry: z.discriminatedUnion("type", [
    z.object({ type: z.literal("do"), change: changeCommand, inverse: changeCommand }),
    z.object({ type: z.literal("undo"), of: z.int() }),
    z.object({ type: z.literal("redo"), of: z.int() }),
  ]),
});
export type LoggedChange = z.output<typeof loggedChange>;

const header = z.object({ skein: z.literal("changes"), version: z.literal(1), workspace: z.string() });

/**
 * The copy of the change log beside a workspace: one line a change, synced before the database commits, never
 * rewritten. A damaged or lost database costs no note.
 */
export class ChangeMirror {
  readonly #path: string | null;

  /** Null: a temporary workspace keeps no copy. */
  constructor(path: string | null) {
    this.#path = path;
  }

  /** The id of the workspace whose changes these are; null where there is no file, or one that is none of ours. */
  workspace(): string | null {
    const [first] = this.#lines();
    const head = header.safeParse(parseLine(first?.toString("utf8") ?? ""));
    return head.success ? head.data.workspace : null;
  }

  /** The changes beyond a number as far as their lines are whole, one at a time: all of them may be many pictures. */
  *changesAfter(seq: number): Generator<LoggedChange, void> {
    if (this.workspace() === null) return;
    for (const line of this.#lines()) {
      // What is known already need not be understood.
      const number = /^\{"seq":(\d{1,15}),/.exec(line.toString("latin1", 0, 32))?.[1];
      if (number !== undefined && Number(number) <= seq) continue;
      const change = loggedChange.safeParse(parseLine(line.toString("utf8")));
      if (change.success && change.data.seq > seq) yield change.data;
    }
  }

  *#lines(): Generator<Buffer, void> {
    if (this.#path !== null && existsSync(this.#path)) yield* linesOf(this.#path);
  }

  /** Moves the file of another workspace out of the way; what is written from now on begins a new one. */
  setAside(): void {
    if (this.#path !== null && existsSync(this.#path)) renameSync(this.#path, `${this.#path}.${Date.now()}`);
  }

  append(workspace: string, change: LoggedChange): void {
    if (this.#path === null) return;
    try {
      appendSynced(this.#path, (file) => `${startOfLine(file, workspace)}${JSON.stringify(change)}\n`);
    } catch (error) {
      throw notWritten(this.#path, error);
    }
  }
}

const CHUNK_BYTES = 1024 * 1024;

/** The lines of a file, the last one too where it has no end. */
function* linesOf(path: string): Generator<Buffer, void> {
  const file = openSync(path, "r");
  try {
    let pieces: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const bytes = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (bytes === 0) break;
      let from = 0;
      for (let end = chunk.indexOf(10); end !== -1 && end < bytes; end = chunk.indexOf(10, from)) {
        yield Buffer.concat([...pieces, chunk.subarray(from, end)]);
        pieces = [];
        from = end + 1;
      }
      pieces.push(chunk.subarray(from, bytes));
    }
    yield Buffer.concat(pieces);
  } finally {
    closeSync(file);
  }
}

function appendSynced(path: string, text: (file: number) => string): void {
  const file = openSync(path, "a+", 0o600);
  try {
    appendFileSync(file, text(file));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A change that can't be written to the mirror is not made: it would be lost with the database. */
function notWritten(path: string, cause: unknown): AppError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOSPC" || code === "EFBIG" || code === "EDQUOT") {
    return new AppError("DISK_FULL", "The disk is full, so the change was not made.", {
      hint: "Free some space, then try again. What was stored before is kept.",
      cause,
    });
  }
  return new AppError("UNREADABLE", `The change was not made: ${path} can't be written to.`, {
    hint: "Give yourself the right to, or copy the workspace to a place of your own.",
    cause,
  });
}

/** What must stand before a new line: the header in an empty file, a line end where a crash has cut off the last one. */
function startOfLine(file: number, workspace: string): string {
  const { size } = fstatSync(file);
  if (size === 0) return `${JSON.stringify({ skein: "changes", version: 1, workspace })}\n`;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === 10 ? "" : "\n";
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    // A line that was cut off by a crash.
    return null;
  }
}
