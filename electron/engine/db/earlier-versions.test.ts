import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import {
  EARLIER_VERSIONS,
  earlierText,
  inFile,
  knewCommand,
  makeEarlierWorkspace,
} from "./earlier/earlier-workspace.js";
import { contentsOf } from "../testing/store-contents.js";
import { calm, TestEngine } from "../testing/test-engine.js";

/** What the user did, and what files say, whatever version wrote it down. */
const KEPT = {
  annotation: "SELECT kind, origin, trace_id, span_id, name, label, score, text FROM annotation ORDER BY ALL",
  price: "FROM model_price ORDER BY ALL",
  search: "SELECT query FROM saved_search ORDER BY ALL",
  conversation: "FROM conversation_edit ORDER BY ALL",
  network: "FROM agent_alias ORDER BY ALL",
  selection: "FROM selection ORDER BY ALL",
} as const;

async function keptIn(engine: TestEngine): Promise<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const [name, sql] of Object.entries(KEPT)) kept[name] = await engine.sql(sql);
  return kept;
}

const RUNS = "SELECT trace_id, title, spans, errors, total_tokens FROM trace ORDER BY trace_id";
const info = (engine: TestEngine) => engine.handlers["workspace.info"]({}, calm);
const ALL_CHANGES = JSON.parse(earlierText("changes.json")) as ChangeCommand[];

async function make(engine: TestEngine, changes: readonly ChangeCommand[]): Promise<void> {
  for (const change of changes) await engine.handlers["change.apply"]({ change }, calm);
}

/** The same files and the same changes, in a workspace of today. */
let today: { readonly kept: unknown; readonly runs: unknown; readonly contents: unknown };
beforeAll(async () => {
  await using engine = await TestEngine.open();
  await engine.add("run.jsonl", earlierText("run.jsonl"));
  await engine.add("labels.json", earlierText("labels.json"));
  await make(engine, ALL_CHANGES);
  await engine.derive();
  today = { kept: await keptIn(engine), runs: await engine.sql(RUNS), contents: await contentsOf(engine) };
});

describe.each(EARLIER_VERSIONS)("a workspace of version %i", (version) => {
  const later = ALL_CHANGES.filter(({ command }) => !knewCommand(version, command));
  let folder = "";
  let path = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "skein-earlier-"));
    path = join(folder, "old.skein");
    await makeEarlierWorkspace(path, version);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has all that was in it, and takes what it did not know", async () => {
    await using old = await TestEngine.open(path);
    const copy = `old.skein.v${version}.bak`;
    expect(await info(old)).toMatchObject({ upgraded: { from: version, copy }, spans: 7, traces: 2 });
    // Even before they are derived again.
    expect(await old.sql(RUNS)).toEqual(today.runs);
    if (version === 1) await old.add("labels.json", earlierText("labels.json"));
    await make(old, later);
    expect(await keptIn(old)).toEqual(today.kept);
    await old.derive();
    expect(await contentsOf(old)).toEqual(today.contents);
    expect((await info(old)).outdated).toBe(false);
  });

  it("is not brought up twice, and its changes can be taken back and made again", async () => {
    await using old = await TestEngine.open(path);
    expect((await info(old)).upgraded).toBeNull();
    const kept = await keptIn(old);
    for (const _ of ALL_CHANGES) await old.handlers["change.undo"]({}, calm);
    expect((await info(old)).canUndo).toBeNull();
    expect(await old.value("SELECT count(*) FROM annotation WHERE origin = 'user'")).toBe(0);
    for (const _ of ALL_CHANGES) await old.handlers["change.redo"]({}, calm);
    expect(await keptIn(old)).toEqual(kept);
  });

  it("lies beside it as it was before, for its owner alone", async () => {
    const copy = join(folder, `old.skein.v${version}.bak`);
    expect(existsSync(copy)).toBe(true);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const [found] = await inFile(copy, (run) => run("SELECT value FROM meta WHERE key = 'schema_version'"));
    expect(found).toEqual([String(version)]);
  });
});
