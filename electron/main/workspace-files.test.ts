import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyWorkspace, moveWorkspace, removeWorkspace } from "./workspace-files.js";

let folder: string;
const at = (name: string): string => path.join(folder, name);
const names = (): string[] => readdirSync(folder).sort();

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "skein-files-"));
  writeFileSync(at("a.skein"), "data");
  writeFileSync(at("a.skein.changes"), "notes");
  writeFileSync(at("a.skeinny"), "another's");
  mkdirSync(at("a.skein.tmp"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("the files of a workspace", () => {
  it("are copied together, and replace an older workspace whole", async () => {
    writeFileSync(at("b.skein"), "old");
    writeFileSync(at("b.skein.wal"), "old log");
    await copyWorkspace(at("a.skein"), at("b.skein"));
    expect(readFileSync(at("b.skein"), "utf8")).toBe("data");
    expect(names()).toEqual(["a.skein", "a.skein.changes", "a.skein.tmp", "a.skeinny", "b.skein", "b.skein.changes"]);
  });
  it("stay where they are when another can't be copied over them", async () => {
    writeFileSync(at("b.skein"), "old");
    // A folder stands where a part is to be written: the copy fails after the first file.
    mkdirSync(at("b.skein.changes.part"));
    await expect(copyWorkspace(at("a.skein"), at("b.skein"))).rejects.toThrow("EISDIR");
    expect(readFileSync(at("b.skein"), "utf8")).toBe("old");
    expect(names().filter((name) => name.startsWith("b."))).toEqual(["b.skein", "b.skein.changes.part"]);
  });
  it("leave what was kept before an upgrade with the original", async () => {
    writeFileSync(at("a.skein.v13.bak"), "before");
    await copyWorkspace(at("a.skein"), at("d.skein"));
    expect(names().filter((name) => name.startsWith("d."))).toEqual(["d.skein", "d.skein.changes"]);
  });
  it("move together", async () => {
    await moveWorkspace(at("a.skein"), at("c.skein"));
    expect(names()).toEqual(["a.skein.tmp", "a.skeinny", "c.skein", "c.skein.changes"]);
  });
  it("go together, and nothing else goes", async () => {
    await removeWorkspace(at("a.skein"));
    expect(names()).toEqual(["a.skein.tmp", "a.skeinny"]);
  });
  it("survive being saved over themselves", async () => {
    await copyWorkspace(at("a.skein"), at("a.skein"));
    expect(readFileSync(at("a.skein"), "utf8")).toBe("data");
  });
});
