import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contract } from "../../../shared/contract/index.js";
import { RUN, sourceOf, span, traceId } from "../testing/import-cases.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";
import { readOnlyReason } from "../db/read-only.js";

const note = (text: string) => ({ command: "note.add", id: crypto.randomUUID(), ...span("search"), text }) as const;
const info = (engine: TestEngine) => engine.handlers["workspace.info"]({}, calm);
const readOnly = (path: string) => TestEngine.open(path, undefined, { readOnly: true });

describe("a workspace that is only read", () => {
  let made: TestEngine;
  let path = "";
  beforeEach(async () => {
    made = await TestEngine.open();
    await made.add("run.jsonl", RUN);
    await made.handlers["change.apply"]({ change: note("mine") }, calm);
    await made.close();
    path = made.workspacePath;
  });
  afterEach(() => rmSync(made.folder, { recursive: true, force: true }));

  it("answers what is asked of it, and is left as it is, with all that lies beside it", async () => {
    const state = () => readdirSync(made.folder).map((name) => [name, statSync(`${made.folder}/${name}`).mtimeMs]);
    const before = { state: state(), bytes: readFileSync(path) };
    const engine = await readOnly(path);
    expect(await info(engine)).toMatchObject({ readOnly: "asked", spans: 3, canUndo: null, canRedo: null });
    expect((await engine.handlers["trace.get"]({ traceId }, calm)).spans).toBe(3);
    const asked = contract["search.run"].input.parse({ query: "late" });
    expect((await engine.handlers["search.run"](asked, calm)).total).toBe(1);
    expect((await engine.handlers["trace.spans"]({ traceId }, calm)).spanId).toHaveLength(3);
    expect(await engine.value("SELECT text FROM annotation")).toBe("mine");
    await engine.close();
    expect(state()).toEqual(before.state);
    expect(readFileSync(path).equals(before.bytes)).toBe(true);
  });

  it("says of every change why it can't be made", async () => {
    const engine = await readOnly(path);
    const attempts = [
      () => engine.handlers["change.apply"]({ change: note("another") }, calm),
      () => engine.handlers["change.undo"]({}, calm),
      () => engine.add("more.jsonl", RUN),
      () => engine.derive(),
      async () => engine.handlers["source.remove"]({ source: await sourceOf(engine, "run.jsonl") }, calm),
    ];
    for (const attempt of attempts) expect(await failure(attempt)).toBe("READ_ONLY");
    expect(await engine.value("SELECT count(*) FROM annotation")).toBe(1);
    await engine.close();
  });

  it("may be read by several at once", async () => {
    const [first, second] = [await readOnly(path), await readOnly(path)];
    expect((await info(second)).spans).toBe((await info(first)).spans);
    await first.close();
    await second.close();
  });

  it("is read as it is where a crash has left a part of it in its log", async () => {
    const before = await TestEngine.open(path);
    await before.handlers["change.apply"]({ change: note("in the log") }, calm);
    const crashed = `${made.folder}/crashed.skein`;
    for (const suffix of ["", ".wal"]) copyFileSync(`${path}${suffix}`, `${crashed}${suffix}`);
    await before.close();
    const bytes = readFileSync(`${crashed}.wal`);
    const engine = await readOnly(crashed);
    expect(await engine.sql("SELECT text FROM annotation ORDER BY text")).toEqual([["in the log"], ["mine"]]);
    await engine.close();
    expect(readFileSync(`${crashed}.wal`).equals(bytes)).toBe(true);
  });

  it("does not take over, or set aside, what only the log of changes has", async () => {
    const log = `${path}.changes.jsonl`;
    const lines = readFileSync(log, "utf8");
    const engine = await readOnly(path);
    await engine.close();
    expect(readFileSync(log, "utf8")).toBe(lines);
  });

  it("is not made where there is none", async () => {
    expect(await failure(readOnly(`${made.folder}/absent.skein`))).not.toBeNull();
    expect(readdirSync(made.folder)).not.toContain("absent.skein");
  });

  it.skipIf(process.getuid?.() === 0)("is one whose file is closed to writing (skipped as root)", async () => {
    chmodSync(path, 0o400);
    expect(await readOnlyReason(path)).toBe("file");
    const engine = await TestEngine.open(path);
    expect(await info(engine)).toMatchObject({ readOnly: "file" });
    await engine.close();
  });
});
