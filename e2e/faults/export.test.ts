import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUILD_LIMIT_MS, ensureBuilt, Place, until } from "./skein.js";
import { codeOf, itLeavesNoHalfFile } from "./written-whole.js";

const CORPUS_BYTES = 20e6;

let place: Place;
let spans: number;
beforeAll(async () => {
  await ensureBuilt();
  place = new Place();
  await place.corpus("history.jsonl", "history", CORPUS_BYTES);
  await place.answer("import", "history.jsonl", "--workspace", "base.skein");
  ({ spans } = await place.counts("base.skein"));
}, BUILD_LIMIT_MS);
afterAll(() => place.remove());

const argumentsFor = (file: string, ...more: string[]): string[] => [
  "export",
  "--format",
  "otlp",
  "-o",
  file,
  "--workspace",
  "base.skein",
  "--json",
  ...more,
];

describe("an export", { timeout: 120_000 }, () => {
  it("is imported again to as many spans", async () => {
    expect(await place.answer(...argumentsFor("whole.jsonl").slice(0, -1))).toMatchObject({ spans });
    await place.answer("import", "whole.jsonl", "--workspace", "again.skein");
    expect((await place.counts("again.skein")).spans).toBe(spans);
    expect(place.besides("whole.jsonl")).toEqual([]);
    expect(statSync(place.pathOf("whole.jsonl")).mode & 0o077).toBe(0);
  });

  it("replaces no file unless it is told to", async () => {
    writeFileSync(place.pathOf("there.jsonl"), "mine");
    const refused = await place.run(argumentsFor("there.jsonl"));
    expect([refused.code, codeOf(refused)]).toEqual([1, "INVALID_INPUT"]);
    expect(readFileSync(place.pathOf("there.jsonl"), "utf8")).toBe("mine");
    expect((await place.run(argumentsFor("there.jsonl", "--force"))).code).toBe(0);
    expect(statSync(place.pathOf("there.jsonl")).size).toBeGreaterThan(1_000_000);
  });

  itLeavesNoHalfFile(() => place, ".jsonl", argumentsFor);

  it.each(["SIGINT", "SIGKILL"] as const)("that is ended by %s leaves the old file", async (signal) => {
    const name = `${signal}.jsonl`;
    writeFileSync(place.pathOf(name), "old");
    const { child, ended } = place.start(argumentsFor(name, "--force"));
    await until("it writes", () => existsSync(place.pathOf(`${name}.part`)) || child.exitCode !== null);
    child.kill(signal);
    const ran = await ended;
    // It may have ended by itself in between: then the new file is whole.
    if (ran.code === 0) return expect(statSync(place.pathOf(name)).size).toBeGreaterThan(CORPUS_BYTES / 2);
    expect(readFileSync(place.pathOf(name), "utf8")).toBe("old");
    if (signal === "SIGINT") expect(place.besides(name)).toEqual([]);
    expect((await place.counts("base.skein")).spans).toBe(spans);
  });
});
