import { copyFileSync, existsSync } from "node:fs";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Random } from "../../scripts/random.js";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { addNote, isAlive, type Serving, serve } from "./serving.js";
import { after, BUILD_LIMIT_MS, ensureBuilt, Place, until } from "./skein.js";

const CORPUS_BYTES = 30e6;
const ROUNDS = 8;

let place: Place;
let base: { spans: number; traces: number; notes: number; sources: number };
beforeAll(async () => {
  await ensureBuilt();
  place = new Place();
  for (const kind of ["small", "history"] as const) await place.corpus(`${kind}.jsonl`, kind, CORPUS_BYTES);
  await place.answer("import", SAMPLE_FILE, "--workspace", "base.skein");
  const served = await serve(place, ["--workspace", "base.skein"]);
  await addNote(served, "earlier");
  await served.stop();
  base = await place.counts("base.skein");
}, BUILD_LIMIT_MS);
afterAll(() => place.remove());

const serving: Serving[] = [];
afterEach(async () => {
  for (const each of serving.splice(0)) await each.stop();
});

/** A workspace with earlier data and a note, and the change log beside it. */
function fresh(name: string): string {
  for (const suffix of ["", ".changes.jsonl"]) {
    copyFileSync(place.pathOf(`base.skein${suffix}`), place.pathOf(`${name}${suffix}`));
  }
  return name;
}

async function notesIn(workspace: string): Promise<string[]> {
  const statement = "SELECT text FROM annotation ORDER BY created_at_ms";
  const { rows } = await place.answer<{ rows: [string][] }>("sql", statement, "--workspace", workspace);
  return rows.map(([text]) => text);
}

/** Begins an import; resolves to whether it came to its end. */
function beginImport({ client }: Serving, file: string): { done: Promise<boolean>; reading: Promise<void> } {
  let begun = (): void => {};
  const reading = new Promise<void>((resolve) => (begun = resolve));
  const done = (async () => {
    try {
      for await (const step of client.subscribe("import.run", { files: [`path:${file}`] })) {
        if (step.type === "progress") begun();
        if (step.type === "done") return true;
      }
    } catch {
      // The engine was killed.
    }
    begun();
    return false;
  })();
  return { done, reading };
}

describe("kill -9 in the middle of an import", () => {
  const random = new Random("kill -9");
  const rounds = Array.from({ length: ROUNDS }, (_, index) => ({
    round: index + 1,
    file: random.pick(["small.jsonl", "history.jsonl"]),
    afterMs: random.integer(20, 2_000),
    victim: index % 2 === 0 ? ("engine" as const) : ("server" as const),
  }));

  it.each(rounds)("round $round: of the $victim, $afterMs ms into $file", { timeout: 120_000 }, async (given) => {
    const { round, file, afterMs, victim } = given;
    const name = fresh(`round-${round}.skein`);
    const served = await serve(place, ["--workspace", name, "--root", place.pathOf("")]);
    serving.push(served);
    const { done, reading } = beginImport(served, file);
    await reading;
    const engine = served.enginePid() ?? 0;
    const written: string[] = [];
    let killed = false;
    const writing = (async () => {
      while (!killed) {
        const text = `note ${written.length} of round ${round}`;
        await addNote(served, text).then(
          () => written.push(text),
          () => {},
        );
        await after(50);
      }
    })();
    await after(afterMs);
    process.kill(victim === "engine" ? engine : served.pid, "SIGKILL");
    killed = true;
    if (victim === "engine") {
      // The server starts another one, which opens the workspace at once.
      expect((await served.client.call("workspace.info", {})).spans).toBeGreaterThanOrEqual(base.spans);
      expect(served.enginePid()).not.toBe(engine);
    } else {
      await until("the engine ends with its parent", () => !isAlive(engine), 15_000);
    }
    served.client.close();
    await writing;
    const finishedFirst = await done;
    await served.stop();
    serving.pop();

    const now = await place.counts(name);
    const notes = await notesIn(name);
    expect(notes[0]).toBe("earlier");
    for (const text of written) expect(notes).toContain(text);
    // At most the one that was on its way is there beyond those that were answered.
    expect(notes.length - 1 - written.length).toBeLessThanOrEqual(1);
    // A whole import may have been committed in the moment before; a part of one never is.
    const whole = now.sources === base.sources + 1;
    if (finishedFirst) expect(whole).toBe(true);
    expect({ ...now, notes: base.notes }).toEqual(whole ? { ...now, notes: base.notes } : base);
    expect(place.besides(name)).toEqual([`${name}.changes.jsonl`]);
    console.log(
      `round ${round}: ${file} killed after ${afterMs} ms, ${written.length} notes, ${whole ? "whole" : "nothing"} of it`,
    );
    expect(await place.answer("import", file, "--workspace", name)).toMatchObject({
      sources: [{ status: whole ? "known" : "stored" }],
    });
  });
});

describe("kill -9 of the command line", () => {
  it("leaves the workspace as it was", { timeout: 120_000 }, async () => {
    const name = fresh("command.skein");
    for (const ms of [0, 200, 600]) {
      const { child, ended } = place.start(["import", "small.jsonl", "--workspace", name]);
      await place.reading(child, "small.jsonl");
      await after(ms);
      child.kill("SIGKILL");
      await ended;
      expect(await place.counts(name)).toEqual(base);
      expect(place.besides(name)).toEqual([`${name}.changes.jsonl`]);
    }
  });

  it("while it makes a workspace leaves one that opens", { timeout: 120_000 }, async () => {
    const random = new Random("making");
    for (let round = 0; round < 6; round++) {
      const name = `making-${round}.skein`;
      const { child, ended } = place.start(["import", SAMPLE_FILE, "--workspace", name]);
      await until("the file is there", () => existsSync(place.pathOf(name)));
      await after(random.integer(0, 40));
      child.kill("SIGKILL");
      await ended;
      await place.answer("import", SAMPLE_FILE, "--workspace", name);
      expect((await place.counts(name)).spans).toBe(base.spans);
    }
  });
});

describe("a signal that asks to end", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s rolls an import back", { timeout: 60_000 }, async (signal) => {
    const name = fresh(`${signal}.skein`);
    const { child, ended } = place.start(["import", "small.jsonl", "--workspace", name, "--json"]);
    await place.reading(child, "small.jsonl");
    child.kill(signal);
    const ran = await ended;
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(JSON.parse(ran.stderr)).toMatchObject({ error: { code: "CANCELLED", message: "Interrupted." } });
    expect(await place.counts(name)).toEqual(base);
    expect(place.besides(name)).toEqual([`${name}.changes.jsonl`]);
  });

  it("ends an import of an input that goes on and on", async () => {
    const given = { bytes: 0 };
    const input = Readable.from(endlessChunks(given));
    const { child, ended } = place.start(["import", "-"], { input });
    await until("more is read than pipes hold", () => given.bytes > 1e6);
    child.kill("SIGINT");
    const ran = await ended;
    input.destroy();
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^skein: Interrupted\.[^\n]+\n$/);
  });

  it("leaves no temporary workspace, whenever it comes and however often", { timeout: 60_000 }, async () => {
    for (const [moment, again] of [
      [60, false],
      [150, false],
      [250, false],
      [400, false],
      ["reading", false],
      ["reading", true],
    ] as const) {
      const { child, ended } = place.start(["import", "small.jsonl"]);
      await (moment === "reading" ? place.reading(child, "small.jsonl") : after(moment));
      child.kill("SIGINT");
      if (again) child.kill("SIGINT");
      await ended;
      expect(place.leftovers(), `at ${moment}`).toEqual([]);
    }
  });

  it("ends a server and its engine", async () => {
    const served = await serve(place, []);
    const engine = served.enginePid() ?? 0;
    await served.client.call("workspace.info", {});
    expect(await served.stop()).toMatchObject({ code: 0 });
    expect(isAlive(engine)).toBe(false);
    expect(place.leftovers()).toEqual([]);
  });
});

it("a trivial call is answered soon while 60 MB are imported", { timeout: 120_000 }, async () => {
  const served = await serve(place, ["--workspace", fresh("soon.skein"), "--root", place.pathOf("")]);
  serving.push(served);
  const files = ["small.jsonl", "history.jsonl"].map((file) => `path:${file}`);
  let importing = true;
  const done = (async () => {
    for await (const _step of served.client.subscribe("import.run", { files })) continue;
    importing = false;
  })();
  const took: number[] = [];
  while (importing) {
    const began = performance.now();
    await served.client.call("workspace.info", {});
    took.push(performance.now() - began);
    await after(10);
  }
  await done;
  took.sort((a, b) => a - b);
  const at = (share: number): string => (took[Math.floor(took.length * share)] ?? 0).toFixed(1);
  console.log(
    `${took.length} calls during an import of 60 MB: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(0.9999)} ms`,
  );
  expect(took.length).toBeGreaterThan(0);
});

/** `given` is told how much was taken of it; streams and pipes take less than half a megabyte ahead of their reader. */
async function* endlessChunks(given: { bytes: number }): AsyncGenerator<string> {
  const span = '{"traceId":"0123456789abcdef0123456789abcdef","spanId":"0123456789abcdef","name":"again"},';
  yield '{"resourceSpans":[{"scopeSpans":[{"spans":[';
  for (;;) {
    yield span.repeat(100);
    given.bytes += span.length * 100;
    await after(5);
  }
}
