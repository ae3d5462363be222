import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, vi } from "vitest";
import type { EraseProgress } from "../../../shared/contract/sources.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { forkHelper } from "../helper/process.js";
import { sourceOf, withSpans } from "../testing/import-cases.js";
import { noteOn, ownSaid } from "../testing/said.js";
import { brokenRules } from "../testing/store-rules.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const ERASING = join(import.meta.dirname, "../testing/erasing-process.ts");
const HELPER = join(import.meta.dirname, "../helper/index.ts");
const PLANTED = "the-planted-secret-7f3a";
const KEPT = "what both of them say, which is long enough to be a text of its own in the store";

/** Lines of traces that all say something. */
function lines(prefix: string, count: number, says: string): string[] {
  return Array.from({ length: count }, (_, n) =>
    trace(
      `trace ${prefix}${n} [conversation:${prefix}]\n  agent a 0-9ms "${KEPT}" => "${says} ${n} ${"lorem ipsum ".repeat(40)}"`,
    ),
  ).flat();
}

/** Text that stands in any file of a folder, as it is or folded. */
function standsIn(folder: string, text: string): string[] {
  return readdirSync(folder).filter((name) => {
    const path = join(folder, name);
    return statSync(path).isFile() && name.startsWith("test.skein") && readFileSync(path).includes(text);
  });
}

/** A span whose input is JSON, in which stands JSON: long strings at every depth. */
function nested(text: string): string {
  const inner = JSON.stringify({ deep: [`${text}, deep in it ${"and on ".repeat(30)}`, KEPT] });
  const input = JSON.stringify({
    messages: [{ role: "user", content: `${text} ${"so it is ".repeat(30)}` }, { inner }],
  });
  return withSpans(trace(`trace nested-${text.replaceAll(" ", "-")}\n  agent a 0-9ms "hi" => "ho"`)[0], (span) => ({
    ...span,
    attributes: [{ key: "input.value", value: { stringValue: input } }],
  }));
}

/** Two files: one to erase, one to keep. */
async function twoFiles(engine: TestEngine, count = 60): Promise<void> {
  const secret = [
    ...lines("secret", count, `${PLANTED} and more of it`),
    trace(`agent ${PLANTED} 0-9ms "a" => "b"`)[0] ?? "",
    nested(PLANTED),
  ];
  await engine.add("secret.jsonl", secret);
  await engine.add("kept.jsonl", [...lines("kept", count - 1, "nothing special"), nested("nothing special")]);
}

async function rawsOf(engine: TestEngine): Promise<string[]> {
  const keys = await engine.sql(
    "SELECT trace_id, span_id FROM span WHERE source = (SELECT id FROM source WHERE name = 'kept.jsonl') ORDER BY ALL",
  );
  const raws = keys.map(([traceId, spanId]) =>
    engine.handlers["span.raw"]({ traceId: traceId as TraceId, spanId: spanId as SpanId }, calm),
  );
  return (await Promise.all(raws)).map((raw) => JSON.stringify(raw));
}

async function erase(
  engine: TestEngine,
  onEvent: (event: EraseProgress) => void = () => undefined,
  signal = calm.signal,
) {
  const events: EraseProgress[] = [];
  const source = await sourceOf(engine, "secret.jsonl");
  for await (const event of engine.handlers["source.erase"]({ source }, { signal })) {
    events.push(event);
    onEvent(event);
  }
  return events;
}

const add = (engine: TestEngine, id: string) =>
  engine.handlers["change.apply"](
    { change: noteOn({ traceId: "1".repeat(32) as TraceId, spanId: "1".repeat(16) as SpanId }, `note ${id}`) },
    calm,
  );
const notes = async (engine: TestEngine): Promise<number> => (await ownSaid(engine, "1".repeat(32) as TraceId)).length;

describe("a file that is removed and erased", { timeout: 60_000 }, () => {
  it("leaves nothing in the workspace, its log and the copy of the changes", async () => {
    await using engine = await TestEngine.open();
    await twoFiles(engine);
    const first = crypto.randomUUID();
    await add(engine, first);
    await add(engine, crypto.randomUUID());
    await engine.handlers["change.undo"]({}, calm);
    await engine.value("SELECT 1");
    expect(standsIn(engine.folder, PLANTED)).not.toEqual([]);
    const before = await rawsOf(engine);
    const events = await erase(engine);
    expect(events.at(0)).toMatchObject({ type: "progress", phase: "removing" });
    expect(events.at(-1)).toMatchObject({ type: "done", spans: 62, handedOn: 0 });
    expect(standsIn(engine.folder, PLANTED)).toEqual([]);
    expect(readdirSync(engine.folder).filter((name) => name.includes("rewrite"))).toEqual([]);
    expect(statSync(engine.workspacePath).mode & 0o777).toBe(0o600);
    // What stays is as it was: the other file, notes, and the way back and forth through them.
    expect(await rawsOf(engine)).toEqual(before);
    expect(await brokenRules(engine)).toEqual([]);
    expect(await notes(engine)).toBe(1);
    await engine.handlers["change.redo"]({}, calm);
    expect(await notes(engine)).toBe(2);
    expect(await engine.value("SELECT count(*) FROM meta WHERE key = 'erase_pending'")).toBe(0);
    // And it goes on: the next import, and the next opening.
    expect(await engine.add("again.jsonl", lines("again", 50, "more"))).toMatchObject({ stored: 50 });
    await engine.derive();
    await engine.close();
    expect(standsIn(engine.folder, PLANTED)).toEqual([]);
    await using again = await TestEngine.open(engine.workspacePath);
    expect(await again.value("SELECT count(*) FROM span")).toBe(110);
    expect(await notes(again)).toBe(2);
    expect(await brokenRules(again)).toEqual([]);
  });

  it("reads and changes that come meanwhile wait and are answered", async () => {
    await using engine = await TestEngine.open();
    await twoFiles(engine);
    const answers: Promise<unknown>[] = [];
    await erase(engine, (event) => {
      if (event.type !== "progress" || event.phase !== "copying" || answers.length > 0) return;
      for (let n = 0; n < 8; n++) answers.push(engine.handlers["workspace.info"]({}, calm));
      answers.push(add(engine, crypto.randomUUID()));
    });
    const [info] = await Promise.all(answers);
    expect(info).toMatchObject({ sources: 1, spans: 60 });
    expect(await notes(engine)).toBe(1);
  });

  it("keeps everything when it is cancelled before it is removed", async () => {
    await using engine = await TestEngine.open();
    await twoFiles(engine, 20);
    const stopped = AbortSignal.abort();
    await expect(erase(engine, undefined, stopped)).rejects.toMatchObject({ code: "CANCELLED" });
    expect(await engine.value("SELECT count(*) FROM source")).toBe(2);
  });

  it("is erased later when that is cancelled, once nothing runs", async () => {
    await using engine = await TestEngine.open(undefined, undefined, { idleMs: 200 });
    await twoFiles(engine);
    const controller = new AbortController();
    const stop = (event: EraseProgress): void => {
      if (event.type === "progress" && event.phase === "copying") controller.abort();
    };
    await expect(erase(engine, stop, controller.signal)).rejects.toMatchObject({ code: "CANCELLED" });
    expect(await brokenRules(engine)).toEqual([]);
    expect(await engine.value("SELECT count(*) FROM source")).toBe(1);
    await expect.poll(() => standsIn(engine.folder, PLANTED), { timeout: 40_000, interval: 500 }).toEqual([]);
    expect(await engine.value("SELECT count(*) FROM span")).toBe(60);
  });

  it("stays whole when the helper dies", async () => {
    await using engine = await TestEngine.open(undefined, undefined, {
      startHelper: () => {
        const helper = forkHelper(HELPER);
        helper.onMessage(() => helper.kill());
        return helper;
      },
    });
    await twoFiles(engine, 20);
    await expect(erase(engine)).rejects.toMatchObject({ code: "INTERNAL" });
    expect(await engine.value("SELECT count(*) FROM span")).toBe(20);
    expect(await brokenRules(engine)).toEqual([]);
    expect(readdirSync(engine.folder).filter((name) => name.includes("rewrite"))).toEqual([]);
  });

  it("whenever the engine is killed, the workspace is whole", { timeout: 180_000 }, async () => {
    await using first = await TestEngine.open();
    await twoFiles(first);
    const path = first.workspacePath;
    const file = join(first.folder, "secret.jsonl");
    const raws = await rawsOf(first);
    await first.close();
    const reached = new Set<string>();
    for (const [stage, delayMs] of [
      ["removing", 50],
      ["copying", 0],
      ["copying", 150],
      ["checking", 0],
    ] as const) {
      const child = spawn(process.execPath, ["--import", "tsx", ERASING, path, "secret.jsonl"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const gone = once(child, "exit");
      let last = "";
      for await (const line of createInterface(child.stdout)) {
        if (line === stage && last !== line) setTimeout(() => child.kill("SIGKILL"), delayMs);
        last = line;
      }
      await gone;
      reached.add(last);
      // Its helper ends with it, and lets go of the file soon.
      await using engine = await vi.waitFor(() => TestEngine.open(path), { timeout: 30_000, interval: 100 });
      expect(await rawsOf(engine)).toEqual(raws);
      expect(await brokenRules(engine)).toEqual([]);
      expect(readdirSync(first.folder).filter((name) => name.includes("rewrite"))).toEqual([]);
      await engine.import([file]);
    }
    expect(reached.size).toBeGreaterThan(1);
  });
});

describe("a workspace with much dead space", { timeout: 60_000 }, () => {
  it("is written anew when nothing runs", async () => {
    await using engine = await TestEngine.open(undefined, undefined, { idleMs: 300 });
    const big = Array.from({ length: 400 }, (_, n) => `big ${n} ${randomBytes(24_000).toString("base64")}`);
    await engine.add(
      "secret.jsonl",
      big.flatMap((text, n) => trace(`trace b${n}\n  agent a 0-9ms "hi" => "${text}"`)),
    );
    await engine.add("kept.jsonl", lines("kept", 20, "nothing special"));
    const before = (await engine.handlers["workspace.info"]({}, calm)).sizeBytes;
    await engine.handlers["source.remove"]({ source: await sourceOf(engine, "secret.jsonl") }, calm);
    await expect
      .poll(() => statSync(engine.workspacePath).size, { timeout: 40_000, interval: 100 })
      .toBeLessThan(before / 2);
    expect(await engine.value("SELECT count(*) FROM span")).toBe(20);
    expect(await brokenRules(engine)).toEqual([]);
  });
});
