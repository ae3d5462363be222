import { appendFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { SpanId, TextHash, TraceId } from "../../../shared/model/ids.js";
import {
  type AnnotationAbout,
  annotationIdOf,
  type AnnotationSaid,
  ownAnnotation,
} from "../../../shared/model/own-annotation.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { ownSaid, saying } from "../testing/said.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

const traceId = traceIdOf() as TraceId;
const spanId = spanIdOf("index") as SpanId;
const RUN = trace('agent planner 0-100ms\n  retriever index 10-40ms "where is it?"');
const words = { hash: "0123456789abcdef0123456789abcdef" as TextHash, offset: 7, quote: "is it" };
const PLACES = {
  span: { target: "span", traceId, spanId },
  trace: { target: "trace", traceId },
  conversation: { target: "conversation", traceId },
  document: { target: "document", traceId, spanId, position: 2 },
  text: { target: "text", traceId, spanId, ...words },
} as const satisfies Record<string, AnnotationAbout>;
const SAID = {
  note: { kind: "note", text: "**Odd**, isn't it?" },
  label: { kind: "label", label: "loop" },
  score: { kind: "score", name: "tone", score: 0.25 },
  judgement: { kind: "judgement", name: "correctness", score: 0 },
} as const satisfies Record<string, AnnotationSaid>;

const apply = (engine: TestEngine, change: ChangeCommand) => engine.handlers["change.apply"]({ change }, calm);
const byWords = (one: string, other: string) => (one < other ? -1 : 1);
const undo = async (engine: TestEngine) => (await engine.handlers["change.undo"]({}, calm)).label;
const redo = async (engine: TestEngine) => (await engine.handlers["change.redo"]({}, calm)).label;
const idsAt = async (engine: TestEngine, about: AnnotationAbout & { target: "span" | "trace" | "conversation" }) =>
  (await engine.handlers["annotation.list"]({ about, within: false, limit: 99 }, calm)).annotations.map(
    ({ kind, target }) => `${kind} of ${target}`,
  );

async function withRun(): Promise<TestEngine> {
  const engine = await TestEngine.open();
  await engine.add("a.json", RUN);
  return engine;
}

describe("what can be said", () => {
  it.each(Object.keys(PLACES) as (keyof typeof PLACES)[])(
    "is said of a %s, once for each label, score and judgement, and taken back again",
    async (target) => {
      await using engine = await withRun();
      for (const said of Object.values(SAID)) {
        await apply(engine, saying(said, [PLACES[target]], "Anna"));
        await apply(engine, saying(said, [PLACES[target]], "Bert"));
      }
      const all = await ownSaid(engine, traceId);
      expect(all.map(({ kind }) => kind).toSorted()).toEqual(["judgement", "label", "note", "note", "score"]);
      expect(all.filter(({ kind }) => kind !== "note").every(({ by }) => by === "Bert")).toBe(true);
      const place = { spanId: null, position: null, passage: null, ...PLACES[target] };
      const expected = target === "text" ? { target, traceId, spanId, passage: words } : place;
      for (const one of all) expect(one).toMatchObject(expected);
      expect(all.find(({ kind }) => kind === "judgement")).toMatchObject({
        name: "correctness",
        label: "wrong",
        score: 0,
      });
      while ((await undo(engine)) !== null);
      expect(await ownSaid(engine, traceId)).toEqual([]);
      while ((await redo(engine)) !== null);
      expect(await ownSaid(engine, traceId)).toHaveLength(5);
    },
  );

  it("is shown where it belongs", async () => {
    await using engine = await withRun();
    for (const about of Object.values(PLACES)) await apply(engine, saying(SAID.label, [about]));
    await apply(engine, saying({ kind: "judgement", name: "used", score: 1 }, [PLACES.document]));
    const first = { target: "span", traceId, spanId: spanIdOf("planner") as SpanId } as const;
    expect(await idsAt(engine, first)).toEqual(["label of trace", "label of conversation"]);
    expect(await idsAt(engine, PLACES.span)).toEqual([
      "label of span",
      "label of document",
      "label of text",
      "judgement of document",
    ]);
    expect(await idsAt(engine, PLACES.trace)).toEqual(["label of trace"]);
    expect(await idsAt(engine, PLACES.conversation)).toEqual(["label of trace", "label of conversation"]);
    const passages = await engine.handlers["annotation.passages"]({ hashes: [words.hash] }, calm);
    expect(passages).toMatchObject([{ label: "loop", passage: words }]);
    expect(await engine.handlers["annotation.labels"]({ limit: 9 }, calm)).toMatchObject([
      { label: "loop", own: 5, total: 5 },
    ]);
    // A judgement of a document says nothing of the span.
    const { notes, labels } = await engine.handlers["trace.spans"]({ traceId }, calm);
    expect([[...notes], [...labels]]).toEqual([
      [0, 0],
      [2, 3],
    ]);
  });

  it("keeps who said it and when, also when it is changed or comes back", async () => {
    await using engine = await withRun();
    const id = crypto.randomUUID();
    const note = (text: string, by: string): ChangeCommand => ({
      command: "annotation.set",
      put: [{ id, about: PLACES.span, said: { kind: "note", text }, by, atMs: 1_000 }],
      remove: [],
    });
    await apply(engine, note("one", "Anna"));
    await apply(engine, note("two", "Bert"));
    const [changed] = await ownSaid(engine, traceId);
    expect(changed).toMatchObject({ text: "two", by: "Bert", createdAtMs: 1_000 });
    expect(changed?.changedAtMs).toBeGreaterThan(1_000);
    await apply(engine, { command: "annotation.set", put: [], remove: [id] });
    await undo(engine);
    expect(await ownSaid(engine, traceId)).toMatchObject([{ text: "two", by: "Bert", createdAtMs: 1_000 }]);
  });

  it("has names for undo", async () => {
    await using engine = await withRun();
    const labels = saying(SAID.label, [PLACES.span, PLACES.trace, PLACES.text]);
    const removal: ChangeCommand = {
      command: "annotation.set",
      put: [],
      remove: [PLACES.span, PLACES.trace].map((about) => annotationIdOf(about, SAID.label, "")),
    };
    const changes = [saying(SAID.note, [PLACES.span]), saying(SAID.score, [PLACES.span]), labels, labels, removal];
    for (const change of changes) await apply(engine, change);
    const names = ["removal of 2 labels", "change of 3 labels", "3 labels", "score", "note"];
    for (const name of names) expect(await undo(engine)).toBe(name);
  });

  it("has the id that its place and words give", () => {
    const one = (about: AnnotationAbout, said: AnnotationSaid, id: string) =>
      ownAnnotation.safeParse({ id, about, said, by: "" }).success;
    const ids = Object.values(PLACES).map((about) => annotationIdOf(about, SAID.label, ""));
    expect(new Set(ids).size).toBe(ids.length);
    expect(one(PLACES.span, SAID.label, ids[0] ?? "")).toBe(true);
    expect(one(PLACES.span, SAID.label, ids[1] ?? "")).toBe(false);
    expect(one(PLACES.span, SAID.note, "label:1")).toBe(false);
    expect(one(PLACES.span, SAID.note, crypto.randomUUID())).toBe(true);
  });

  it("is refused where what is to be removed is not there", async () => {
    await using engine = await withRun();
    expect(await failure(apply(engine, { command: "annotation.set", put: [], remove: ["nothing"] }))).toBe("NOT_FOUND");
  });
});

describe("the log of changes", () => {
  it("of an earlier version is read: notes and judgements come back, and can be undone", async () => {
    await using engine = await withRun();
    await apply(engine, saying(SAID.label, [PLACES.trace]));
    await engine.close();
    const id = "11111111-1111-4111-8111-111111111111";
    const [add, edit, remove] = [
      { command: "note.add", id, traceId, spanId, text: "one" },
      { command: "note.edit", id, text: "two" },
      { command: "note.remove", id },
    ];
    const judge = (score: number | null) => ({
      command: "judgement.set",
      traceId,
      spanId,
      position: 2,
      name: "used",
      score,
    });
    const lines = [
      [add, remove],
      [edit, { ...edit, text: "one" }],
      [judge(1), judge(null)],
      [judge(0), judge(1)],
    ].map(([change, inverse], index) => ({ seq: index + 2, atMs: 7, entry: { type: "do", change, inverse } }));
    appendFileSync(`${engine.workspacePath}.changes.jsonl`, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));

    await using again = await TestEngine.open(engine.workspacePath);
    const said = async () =>
      (await ownSaid(again, traceId)).map(({ text, label }) => text ?? label ?? "").toSorted(byWords);
    expect(await said()).toEqual(["loop", "not used", "two"]);
    await undo(again);
    expect(await said()).toEqual(["loop", "two", "used"]);
    for (const _ of [1, 2]) await undo(again);
    expect(await said()).toEqual(["loop", "one"]);
    while ((await redo(again)) !== null);
    // What was judged then and what is judged now is one judgement.
    await apply(again, saying({ kind: "judgement", name: "used", score: 1 }, [PLACES.document]));
    expect(await said()).toEqual(["loop", "two", "used"]);
  });
});
