import type { ChangeCommand } from "../../../shared/contract/changes.js";
import { AppError } from "../../../shared/contract/errors.js";
import type { Session } from "../db/session.js";
import { type LoggedChange, loggedChange } from "./mirror.js";
import { type Summary, summaryOf, summaryOfName } from "./registry.js";

/** A line of the log without what a change holds, which may be large. */
export interface LogHead {
  readonly seq: number;
  readonly atMs: number;
  readonly entry: ({ readonly type: "do" } & Summary) | { readonly type: "undo" | "redo"; readonly of: number };
}

/** A change and what takes it back. */
export interface Reversible {
  readonly change: ChangeCommand;
  readonly inverse: ChangeCommand;
}

export function headOf({ seq, atMs, entry }: LoggedChange): LogHead {
  return {
    seq,
    atMs,
    entry: entry.type === "do" ? { type: "do", ...summaryOf(entry.change, entry.inverse) } : entry,
  };
}

/**
 * Every line of the log in order. What changes hold is read only where it is needed to sum them up, and one at a time: a workspace
 * with many pictures opens as quickly as another. Throws WORKSPACE_DAMAGED.
 */
export async function readHeads(session: Session): Promise<LogHead[]> {
  const rows = await session.rows<{ seq: number; at_ms: number; command: string }>(
    "SELECT seq, at_ms, command FROM change ORDER BY seq",
  );
  const heads: LogHead[] = [];
  for (const { seq, at_ms: atMs, command } of rows) {
    const summary = summaryOfName(command);
    heads.push(
      summary === null ? headOf(await readLine(session, seq)) : { seq, atMs, entry: { type: "do", ...summary } },
    );
  }
  return heads;
}

/** What was done in a line of the log. Throws WORKSPACE_DAMAGED. */
export async function readReversible(session: Session, seq: number): Promise<Reversible> {
  const { entry } = await readLine(session, seq);
  if (entry.type !== "do") throw damaged(seq);
  return entry;
}

export async function writeLine(session: Session, { seq, atMs, entry }: LoggedChange): Promise<void> {
  const [command, own, inverse] =
    entry.type === "do"
      ? [entry.change.command, JSON.stringify(entry.change), JSON.stringify(entry.inverse)]
      : [entry.type, JSON.stringify({ of: entry.of }), ""];
  await session.run("INSERT INTO change VALUES ($1::BIGINT, $2::BIGINT, $3, $4, $5)", [
    seq,
    atMs,
    command,
    own,
    inverse,
  ]);
}

async function readLine(session: Session, seq: number): Promise<LoggedChange> {
  const row = await session.first<{ at_ms: number; command: string; arguments: string; inverse: string }>(
    "SELECT at_ms, command, arguments, inverse FROM change WHERE seq = $1::BIGINT",
    [seq],
  );
  if (row === undefined) throw damaged(seq);
  const own: unknown = JSON.parse(row.arguments);
  const entry =
    row.command === "undo" || row.command === "redo"
      ? { type: row.command, ...(own as object) }
      : { type: "do", change: own, inverse: JSON.parse(row.inverse) as unknown };
  const parsed = loggedChange.safeParse({ seq, atMs: row.at_ms, entry });
  if (parsed.success) return parsed.data;
  throw damaged(seq);
}

function damaged(seq: number): AppError {
  return new AppError("WORKSPACE_DAMAGED", `Change ${seq} of the workspace can't be read.`, {
    hint: "The file beside it that ends in .changes.jsonl holds all changes.",
  });
}
