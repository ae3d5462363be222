import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sortOpenedItems } from "./opened-items.js";

let folder: string;
const at = (name: string): string => path.join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "skein-open-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it("tells workspaces, traces, folders and links apart", async () => {
  writeFileSync(at("traces.jsonl"), "{}");
  writeFileSync(at("work.skein"), "");
  writeFileSync(at("renamed.db"), `12345678DUCK${"\0".repeat(20)}`);
  mkdirSync(at("dump"));
  const sorted = await sortOpenedItems([
    at("traces.jsonl"),
    at("work.skein"),
    at("renamed.db"),
    at("dump"),
    "skein://abc/trace/1",
  ]);
  expect(sorted).toEqual({
    links: [{ workspaceId: "abc", path: "/trace/1" }],
    workspaces: [at("work.skein"), at("renamed.db")],
    traces: [at("traces.jsonl"), at("dump")],
    refused: [],
  });
});

it("says what can't be opened, and opens the rest", async () => {
  writeFileSync(at("a.json"), "{}");
  const sorted = await sortOpenedItems([at("missing.json"), "https://example.org/x", at("a.json")]);
  expect(sorted.traces).toEqual([at("a.json")]);
  expect(sorted.refused).toEqual([
    `${at("missing.json")} does not exist.`,
    "https://example.org/x is no link of Skein.",
  ]);
});
