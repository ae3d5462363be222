import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { BLOCK_BYTES, STORAGE_VERSION } from "../db/file-format.js";
import { AppError } from "../../../shared/contract/errors.js";
import { textsInsideSql, textsPointedAtSql } from "../db/text-references.js";
import { openClosedDatabase, sqlText } from "./closed-database.js";
import type { RewriteOrder } from "./messages.js";

/** The engine has let go of the workspace, so its share is free. */
const MEMORY_LIMIT = "400MB";
const TELL_MS = 200;

/** What goes into the new file of tables that are not taken whole. What belongs to no span any more has no use. */
const KEPT: Readonly<Record<string, string>> = {
  text: "id IN (FROM text_in_use)",
  text_alias: "id IN (FROM text_in_use)",
  meaning: "id IN (SELECT meaning FROM old.span)",
  relation: "id IN (SELECT relation FROM old.contact)",
  party: `id IN (SELECT unnest([source, target]) FROM old.relation WHERE id IN (SELECT relation FROM old.contact))`,
  // The wish to erase is fulfilled by the new file.
  meta: "key <> 'erase_pending'",
};

/**
 * Copies a workspace into a new file, table by table in the order of its rows, without texts that nothing points at;
 * compares the two; and puts the new one into the old one's place in one step. Until then the old file is only read, so
 * that whatever happens leaves it whole. The old file stays locked until the new one has its name.
 */
export async function rewriteWorkspace(
  order: RewriteOrder,
  tell: (phase: string, done: number, total: number) => void,
): Promise<void> {
  process.umask(0o077);
  mkdirSync(order.temporary, { recursive: true });
  const connection = await openClosedDatabase({
    files: [...filesOf(order.path), ...filesOf(order.target)],
    temporary: order.temporary,
    memoryLimit: MEMORY_LIMIT,
    threads: 2,
  });
  await connection.run(`ATTACH ${sqlText(order.path)} AS old`);
  // A log that was left would be taken for the new file's.
  await connection.run("CHECKPOINT old");
  if (sizeOf(`${order.path}.wal`) > 0) throw new AppError("INTERNAL", "The workspace's log could not be closed.");
  const tables = await tablesOf(connection);
  const stopTelling = tellSize(order, tell);
  try {
    await connection.run(
      `ATTACH ${sqlText(order.target)} AS new (STORAGE_VERSION '${STORAGE_VERSION}', BLOCK_SIZE ${BLOCK_BYTES})`,
    );
    await listTextsInUse(connection);
    await connection.run("COPY FROM DATABASE old TO new (SCHEMA)");
    for (const table of tables) {
      await connection.run(`INSERT INTO new."${table}" SELECT * FROM old."${table}" WHERE ${KEPT[table] ?? "true"}`);
    }
    await connection.run("CHECKPOINT new");
    await connection.run("DETACH new");
  } finally {
    stopTelling();
  }
  sync(order.target);
  await connection.run(`ATTACH ${sqlText(order.target)} AS new (READ_ONLY)`);
  for (const [index, table] of tables.entries()) {
    tell("checking", index, tables.length);
    await compare(connection, table);
  }
  await connection.run("DETACH new");
  // Elsewhere a file that is open can't be replaced.
  if (process.platform === "win32") await connection.run("DETACH old");
  renameSync(order.target, order.path);
  if (process.platform !== "win32") sync(dirname(order.path));
  rmSync(order.temporary, { recursive: true, force: true });
}

/** A database's file, and those that DuckDB makes beside it. */
function filesOf(path: string): string[] {
  return [path, `${path}.wal`, `${path}.wal.checkpoint`, `${path}.wal.recovery`];
}

async function tablesOf(connection: DuckDBConnection): Promise<string[]> {
  const found = await connection.runAndReadAll(
    "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old' AND NOT temporary ORDER BY table_name",
  );
  return found.getRowsJS().flatMap(([name]) => (typeof name === "string" ? [name] : []));
}

/** Makes the table `text_in_use`: what something points at, and what stands in the holes of those, however deep. */
async function listTextsInUse(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE TABLE text_in_use AS ${textsPointedAtSql("old")}`);
  await connection.run("CREATE TABLE found AS FROM text_in_use");
  for (;;) {
    await connection.run(`CREATE TABLE inside AS SELECT id FROM (${textsInsideSql("old", "found")})
      WHERE id NOT IN (SELECT id FROM text_in_use)`);
    await connection.run("DROP TABLE found");
    await connection.run("ALTER TABLE inside RENAME TO found");
    if ((await connection.runAndReadAll("FROM found LIMIT 1")).currentRowCount === 0) return;
    await connection.run("INSERT INTO text_in_use FROM found");
  }
}

/** Every row of the new table stands in the old one and the other way round, as far as a hash of all columns tells. */
async function compare(connection: DuckDBConnection, table: string): Promise<void> {
  const sum = (database: string, where: string): string =>
    `(SELECT (count(*), bit_xor(hash(t)), sum(hash(t) % 1000003)) FROM ${database}."${table}" t WHERE ${where})`;
  const found = await connection.runAndReadAll(
    `SELECT ${sum("old", KEPT[table] ?? "true")} IS NOT DISTINCT FROM ${sum("new", "true")}`,
  );
  if (found.getRowsJS()[0]?.[0] === true) return;
  throw new AppError("INTERNAL", `The copy of the workspace differs from it in "${table}", so it was thrown away.`, {
    hint: "Check the disk. The workspace is as it was.",
  });
}

function tellSize(order: RewriteOrder, tell: (phase: string, done: number, total: number) => void): () => void {
  const total = sizeOf(order.path);
  const timer = setInterval(() => tell("copying", Math.min(total, sizeOf(order.target)), total), TELL_MS);
  tell("copying", 0, total);
  return () => clearInterval(timer);
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** What was written is on the disk when this returns. */
function sync(path: string): void {
  const file = openSync(path, statSync(path).isDirectory() ? "r" : "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
