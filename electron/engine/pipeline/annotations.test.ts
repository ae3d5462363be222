import { describe, expect, it } from "vitest";
import type { AnnotationAbout } from "../../../shared/model/own-annotation.js";
import { spanIdOf } from "../../../shared/testing/stable-ids.js";
import { addsUp, remove, RUN, span, traceId } from "../testing/import-cases.js";
import { noteOn } from "../testing/said.js";
import { brokenRules } from "../testing/store-rules.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const error = (name: string, more: object = {}) => ({
  category: "Tool-related",
  location: spanIdOf(name),
  evidence: "“nothing”",
  description: "It took an empty answer for a good one.",
  impact: "HIGH",
  ...more,
});
const score = { reliability_score: 2, reliability_reasoning: "Unsure." };
const labels = JSON.stringify({ trace_id: traceId, errors: [error("search")], scores: [score] });
const nameless = JSON.stringify({ errors: [error("search")], scores: [score] });

const SHOWN = `select target, trace_id, span_id, name, label, score, text, origin, metadata from annotation
  where record is not null order by target, span_id`;
const EXPECTED = [
  [
    "span",
    traceId,
    spanIdOf("search"),
    "error",
    "Tool-related",
    null,
    "It took an empty answer for a good one.",
    "trail-annotations",
    '{"evidence":"“nothing”","impact":"HIGH"}',
  ],
  ["trace", traceId, null, "reliability", null, 2, "Unsure.", "trail-annotations", null],
];

describe("annotations of a file", () => {
  it.each([
    ["behind the trace", labels, false],
    ["before the trace", labels, true],
    ["behind the trace, which they do not name", nameless, false],
    ["before the trace, which they do not name", nameless, true],
  ])("%s: they hang on their spans", async (_order, text, first) => {
    await using engine = await TestEngine.open();
    if (!first) await engine.add("run.jsonl", RUN);
    const file = await engine.add("unknown", text);
    expect(file).toMatchObject({ format: "trail-annotations", status: "stored", read: 0, annotations: 2 });
    addsUp(file);
    if (first) await engine.add("run.jsonl", RUN);
    expect(await engine.sql(SHOWN)).toEqual(EXPECTED);
    expect(await brokenRules(engine)).toEqual([]);
  });

  it("are counted at their span, and at the first one where they are about the trace", async () => {
    await using engine = await TestEngine.open();
    await engine.import([engine.write("run.jsonl", RUN), engine.write("labels", labels)]);
    const { notes, labels: counts, spanId, flags } = await engine.handlers["trace.spans"]({ traceId }, calm);
    expect(notes.some((count) => count > 0)).toBe(false);
    expect(spanId.map((id, row) => [id, counts[row], ((flags[row] ?? 0) & 16) > 0])).toEqual([
      [spanIdOf("planner"), 1, true],
      [spanIdOf("gpt"), 0, false],
      [spanIdOf("search"), 1, true],
    ]);
    for (const [name, count] of [
      ["planner", 1],
      ["gpt", 0],
      ["search", 1],
    ] as const) {
      expect((await engine.handlers["span.get"](span(name), calm)).counts.labels, name).toBe(count);
    }
    expect(await engine.handlers["trace.get"]({ traceId }, calm)).toMatchObject({ notes: 0, labels: 2 });
  });

  it("are told with their file; the user's notes are apart", async () => {
    await using engine = await TestEngine.open();
    await engine.import([engine.write("run.jsonl", RUN), engine.write("labels", labels)]);
    await engine.handlers["change.apply"]({ change: noteOn(span("search"), "mine") }, calm);
    const list = async (about: AnnotationAbout & { target: "span" | "trace" }, within = false) =>
      (await engine.handlers["annotation.list"]({ about, within, limit: 9 }, calm)).annotations;
    expect(await list({ target: "span", ...span("search") })).toMatchObject([
      {
        source: { name: "labels", format: "TRAIL annotations" },
        name: "error",
        label: "Tool-related",
        metadata: [
          { name: "evidence", value: "“nothing”" },
          { name: "impact", value: "HIGH" },
        ],
      },
      { source: null, kind: "note", text: "mine" },
    ]);
    expect(await list({ target: "span", ...span("planner") })).toMatchObject([
      { target: "trace", name: "reliability", score: 2 },
    ]);
    expect(await list({ target: "span", ...span("gpt") })).toEqual([]);
    expect(await list({ target: "trace", traceId })).toMatchObject([{ name: "reliability" }]);
    expect(await list({ target: "trace", traceId }, true)).toHaveLength(3);
    expect((await engine.handlers["span.get"](span("search"), calm)).counts).toMatchObject({ notes: 1, labels: 1 });
  });

  it("are made again by a derivation, beside notes that stay", async () => {
    await using engine = await TestEngine.open();
    await engine.import([engine.write("run.jsonl", RUN), engine.write("labels", nameless)]);
    await engine.handlers["change.apply"]({ change: noteOn(span("gpt"), "mine") }, calm);
    const all = "select * from annotation order by id";
    const before = await engine.sql(all);
    await engine.derive();
    expect(await engine.sql(all)).toEqual(before);
    expect(before).toHaveLength(3);
  });

  it("keep their record as it is written", async () => {
    await using engine = await TestEngine.open();
    const text = `{ "errors": [ ], "scores": [ {"plan_opt_score" : 1.50 } ], "trace_id": "${traceId}" }`;
    await engine.add("labels", text);
    expect(await engine.sql("select kind, body from record")).toEqual([["annotation", text]]);
  });

  it("that two files say are shown once, and stay with the one that is left", async () => {
    await using engine = await TestEngine.open();
    await engine.add("run.jsonl", RUN);
    await engine.add("first", labels);
    expect(await engine.add("second", `\n${labels}\n${nameless}\n`)).toMatchObject({ annotations: 2 });
    expect(await engine.add("third", `\n\n${labels}`)).toMatchObject({ status: "known", annotations: 0 });
    expect(await engine.value("select count(*) from annotation")).toBe(4);
    await remove(engine, "first");
    expect(await engine.value("select count(*) from annotation")).toBe(4);
    expect(await engine.sql("select distinct s.name from annotation a join source s on s.id = a.source")).toEqual([
      ["second"],
    ]);
    await remove(engine, "second");
    expect(await engine.sql(SHOWN)).toEqual(EXPECTED);
    await remove(engine, "third");
    expect(await engine.value("select count(*) from annotation")).toBe(0);
    expect(await engine.value("select count(*) from record where kind = 'annotation'")).toBe(0);
    expect(await brokenRules(engine)).toEqual([]);
  });

  it("outlive the trace that they are about", async () => {
    await using engine = await TestEngine.open();
    await engine.add("run.jsonl", RUN);
    await engine.add("labels", labels);
    await remove(engine, "run.jsonl");
    await engine.add("again.jsonl", RUN);
    expect(await engine.sql(SHOWN)).toEqual(EXPECTED);
  });

  it("that can't be read are rejected, and the others are taken", async () => {
    await using engine = await TestEngine.open();
    const file = await engine.add("labels", `${labels}\n{"errors":7}\n`);
    expect(file).toMatchObject({ status: "partial", read: 1, rejected: 1, annotations: 2 });
    addsUp(file);
    expect(await engine.value("select code from reject")).toBe("NOT_ANNOTATIONS");
  });
});
