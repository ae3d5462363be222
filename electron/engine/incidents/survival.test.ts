import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { SourceId, SpanId, TraceId } from "../../../shared/model/ids.js";
import type { IncidentItem } from "../../../shared/model/incident.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { madeFields, madeItem, noteBody, pictureBody, PLAIN_SVG } from "../testing/made-incidents.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

const ID = "aaaaaaaa-1111-4111-8111-111111111111";
const RUN = trace('agent planner 0-100ms "where is it?" => "in the post"');
const traceId = traceIdOf() as TraceId;
const spanId = spanIdOf("planner") as SpanId;

const apply = (engine: TestEngine, change: ChangeCommand): Promise<unknown> =>
  engine.handlers["change.apply"]({ change }, calm);
const undo = async (engine: TestEngine): Promise<string | null> =>
  (await engine.handlers["change.undo"]({}, calm)).label;
const begin = (engine: TestEngine, items: IncidentItem[]): Promise<unknown> =>
  apply(engine, { command: "incident.add", id: ID, ...madeFields(), items });
const itemsOf = async (engine: TestEngine): Promise<string[]> =>
  (await engine.handlers["incident.get"]({ id: ID }, calm)).items.map((item) => item.id);
const bodyOf = (engine: TestEngine, id: string) => engine.handlers["incident.item"]({ id }, calm);
/** The evidence of the run's span, as the window adds it. */
async function pinned(engine: TestEngine): Promise<IncidentItem> {
  const made = await engine.handlers["incident.evidence"]({ reference: { type: "span", traceId, spanId } }, calm);
  return madeItem(made.body as IncidentItem["body"], { heading: made.heading });
}

describe("evidence", () => {
  it("stays when its source is removed and erased, and finds its span again when that comes back", async () => {
    await using engine = await TestEngine.open();
    await engine.add("run.json", RUN);
    const item = await pinned(engine);
    await begin(engine, [item]);
    const [source] = await engine.handlers["source.list"]({}, calm);
    for await (const event of engine.handlers["source.erase"]({ source: source?.id as SourceId }, calm)) {
      if (event.type === "done") expect(event.spans).toBe(1);
    }
    expect(await bodyOf(engine, item.id)).toEqual(item.body);
    expect(item.body).toMatchObject({ excerpts: [{ text: "where is it?" }, { text: "in the post" }] });
    const again = { reference: { type: "span", traceId, spanId } } as const;
    expect(await failure(engine.handlers["incident.evidence"](again, calm))).toBe("NOT_FOUND");
    // A grown dump brings the same span under other numbers.
    await engine.add("grown.json", [...trace("trace other\n  agent writer 0-9ms"), ...RUN]);
    expect((await engine.handlers["incident.evidence"](again, calm)).body).toEqual(item.body);
    expect(await engine.sql("SELECT trace_id, span_id FROM incident_item")).toEqual([[traceId, spanId]]);
  });

  it("comes back from the mirror when the database is damaged, pictures too", async () => {
    await using engine = await TestEngine.open();
    // Longer than what is read at once.
    const large = PLAIN_SVG.replace("</svg>", `${'<rect width="9" height="9"/>'.repeat(45_000)}</svg>`);
    const items = [madeItem(pictureBody(large)), madeItem(noteBody("é 漢")), madeItem(pictureBody())];
    await begin(engine, items);
    const [first = "", second = "", third = ""] = items.map((item) => item.id);
    await apply(engine, { command: "item.move", id: third, before: first });
    await apply(engine, { command: "item.remove", ids: [first] });
    await engine.close();
    rmSync(`${engine.workspacePath}.wal`, { force: true });
    writeFileSync(engine.workspacePath, "garbage ".repeat(10_000));
    expect(await failure(TestEngine.open(engine.workspacePath))).toBe("WORKSPACE_DAMAGED");
    rmSync(engine.workspacePath);

    await using fresh = await TestEngine.open(engine.workspacePath);
    expect(await itemsOf(fresh)).toEqual([third, second]);
    expect(await undo(fresh)).toBe("removal of evidence");
    expect(await itemsOf(fresh)).toEqual([third, first, second]);
    expect(await bodyOf(fresh, first)).toMatchObject({ svg: large });
    expect(await undo(fresh)).toBe("move of evidence");
    expect(await itemsOf(fresh)).toEqual([first, second, third]);
  });

  it("is not read again when the workspace is opened, only when it is undone", async () => {
    await using engine = await TestEngine.open();
    await begin(engine, [madeItem(pictureBody())]);
    await apply(engine, { command: "incident.edit", id: ID, fields: { title: "Later" } });
    await engine.close();
    rmSync(`${engine.workspacePath}.changes.jsonl`);
    const instance = await DuckDBInstance.create(engine.workspacePath);
    const connection = await instance.connect();
    await connection.run("UPDATE change SET arguments = '{}' WHERE command = 'incident.add'");
    connection.closeSync();
    instance.closeSync();

    await using again = await TestEngine.open(engine.workspacePath);
    expect(await undo(again)).toBe("change of an incident");
    expect(await again.handlers["workspace.info"]({}, calm)).toMatchObject({ canUndo: "incident" });
    expect(await failure(undo(again))).toBe("WORKSPACE_DAMAGED");
    expect(await itemsOf(again)).toHaveLength(1);
  });

  it("is removed and comes back while an export holds the workspace as it was", async () => {
    await using engine = await TestEngine.open();
    await engine.add("run.json", RUN);
    const item = madeItem(noteBody("held"));
    await begin(engine, [item]);
    const request = { query: "", in: "traces", format: "otlp", annotations: true, seed: 1, redact: false } as const;
    const pieces = engine.handlers["export.run"]({ ...request, zoneOffsetMinutes: 0 }, calm)[Symbol.asyncIterator]();
    await pieces.next();
    await apply(engine, { command: "item.remove", ids: [item.id] });
    await undo(engine);
    await apply(engine, { command: "incident.remove", id: ID });
    await undo(engine);
    expect(await itemsOf(engine)).toEqual([item.id]);
    while ((await pieces.next()).done !== true);
  });
});

describe("a process that is killed", () => {
  it("leaves all evidence that it said was taken, in a whole order", { timeout: 120_000 }, async () => {
    await using engine = await TestEngine.open();
    await engine.close();
    const child = spawn(
      process.execPath,
      ["--import", "tsx", join(import.meta.dirname, "../testing/collecting-process.ts"), engine.workspacePath],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const gone = once(child, "exit");
    const taken: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      taken.push(line.slice("item ".length));
      if (taken.length === 6) child.kill("SIGKILL");
    }
    await gone;
    await using again = await TestEngine.open(engine.workspacePath);
    const rows = await again.sql("SELECT id, place FROM incident_item ORDER BY place");
    const ids = rows.map(([id]) => String(id));
    for (const id of taken) expect(ids).toContain(id);
    expect(rows.map(([, place]) => place)).toEqual(ids.map((_, place) => place));
    // What was taken is put before all others in a change of its own; the last one may not have come to it.
    const moved = taken.slice(1, -1).toReversed();
    expect(ids.filter((id) => moved.includes(id))).toEqual(moved);
    while ((await undo(again)) !== null);
    expect(await again.value("SELECT count(*) FROM incident")).toBe(0);
  });
});
