import { AppError, type ErrorData } from "../../shared/contract/errors.js";
import { jsonLine, printable } from "./terminal-text.js";

const INTERRUPTED = { message: "Interrupted.", hint: "What was complete is kept; the rest was rolled back." };

/** What a command prints: text for people, or exactly one JSON value. Errors go to stderr, in one line. */
export class Output {
  readonly json: boolean;

  constructor(json: boolean) {
    this.json = json;
  }

  /** The answer: `value` with `--json`, else `text`, which has made trace text printable. */
  answer(value: unknown, text: () => string): void {
    process.stdout.write(`${this.json ? jsonLine(value) : text()}\n`);
  }

  /** A passing line on how far a long command is; only on a terminal. */
  progress(text: string): void {
    if (!this.json && process.stderr.isTTY) process.stderr.write(`\r\x1b[K${printable(text)}`);
  }
  progressEnd(): void {
    if (!this.json && process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  }

  /** What people should know beside the answer; programs find it in the answer itself. */
  note(text: string): void {
    if (!this.json) process.stderr.write(`skein: ${printable(text)}\n`);
  }

  error(error: ErrorData): void {
    const { code, message, hint } = error;
    const line = this.json
      ? jsonLine({ error: { code, message, hint: hint ?? null } })
      : `skein: ${printable(sentences(message, hint))}`;
    process.stderr.write(`${line}\n`);
  }

  /** What a command failed with. A fault of ours is told without its stack, which is of no use to a reader. */
  failure(error: unknown): void {
    this.progressEnd();
    if (error instanceof AppError) {
      return this.error(error.code === "CANCELLED" ? { ...error.toData(), ...INTERRUPTED } : error.toData());
    }
    this.error({
      code: "INTERNAL",
      message: `Something went wrong inside Skein: ${error instanceof Error ? error.message : String(error)}`,
      hint: "Your data is unharmed. Try again; if it stays, report it.",
    });
  }
}

/** A message and its hint as running text. */
export function sentences(message: string, hint: string | undefined): string {
  const first = /[.!?:]$/.test(message) ? message : `${message}.`;
  return hint === undefined ? first : `${first} ${hint}`;
}
