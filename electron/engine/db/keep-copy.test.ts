import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inFile, makeEarlierWorkspace } from "./earlier/earlier-workspace.js";
import { sourceOf } from "../testing/import-cases.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

const OPENING = join(import.meta.dirname, "../testing/opening-process.ts");

let store = "";
let folder = "";
let path = "";
beforeAll(async () => {
  store = mkdtempSync(join(tmpdir(), "skein-kept-"));
  await makeEarlierWorkspace(join(store, "old.skein"), 13);
});
afterAll(() => rmSync(store, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "skein-kept-"));
  path = join(folder, "old.skein");
  copyFileSync(join(store, "old.skein"), path);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const names = (): string[] => readdirSync(folder).sort();
const upgraded = async (engine: TestEngine) => (await engine.handlers["workspace.info"]({}, calm)).upgraded;
const versionOf = (file: string): Promise<unknown> =>
  inFile(join(folder, file), async (run) => (await run("SELECT value FROM meta WHERE key = 'schema_version'"))[0]?.[0]);

/** Opens the workspace in a process of its own; no file may grow beyond `maxBlocks` of 1,024 bytes. */
function opening(options: { killedAt?: string; maxBlocks?: number }): Promise<string> {
  const { killedAt, maxBlocks = "unlimited" } = options;
  const own = [process.execPath, "--import", "tsx", OPENING, path, ...(killedAt === undefined ? [] : [killedAt])];
  return new Promise((resolve) => {
    execFile("bash", ["-c", 'ulimit -f "$1"; shift; exec "$@"', "bash", String(maxBlocks), ...own], (_error, stdout) =>
      resolve(stdout.trim()),
    );
  });
}

describe("a workspace that is brought up", () => {
  it("keeps one copy: that of the last time", async () => {
    writeFileSync(join(folder, "old.skein.v7.bak"), "of another time");
    writeFileSync(join(folder, "old.skein.v7.bak.txt"), "the user's own");
    await using engine = await TestEngine.open(path);
    expect(await upgraded(engine)).toEqual({ from: 13, copy: "old.skein.v13.bak" });
    expect(names().filter((name) => name.includes(".bak"))).toEqual(["old.skein.v13.bak", "old.skein.v7.bak.txt"]);
  });

  it("is as it was, with its copy, when it is killed in the middle; the next time copies it anew", async () => {
    expect(await opening({ killedAt: "UPDATE meta" })).toBe("killed");
    expect(await versionOf("old.skein")).toBe("13");
    expect(await versionOf("old.skein.v13.bak")).toBe("13");
    writeFileSync(join(folder, "old.skein.v13.bak"), "cut off");
    await using engine = await TestEngine.open(path);
    expect(await upgraded(engine)).toMatchObject({ from: 13 });
    expect(await engine.value("SELECT count(*) FROM annotation WHERE kind = 'note'")).toBe(2);
    expect(await versionOf("old.skein.v13.bak")).toBe("13");
  });

  it("stays as it is where the disk has no room for the copy", async () => {
    const before = readFileSync(path);
    const maxBlocks = Math.floor(before.length / 2048);
    expect(await opening({ maxBlocks })).toMatch(/^failed DISK_FULL .* no room for the copy/);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(names()).toEqual(["old.skein"]);
    await (await TestEngine.open(path)).close();
  });

  it("stays as it is where its folder takes no copy", async () => {
    // As root no folder is closed: something that can't be replaced has the copy's name.
    mkdirSync(join(folder, "old.skein.v13.bak/inside"), { recursive: true });
    const before = readFileSync(path);
    expect(await failure(TestEngine.open(path))).toBe("UNREADABLE");
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(names()).toEqual(["old.skein", "old.skein.v13.bak"]);
  });

  it("says that it can't be where it is only read", async () => {
    const before = readFileSync(path);
    expect(await failure(TestEngine.open(path, undefined, { readOnly: true }))).toBe("WORKSPACE_OLDER");
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(names()).toEqual(["old.skein"]);
  });

  it("keeps nothing of a file that is erased", async () => {
    await using engine = await TestEngine.open(path);
    expect(names()).toContain("old.skein.v13.bak");
    const source = await sourceOf(engine, "run.jsonl");
    for await (const _step of engine.handlers["source.erase"]({ source }, calm));
    expect(names()).not.toContain("old.skein.v13.bak");
  });
});
