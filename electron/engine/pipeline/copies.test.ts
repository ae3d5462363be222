import { describe, expect, it } from "vitest";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { noteOn, ownSaid } from "../testing/said.js";
import { calm, TestEngine } from "../testing/test-engine.js";
import { brokenRules } from "../testing/store-rules.js";
import { traceId, span, RUN, withSpans, only, addsUp, remove } from "../testing/import-cases.js";

describe("one trace in two files", () => {
  const head = withSpans(RUN[0], (entry) => (entry["spanId"] === spanIdOf("search") ? null : entry));
  const tail = only("search");

  it("is whole, whichever comes first", async () => {
    for (const order of [
      [head, tail],
      [tail, head],
    ]) {
      await using engine = await TestEngine.open();
      await engine.add("first.json", order[0] ?? "");
      await engine.add("second.json", order[1] ?? "");
      const [summary] = await engine.sql(
        "SELECT spans, errors, orphans, total_tokens, len(sources), root_name, agents[1] FROM trace",
      );
      expect(summary).toEqual([3, 1, 0, 120, 2, "invoke_agent planner", "planner"]);
      expect(await engine.sql("SELECT name, depth, preorder, subtree_end FROM span ORDER BY preorder")).toEqual([
        ["invoke_agent planner", 0, 0, 3],
        ["chat gpt", 1, 1, 2],
        ["execute_tool search", 1, 2, 3],
      ]);
      expect(await brokenRules(engine)).toEqual([]);
    }
  });

  it.each([
    ["head.json", ["execute_tool search"], 1],
    ["tail.json", ["invoke_agent planner", "chat gpt"], 0],
  ])("without %s the rest stays, and so do all notes", async (gone, left, orphans) => {
    await using engine = await TestEngine.open();
    await engine.add("head.json", head);
    await engine.add("tail.json", tail);
    for (const name of ["planner", "search"]) {
      await engine.handlers["change.apply"]({ change: noteOn(span(name), `about ${name}`) }, calm);
    }
    await remove(engine, gone);
    expect((await engine.sql("SELECT name FROM span ORDER BY preorder")).flat()).toEqual(left);
    expect(await engine.value("SELECT orphans FROM trace")).toBe(orphans);
    expect(await ownSaid(engine, traceId)).toHaveLength(2);
    expect(await brokenRules(engine)).toEqual([]);
    // And it can come back.
    expect(await engine.add(gone, gone === "head.json" ? head : tail)).toMatchObject({ status: "stored" });
    expect(await engine.value("SELECT spans FROM trace")).toBe(3);
    expect(await engine.value("SELECT count(*) FROM record WHERE kind = 'span'")).toBe(3);
  });

  it("what was said first is new in the next trace of the conversation once the first is removed", async () => {
    await using engine = await TestEngine.open();
    const turn = (name: string, at: string): string[] =>
      trace(`trace ${name} [conversation:c1 at:${at}]\n  llm gpt 0-5ms "the very same question" => "${name}"`);
    await engine.add("one.json", turn("one", "2026-11-01T00:00:00Z"));
    await engine.add("two.json", turn("two", "2026-11-01T01:00:00Z"));
    const isNew = `SELECT is_new FROM "use" u JOIN trace t USING (trace) WHERE t.trace_id = '${traceIdOf("two")}' AND part = 'input message'`;
    expect(await engine.sql(isNew)).toEqual([[false]]);
    await remove(engine, "one.json");
    expect(await engine.sql(isNew)).toEqual([[true]]);
    // A file that tells of an earlier time changes what is new in the later one.
    await engine.add("one.json", turn("one", "2026-11-01T00:00:00Z"));
    expect(await engine.sql(isNew)).toEqual([[false]]);
  });
});

describe("a span met again", () => {
  const changed = withSpans(RUN[0], (entry) => ({ ...entry, name: `${String(entry["name"])} changed` }));

  it("with the same content is a copy, and keeps the span when its file is removed", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    await engine.add("b.json", `${RUN[0]}\n{}\n`);
    const overview = await engine.handlers["span.get"](span("gpt"), calm);
    expect(overview).toMatchObject({ source: "a.json", copies: [{ source: "b.json", verdict: "same" }] });
    expect(await remove(engine, "a.json")).toEqual({ spans: 3, handedOn: 3 });
    expect(await engine.handlers["span.get"](span("gpt"), calm)).toMatchObject({ source: "b.json", copies: [] });
    const raw = await engine.handlers["span.raw"](span("gpt"), calm);
    expect(raw.map((record) => record.source)).toEqual(["b.json", "b.json", "b.json"]);
    expect(await brokenRules(engine)).toEqual([]);
    await remove(engine, "b.json");
    for (const table of ["span", "trace", "record", "copy", "source", "message", '"use"']) {
      expect(await engine.value(`SELECT count(*) FROM ${table}`), table).toBe(0);
    }
  });

  it("with other content is a conflict: the first is shown, both are kept", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    const file = await engine.add("b.json", changed);
    expect(file).toMatchObject({ status: "known", read: 3, stored: 0, duplicates: 3 });
    expect(await engine.handlers["span.get"](span("gpt"), calm)).toMatchObject({
      name: "chat gpt",
      copies: [{ source: "b.json", verdict: "conflict" }],
    });
    const raw = await engine.handlers["span.raw"](span("gpt"), calm);
    expect(raw.map((record) => [record.source, /"name":"([^"]*)"/.exec(record.text)?.[1]])).toEqual([
      ["a.json", "chat gpt"],
      ["a.json", undefined],
      ["a.json", "skein.testing"],
      ["b.json", "chat gpt changed"],
    ]);
    const table = await engine.handlers["trace.spans"]({ traceId }, calm);
    expect([...table.flags].every((flags) => (flags & 64) !== 0)).toBe(true);
    await remove(engine, "a.json");
    expect(await engine.handlers["span.get"](span("gpt"), calm)).toMatchObject({
      name: "chat gpt changed",
      source: "b.json",
      copies: [],
    });
    expect(await brokenRules(engine)).toEqual([]);
  });

  it("two files that agree against a third do not conflict once the third is gone", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    await engine.add("b.json", changed);
    await engine.add("c.json", `${changed}\n`);
    await remove(engine, "a.json");
    expect(await engine.handlers["span.get"](span("gpt"), calm)).toMatchObject({
      source: "b.json",
      copies: [{ source: "c.json", verdict: "same" }],
    });
    await remove(engine, "b.json");
    expect(await engine.handlers["span.get"](span("gpt"), calm)).toMatchObject({
      name: "chat gpt changed",
      source: "c.json",
      copies: [],
    });
    expect(await brokenRules(engine)).toEqual([]);
  });

  const started = withSpans(RUN[0], (entry) => ({ ...entry, endTimeUnixNano: "0" }));

  it("finished after it was started is shown finished", async () => {
    await using engine = await TestEngine.open();
    await engine.add("start.json", started);
    const open = await engine.handlers["span.get"](span("gpt"), calm);
    expect(open.durationNs).toBeNull();
    const file = await engine.add("end.json", RUN);
    expect(file).toMatchObject({ status: "stored", read: 3, stored: 0, merged: 3, duplicates: 0 });
    expect(await engine.handlers["span.get"](span("gpt"), calm)).toMatchObject({
      durationNs: 35e6,
      source: "end.json",
      copies: [{ source: "start.json", verdict: "fuller" }],
    });
    // The finished one goes: the started one is shown again.
    await remove(engine, "end.json");
    expect(await engine.handlers["span.get"](span("gpt"), calm)).toMatchObject({
      durationNs: null,
      source: "start.json",
    });
    expect(await brokenRules(engine)).toEqual([]);
  });

  it("a copy of the started one never passes for the finished one", async () => {
    await using engine = await TestEngine.open();
    await engine.add("start.json", started);
    await engine.add("start-again.json", `${started}\n`);
    await engine.add("end.json", RUN);
    await remove(engine, "end.json");
    expect((await engine.handlers["span.get"](span("gpt"), calm)).durationNs).toBeNull();
    await remove(engine, "start.json");
    expect(await engine.handlers["span.get"](span("gpt"), calm)).toMatchObject({
      durationNs: null,
      source: "start-again.json",
    });
    expect(await brokenRules(engine)).toEqual([]);
  });

  it("without a start time it is a copy like any other", async () => {
    await using engine = await TestEngine.open();
    const timeless = withSpans(RUN[0], ({ startTimeUnixNano: _start, ...entry }) => entry);
    const file = await engine.add("a.jsonl", [timeless, timeless, changed]);
    expect(file).toMatchObject({ read: 9, stored: 3, duplicates: 6, merged: 0 });
    addsUp(file);
  });
});
