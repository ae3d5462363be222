import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import type { TraceId } from "../../../shared/model/ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { ownSaid } from "../testing/said.js";
import { brokenRules } from "../testing/store-rules.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const IMPORTING = join(import.meta.dirname, "../testing/importing-process.ts");
const EARLIER = trace('trace earlier\n  agent planner 0-100ms "hello" => "there"');
const LINES = Array.from({ length: 2500 }, (_, n) =>
  trace(
    `trace t${n} [conversation:c${n % 50}]\n  agent a 0-9ms "hello ${n}" => "${"x".repeat(500)}"\n    llm gpt 1-5ms "hello ${n}" => "y"`,
  ),
).flat();

/** Starts an import, kills its process some time after the first progress; returns the notes that were taken. */
async function killAfter(
  delayMs: number,
  workspace: string,
  file: string,
): Promise<{ notes: string[]; done: boolean }> {
  const child = spawn(process.execPath, ["--import", "tsx", IMPORTING, workspace, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  const notes: string[] = [];
  let done = false;
  let timer: NodeJS.Timeout | null = null;
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith("note ")) notes.push(line.slice(5));
    if (line === "done") done = true;
    if (line === "progress") timer ??= setTimeout(() => child.kill("SIGKILL"), delayMs);
  }
  await gone;
  if (timer !== null) clearTimeout(timer);
  return { notes, done };
}

describe("an engine that is killed in an import", () => {
  it("leaves all that was there, all notes, and of the file all or nothing", { timeout: 120_000 }, async () => {
    await using first = await TestEngine.open();
    await first.add("earlier.json", EARLIER);
    const file = first.write("killed.jsonl", LINES);
    const path = first.workspacePath;
    await first.close();
    const taken = new Set<string>();
    let cut = 0;
    for (const delayMs of [0, 60, 250, 700]) {
      const { notes, done } = await killAfter(delayMs, path, file);
      for (const id of notes) taken.add(id);
      await using engine = await TestEngine.open(path);
      const [spans, records] =
        (
          await engine.sql("SELECT (SELECT count(*) FROM span), (SELECT count(*) FROM record WHERE kind = 'span')")
        )[0] ?? [];
      expect(records).toBe(spans);
      expect([1, 1 + LINES.length * 2]).toContain(spans);
      if (done) expect(spans).toBe(1 + LINES.length * 2);
      else cut++;
      const traceId = `${"0".repeat(31)}1` as TraceId;
      const kept = new Set((await ownSaid(engine, traceId)).map((note) => note.id));
      for (const id of taken) expect(kept.has(id)).toBe(true);
      expect(await brokenRules(engine)).toEqual([]);
      for (const source of await engine.handlers["source.list"]({}, calm)) {
        if (source.name === "killed.jsonl")
          await engine.handlers["source.remove"]({ source: source.id as never }, calm);
      }
    }
    expect(taken.size).toBeGreaterThan(0);
    expect(cut).toBeGreaterThan(0);
    await using last = await TestEngine.open(path);
    expect(await last.import([file])).toMatchObject([{ status: "stored", stored: LINES.length * 2 }]);
  });
});
