import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import { sqlOf } from "../db/earlier/sql-of.js";
import { calm, TestEngine } from "./test-engine.js";

/**
 * Writes a small workspace, as the code of this checkout makes it, as SQL text: `store-workspace.ts FOLDER [FILE]`. The folder
 * holds what goes into it; without a file the text goes to the one of the present version there. How and when it is run
 * stands in `db/earlier/README.md`.
 */
const [folder = join(import.meta.dirname, "../db/earlier"), chosen] = process.argv.slice(2);

/** What a version does not know yet is left out. */
async function change(engine: TestEngine, command: ChangeCommand): Promise<void> {
  try {
    await engine.handlers["change.apply"]({ change: command }, calm);
  } catch (error) {
    process.stderr.write(`${command.command} is left out: ${String(error).split("\n", 1)[0]}\n`);
  }
}

await using engine = await TestEngine.open();
// Version 1 knows no annotations of files: it refuses the second one.
for (const name of ["run.jsonl", "labels.json"]) await engine.add(name, readFileSync(join(folder, name), "utf8"));
const changes = JSON.parse(readFileSync(join(folder, "changes.json"), "utf8")) as ChangeCommand[];
for (const command of changes) await change(engine, command);
await engine.close();
const { version, sql } = await sqlOf(engine.workspacePath);
// The engine keeps its files to their owner; this one goes into the repository.
process.umask(0o022);
const target = resolve(chosen ?? join(folder, `v${version.padStart(2, "0")}.sql`));
writeFileSync(target, sql.replaceAll(engine.folder, "/traces"));
process.stdout.write(`${target}: version ${version}, ${Math.round(sql.length / 1000)} kB\n`);
