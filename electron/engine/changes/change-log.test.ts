import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { ownSaid } from "../testing/said.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

const traceId = traceIdOf() as TraceId;
const spanId = spanIdOf("planner") as SpanId;
const RUN = trace("agent planner 0-100ms");
const A = "11111111-1111-4111-8111-111111111111";
const B = "22222222-2222-4222-8222-222222222222";
const C = "33333333-3333-4333-8333-333333333333";

const add = (id: string, text: string): ChangeCommand => ({
  command: "annotation.set",
  put: [{ id, about: { target: "span", traceId, spanId }, said: { kind: "note", text }, by: "" }],
  remove: [],
});
const remove = (id: string): ChangeCommand => ({ command: "annotation.set", put: [], remove: [id] });

const apply = (engine: TestEngine, change: ChangeCommand): Promise<{ seq: number }> =>
  engine.handlers["change.apply"]({ change }, calm);
const undo = async (engine: TestEngine): Promise<string | null> =>
  (await engine.handlers["change.undo"]({}, calm)).label;
const redo = async (engine: TestEngine): Promise<string | null> =>
  (await engine.handlers["change.redo"]({}, calm)).label;
const notes = async (engine: TestEngine): Promise<string[]> =>
  (await ownSaid(engine, traceId)).map((note) => `${note.id === A ? "A" : "B"}: ${note.text}`);
const mirrorOf = (engine: TestEngine): string => `${engine.workspacePath}.changes.jsonl`;
const idOf = async (engine: TestEngine): Promise<string> => (await engine.handlers["workspace.info"]({}, calm)).id;

describe("notes", () => {
  it("are added, changed and removed, and shown on their span", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    expect(await apply(engine, add(A, "odd"))).toEqual({ seq: 1 });
    await apply(engine, add(B, "late"));
    await apply(engine, add(A, "very odd"));
    expect(await notes(engine)).toEqual(["A: very odd", "B: late"]);
    expect((await engine.handlers["span.get"]({ traceId, spanId }, calm)).counts.notes).toBe(2);
    expect([...(await engine.handlers["trace.spans"]({ traceId }, calm)).notes]).toEqual([2]);
    await apply(engine, remove(A));
    expect(await notes(engine)).toEqual(["B: late"]);
  });

  it("that are not there cannot be removed; nothing of it is written down", async () => {
    await using engine = await TestEngine.open();
    await apply(engine, add(A, "odd"));
    const before = readFileSync(mirrorOf(engine), "utf8");
    expect(await failure(apply(engine, remove(B)))).toBe("NOT_FOUND");
    expect(readFileSync(mirrorOf(engine), "utf8")).toBe(before);
    expect(await apply(engine, add(B, "late"))).toEqual({ seq: 2 });
    expect(await notes(engine)).toEqual(["A: odd", "B: late"]);
  });
});

describe("undo and redo", () => {
  it("go back and forth, also after the workspace was closed", async () => {
    await using engine = await TestEngine.open();
    expect(await undo(engine)).toBeNull();
    await apply(engine, add(A, "one"));
    await apply(engine, add(A, "two"));
    await apply(engine, remove(A));
    expect(await undo(engine)).toBe("removal of a note");
    expect(await notes(engine)).toEqual(["A: two"]);
    expect(await undo(engine)).toBe("change of a note");
    expect(await notes(engine)).toEqual(["A: one"]);
    await engine.close();

    await using again = await TestEngine.open(engine.workspacePath);
    const info = await again.handlers["workspace.info"]({}, calm);
    expect(info).toMatchObject({ canUndo: "note", canRedo: "change of a note" });
    expect(await redo(again)).toBe("change of a note");
    expect(await redo(again)).toBe("removal of a note");
    expect(await redo(again)).toBeNull();
    expect(await notes(again)).toEqual([]);
    for (const label of ["removal of a note", "change of a note", "note", null]) expect(await undo(again)).toBe(label);
    expect(await notes(again)).toEqual([]);
  });

  it("a new change ends what could be done again", async () => {
    await using engine = await TestEngine.open();
    await apply(engine, add(A, "one"));
    await undo(engine);
    await apply(engine, add(B, "two"));
    expect(await redo(engine)).toBeNull();
    expect(await undo(engine)).toBe("note");
    expect(await notes(engine)).toEqual([]);
  });

  it("many at once come one after another", async () => {
    await using engine = await TestEngine.open();
    const all = await Promise.all([
      apply(engine, add(A, "one")),
      apply(engine, add(B, "two")),
      undo(engine),
      redo(engine),
    ]);
    expect(all).toEqual([{ seq: 1 }, { seq: 2 }, "note", "note"]);
    expect(await notes(engine)).toEqual(["A: one", "B: two"]);
  });
});

describe("the mirror", () => {
  async function withNotes(): Promise<TestEngine> {
    const engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    await apply(engine, add(A, "one"));
    await apply(engine, add(A, "two"));
    await apply(engine, add(B, "three"));
    await undo(engine);
    return engine;
  }

  it("brings everything back when the database is lost: notes, undo, redo and the workspace's id", async () => {
    await using engine = await withNotes();
    const id = await idOf(engine);
    await engine.close();
    for (const suffix of ["", ".wal"]) rmSync(engine.workspacePath + suffix, { force: true });

    await using fresh = await TestEngine.open(engine.workspacePath);
    expect(await idOf(fresh)).toBe(id);
    expect(await notes(fresh)).toEqual(["A: two"]);
    await fresh.import([`${engine.folder}/a.json`]);
    expect([...(await fresh.handlers["trace.spans"]({ traceId }, calm)).notes]).toEqual([1]);
    expect(await redo(fresh)).toBe("note");
    expect(await undo(fresh)).toBe("note");
    expect(await undo(fresh)).toBe("change of a note");
    expect(await notes(fresh)).toEqual(["A: one"]);
  });

  it("a database that is garbage is told, and costs no note", async () => {
    await using engine = await withNotes();
    await engine.close();
    rmSync(`${engine.workspacePath}.wal`, { force: true });
    writeFileSync(engine.workspacePath, "garbage ".repeat(10_000));
    expect(await failure(TestEngine.open(engine.workspacePath))).toBe("WORKSPACE_DAMAGED");
    rmSync(engine.workspacePath);
    await using fresh = await TestEngine.open(engine.workspacePath);
    expect(await notes(fresh)).toEqual(["A: two"]);
  });

  it("a last line that was cut off is left out, and spoils no line after it", async () => {
    await using engine = await withNotes();
    await engine.close();
    appendFileSync(mirrorOf(engine), '{"seq":5,"atMs":1,"entry":{"type":"do","cha');
    await using again = await TestEngine.open(engine.workspacePath);
    await apply(again, add(B, "after the crash"));
    await again.close();
    rmSync(engine.workspacePath);
    await using fresh = await TestEngine.open(engine.workspacePath);
    expect(await notes(fresh)).toEqual(["A: two", "B: after the crash"]);
  });

  it("what a crash kept from the database is applied when it is opened again", async () => {
    await using engine = await withNotes();
    await engine.close();
    const line = { seq: 5, atMs: 7, entry: { type: "do", change: add(B, "in the mirror only"), inverse: remove(B) } };
    appendFileSync(mirrorOf(engine), `${JSON.stringify(line)}\n`);
    await using again = await TestEngine.open(engine.workspacePath);
    expect(await notes(again)).toEqual(["B: in the mirror only", "A: two"]);
    expect(await undo(again)).toBe("note");
  });

  it("a line that cannot be applied does not keep the workspace shut", async () => {
    await using engine = await withNotes();
    await engine.close();
    const nothing = {
      seq: 5,
      atMs: 7,
      entry: { type: "do", change: { command: "note.edit", id: C, text: "of nothing" }, inverse: remove(C) },
    };
    const after = { seq: 6, atMs: 8, entry: { type: "do", change: add(B, "after"), inverse: remove(B) } };
    appendFileSync(mirrorOf(engine), `${JSON.stringify(nothing)}\n${JSON.stringify(after)}\n`);
    await using again = await TestEngine.open(engine.workspacePath);
    expect(await notes(again)).toEqual(["B: after", "A: two"]);
  });

  it("of another workspace is set aside, not applied and not lost", async () => {
    await using engine = await withNotes();
    await using other = await TestEngine.open();
    await apply(other, add(B, "of the other"));
    await other.close();
    await engine.close();
    writeFileSync(mirrorOf(engine), readFileSync(mirrorOf(other)));
    await using again = await TestEngine.open(engine.workspacePath);
    expect(await notes(again)).toEqual(["A: two"]);
    const aside = readdirSync(engine.folder).filter((name) => name.startsWith(`${basename(mirrorOf(engine))}.`));
    expect(aside).toHaveLength(1);
    expect(readFileSync(`${engine.folder}/${aside[0]}`, "utf8")).toContain("of the other");
  });

  it("is the user's alone, and an empty one is begun anew", async () => {
    await using engine = await TestEngine.open();
    writeFileSync(mirrorOf(engine), "");
    await apply(engine, add(A, "one"));
    const lines = readFileSync(mirrorOf(engine), "utf8").split("\n");
    expect(JSON.parse(lines[0] ?? "")).toEqual({ skein: "changes", version: 1, workspace: await idOf(engine) });
    rmSync(mirrorOf(engine));
    await apply(engine, add(B, "two"));
    expect(statSync(mirrorOf(engine)).mode & 0o077).toBe(0);
  });
});
