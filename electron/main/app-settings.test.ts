import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SettingsFile } from "./app-settings.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "skein-settings-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it("remembers the last workspace and the ones before, each once, the newest first", () => {
  const filePath = path.join(folder, "deep", "settings.json");
  const settings = new SettingsFile(filePath);
  for (const name of ["a", "b", "a"]) settings.rememberWorkspace(`/w/${name}.skein`);
  const again = new SettingsFile(filePath).current;
  expect(again.lastWorkspace).toBe("/w/a.skein");
  expect(again.recentWorkspaces).toEqual(["/w/a.skein", "/w/b.skein"]);
});

it("does not open again at the next start what was only read", () => {
  const settings = new SettingsFile(path.join(folder, "settings.json"));
  settings.rememberWorkspace("/w/a.skein");
  settings.rememberWorkspace("/w/b.skein", true);
  expect(settings.current).toMatchObject({
    lastWorkspace: null,
    recentWorkspaces: ["/w/b.skein", "/w/a.skein"],
  });
});

it("keeps the file to its user", () => {
  const filePath = path.join(folder, "settings.json");
  new SettingsFile(filePath).update({ theme: "dark" });
  expect(statSync(filePath).mode & 0o077).toBe(0);
});

it("starts from the defaults where the file is broken", () => {
  const filePath = path.join(folder, "settings.json");
  writeFileSync(filePath, '{"version":1,"theme":"pi');
  expect(new SettingsFile(filePath).current.theme).toBe("system");
});

it("forgets a workspace that is gone", () => {
  const settings = new SettingsFile(path.join(folder, "settings.json"));
  settings.rememberWorkspace("/w/a.skein");
  settings.forgetWorkspace("/w/a.skein");
  expect(settings.current).toMatchObject({ lastWorkspace: null, recentWorkspaces: [] });
});
