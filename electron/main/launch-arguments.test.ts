import { describe, expect, it } from "vitest";
import { parseLaunch } from "./launch-arguments.js";

const unpackaged = { packaged: false, cwd: "/home/me" };

describe("the arguments of a start", () => {
  it("are files relative to where the user stood", () => {
    expect(parseLaunch(["electron", ".", "a.jsonl", "/data/b.json"], unpackaged)).toEqual({
      workspacePath: null,
      readOnly: false,
      items: ["/home/me/a.jsonl", "/data/b.json"],
    });
  });
  it("may follow switches of Electron and Chromium", () => {
    const argv = ["electron", "--inspect=0", "--no-sandbox", "out/main/index.js", "a.jsonl"];
    expect(parseLaunch(argv, unpackaged).items).toEqual(["/home/me/a.jsonl"]);
  });
  it("start at once in a packaged app", () => {
    expect(parseLaunch(["skein", "a.jsonl"], { packaged: true, cwd: "/home/me" }).items).toEqual(["/home/me/a.jsonl"]);
  });
  it("name the workspace in both spellings", () => {
    expect(parseLaunch(["electron", ".", "--workspace", "w.skein", "a"], unpackaged)).toEqual({
      workspacePath: "/home/me/w.skein",
      readOnly: false,
      items: ["/home/me/a"],
    });
    expect(parseLaunch(["electron", ".", "--workspace=/x/w.skein"], unpackaged).workspacePath).toBe("/x/w.skein");
  });
  it("ask for reading only", () => {
    expect(parseLaunch(["electron", ".", "--read-only", "w.skein"], unpackaged)).toEqual({
      workspacePath: null,
      readOnly: true,
      items: ["/home/me/w.skein"],
    });
  });
  it("keep links as they are, and names with a dash after --", () => {
    expect(parseLaunch(["electron", ".", "skein://id/traces", "--", "-odd.json"], unpackaged).items).toEqual([
      "skein://id/traces",
      "/home/me/-odd.json",
    ]);
  });
});
