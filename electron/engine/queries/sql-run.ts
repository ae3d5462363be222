import { AppError } from "../../../shared/contract/errors.js";
import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { searchContract } from "../../../shared/contract/search.js";
import { type Session, toAppError } from "../db/session.js";

type Answer = OutputOf<(typeof searchContract)["sql.run"]>;
type SqlCell = Answer["rows"][number][number];

const ALLOWED =
  /^\s*(--[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*(select|with|from|values|table|describe|desc|show|summarize|explain|pivot|unpivot|\()/i;

/**
 * Runs one statement that only reads, in a transaction that can do no more. The instance is locked besides: no file, no
 * extension and no setting can be reached.
 */
export async function runSql(session: Session, sql: string, limit: number): Promise<Answer> {
  const began = performance.now();
  const count = await session.statements(sql);
  if (count !== 1) {
    throw new AppError(
      "QUERY_FAILED",
      count === 0 ? "There is no statement." : "Only one statement can be run at a time.",
      {
        hint: "Remove all but one.",
      },
    );
  }
  if (!ALLOWED.test(sql) || /^\s*explain\s+analyze/i.test(sql)) {
    throw new AppError("QUERY_FAILED", "Only statements that read can be run here.", {
      hint: "Begin with SELECT, FROM, WITH, DESCRIBE, SHOW or SUMMARIZE.",
    });
  }
  await session.run("BEGIN TRANSACTION READ ONLY");
  try {
    const result = await session.stream(sql);
    const columns = Array.from({ length: result.columnCount }, (_, column) => ({
      name: result.columnName(column),
      type: result.columnType(column).toString(),
    }));
    const rows: SqlCell[][] = [];
    while (rows.length <= limit) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      for (const row of chunk.getRows()) rows.push(row.map(toCell));
    }
    if (rows.length > limit) await endStream(session, result);
    return { columns, rows: rows.slice(0, limit), truncated: rows.length > limit, ms: performance.now() - began };
  } catch (error) {
    throw toAppError(error);
  } finally {
    await session.run("ROLLBACK").catch(() => undefined);
  }
}

/** Ends a stream in the middle: one that is merely left would keep the database open after it was closed. */
async function endStream(session: Session, result: DuckDBRows): Promise<void> {
  for (;;) {
    session.interrupt();
    // What was made before the interrupt still comes.
    const chunk = await result.fetchChunk().catch(() => null);
    if (chunk === null || chunk.rowCount === 0) return;
  }
}
type DuckDBRows = Pick<Awaited<ReturnType<Session["stream"]>>, "fetchChunk">;

function toCell(value: unknown): SqlCell {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  // DuckDB's own values (times, lists, structs) print themselves.
  return (value as { toString(): string }).toString();
}
