import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "../../../shared/contract/errors.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { helpWithDamage } from "../handlers/rebuild.js";
import { noteOn, ownSaid } from "../testing/said.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const traceId = traceIdOf() as TraceId;
const span = { traceId, spanId: spanIdOf("planner") as SpanId };
const RUN = trace("agent planner 0-100ms");

async function openError(path: string): Promise<AppError> {
  const error: unknown = await TestEngine.open(path).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error("It could be opened.");
  return error;
}

/** What a window asks of an engine that could not open its workspace. */
async function rebuilt(path: string, error: AppError): Promise<string> {
  let again = false;
  const { "workspace.rebuild": rebuild } = helpWithDamage({ workspacePath: path }, error, () => (again = true));
  const { keptAs = "" } = (await rebuild?.({}, calm)) ?? {};
  expect(again).toBe(true);
  return keptAs;
}

const texts = async (engine: TestEngine) => (await ownSaid(engine, traceId)).map(({ text }) => text);

describe("a damaged workspace", () => {
  it("is set aside and made again: notes, undo and its id are back, and stand at their span after an import", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    for (const text of ["one", "two"]) await engine.handlers["change.apply"]({ change: noteOn(span, text) }, calm);
    const { id } = await engine.handlers["workspace.info"]({}, calm);
    const path = engine.workspacePath;
    await engine.close();
    rmSync(`${path}.wal`, { force: true });
    const garbage = "garbage ".repeat(5000);
    writeFileSync(path, garbage);

    const error = await openError(path);
    expect(error).toMatchObject({ code: "WORKSPACE_DAMAGED", remedy: "rebuild" });
    const keptAs = await rebuilt(path, error);
    expect(keptAs).toMatch(/^test\.skein\.damaged-\d{8}T\d{6}Z$/);
    expect(readFileSync(`${engine.folder}/${keptAs}`, "utf8")).toBe(garbage);

    await using fresh = await TestEngine.open(path);
    expect(await fresh.handlers["workspace.info"]({}, calm)).toMatchObject({ id, sources: 0, canUndo: "note" });
    expect(await texts(fresh)).toEqual(["one", "two"]);
    await fresh.import([`${engine.folder}/a.json`]);
    expect([...(await fresh.handlers["trace.spans"]({ traceId }, calm)).notes]).toEqual([2]);
    await fresh.handlers["change.undo"]({}, calm);
    expect(await texts(fresh)).toEqual(["one"]);
  });

  it("of which only the last writing can't be read loses no more than that", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    const path = engine.workspacePath;
    await engine.close();
    await using again = await TestEngine.open(path);
    await again.handlers["change.apply"]({ change: noteOn(span, "in the log") }, calm);
    const copy = `${engine.folder}/copy.skein`;
    for (const suffix of ["", ".wal", ".changes.jsonl"]) copyFileSync(path + suffix, copy + suffix);
    const wal = readFileSync(`${copy}.wal`);
    wal.writeUInt8(wal.readUInt8(60) ^ 0xa5, 60);
    writeFileSync(`${copy}.wal`, wal);

    const error = await openError(copy);
    expect(error).toMatchObject({ code: "WORKSPACE_DAMAGED", remedy: "rebuild" });
    expect(error.hint).toContain("What was written last");
    expect(await rebuilt(copy, error)).toMatch(/^copy\.skein\.damaged-.*\.wal$/);
    await using fresh = await TestEngine.open(copy);
    expect(await fresh.value("SELECT count(*) FROM span")).toBe(1);
    expect(await texts(fresh)).toEqual(["in the log"]);
  });

  it("without a log of its changes, or a file of another kind, is left alone", async () => {
    await using engine = await TestEngine.open();
    const letter = engine.write("letter.skein", "Dear Sir or Madam, ".repeat(500));
    const error = await openError(letter);
    expect(error).toMatchObject({ code: "WORKSPACE_DAMAGED", remedy: undefined });
    expect(helpWithDamage({ workspacePath: letter }, error, () => undefined)).toEqual({});
    expect(existsSync(letter)).toBe(true);
    expect(readdirSync(engine.folder).filter((name) => name.startsWith(`${basename(letter)}.`))).toEqual([]);
  });
});
