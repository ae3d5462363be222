import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { SkippedFile } from "../../../shared/contract/sources.js";
import { only, RUN } from "../testing/import-cases.js";
import { TestEngine } from "../testing/test-engine.js";

async function importAll(engine: TestEngine, paths: string[]): Promise<{ names: string[]; skipped: SkippedFile[] }> {
  const skipped: SkippedFile[] = [];
  const files = await engine.import(paths, (event) => {
    if (event.type === "done") skipped.push(...(event.skipped ?? []));
  });
  return { names: files.map((file) => file.name), skipped };
}

it("reads the files of a folder by path, and says what it skipped and why", async () => {
  await using engine = await TestEngine.open();
  for (const name of [
    "b.jsonl",
    "a/z.jsonl",
    ".hidden",
    ".git/config",
    "work.skein",
    "work.skein.changes.jsonl",
    "agent-a1.meta.json",
  ]) {
    engine.write(`dump/${name}`, name.startsWith("b") ? RUN : only("planner"));
  }
  const dump = join(engine.folder, "dump");
  symlinkSync(join(dump, "b.jsonl"), join(dump, "link.jsonl"));
  symlinkSync(dump, join(dump, "round"));
  const { names, skipped } = await importAll(engine, [dump]);
  expect(names).toEqual(["dump/a/z.jsonl", "dump/b.jsonl"]);
  expect(skipped.map((file) => `${file.name}: ${file.reason.split(".")[0] ?? ""}`)).toEqual([
    "dump/.git: It is hidden",
    "dump/.hidden: It is hidden",
    "dump/agent-a1.meta.json: It is Claude Code's note on a sub-agent, whose session lies beside it",
    "dump/link.jsonl: It is a symbolic link",
    "dump/round: It is a symbolic link",
    "dump/work.skein: It is a workspace of Skein's, or belongs to one",
    "dump/work.skein.changes.jsonl: It is a workspace of Skein's, or belongs to one",
  ]);
});

it("follows a link that is given by name", async () => {
  await using engine = await TestEngine.open();
  const target = engine.write("dump/a.jsonl", RUN);
  symlinkSync(target, join(engine.folder, "link.jsonl"));
  const { names, skipped } = await importAll(engine, [join(engine.folder, "link.jsonl")]);
  expect(names).toEqual(["link.jsonl"]);
  expect(skipped).toEqual([]);
});

it("reads rotated files in the order of time, each a source of its own", async () => {
  await using engine = await TestEngine.open();
  engine.write("dump/traces.jsonl", only("planner"));
  engine.write("dump/traces-2026-11-02T00-00-00.000.jsonl", only("gpt"));
  engine.write("dump/traces-2026-11-01T00-00-00.000.jsonl", only("search"));
  engine.write("dump/other.jsonl", RUN);
  const { names } = await importAll(engine, [join(engine.folder, "dump")]);
  expect(names).toEqual([
    "dump/other.jsonl",
    "dump/traces-2026-11-01T00-00-00.000.jsonl",
    "dump/traces-2026-11-02T00-00-00.000.jsonl",
    "dump/traces.jsonl",
  ]);
});

it("refuses a folder that holds nothing to read", async () => {
  await using engine = await TestEngine.open();
  mkdirSync(join(engine.folder, "empty"));
  await expect(importAll(engine, [join(engine.folder, "empty")])).rejects.toMatchObject({ code: "NO_TRACES" });
});
