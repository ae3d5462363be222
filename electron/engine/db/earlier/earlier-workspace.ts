import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { STORAGE_VERSION } from "../file-format.js";

/** What workspaces of earlier versions were made of, and what they were: see the README here. */
const FOLDER = import.meta.dirname;

/** The versions that a workspace is stored of, lowest first. */
export const EARLIER_VERSIONS: readonly number[] = readdirSync(FOLDER)
  .flatMap((name) => /^v(\d+)\.sql$/.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((a, b) => a - b);

export function earlierText(name: string): string {
  return readFileSync(join(FOLDER, name), "utf8");
}

/** Makes the file that a Skein of that version left. */
export async function makeEarlierWorkspace(path: string, version: number): Promise<void> {
  await inFile(path, (run) => run(earlierText(`v${String(version).padStart(2, "0")}.sql`)));
}

/** True for a command that a Skein of that version took. */
export function knewCommand(version: number, command: string): boolean {
  return earlierText(`v${String(version).padStart(2, "0")}.sql`).includes(`'${command}'`);
}

/** Runs statements in a file that no engine has open. `run` gives the rows of the last one. */
export async function inFile<T>(
  path: string,
  work: (run: (sql: string) => Promise<unknown[][]>) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(path, { storage_compatibility_version: STORAGE_VERSION });
  const connection = await instance.connect();
  try {
    return await work(async (sql) => (await connection.runAndReadAll(sql)).getRowsJS());
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
