import { rmSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { SpanId, TextHash, TraceId } from "../../../shared/model/ids.js";
import {
  type AnnotationAbout,
  annotationIdOf,
  type AnnotationSaid,
  type OwnAnnotation,
} from "../../../shared/model/own-annotation.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const traceId = traceIdOf() as TraceId;
const spanId = spanIdOf("index") as SpanId;
const RUN = trace("agent planner 0-100ms\n  retriever index 10-40ms");
const hash = "fedcba9876543210fedcba9876543210" as TextHash;
const ABOUT: readonly AnnotationAbout[] = [
  { target: "span", traceId, spanId },
  { target: "trace", traceId },
  { target: "conversation", traceId },
  { target: "document", traceId, spanId, position: 0 },
  { target: "text", traceId, spanId, hash, offset: 3, quote: "wörds 返金" },
];
const SAID: readonly AnnotationSaid[] = [
  { kind: "note", text: "early" },
  { kind: "note", text: "late" },
  { kind: "label", label: "loop" },
  { kind: "score", name: "tone", score: 0.5 },
  { kind: "score", name: "tone", score: 1 },
  { kind: "judgement", name: "correctness", score: 0 },
];

const step = fc.record({
  type: fc.constantFrom("put", "put", "remove", "undo", "redo", "restart"),
  /** Which of the things is said of which place, by whom. */
  list: fc.array(fc.tuple(fc.nat(SAID.length - 1), fc.nat(ABOUT.length - 1), fc.nat(2)), {
    minLength: 1,
    maxLength: 3,
  }),
  at: fc.nat(5),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type State = ReadonlyMap<string, OwnAnnotation>;

/** What is said now, and what undo and redo lead to, without an engine. */
class History {
  now: State = new Map();
  past: State[] = [];
  future: State[] = [];

  /** What the step asks of the engine: null where it changes nothing. */
  changeOf({ type, list, at }: Step): { put: OwnAnnotation[]; remove: string[] } | null {
    if (type === "remove") {
      const remove = [...this.now.keys()].slice(at, at + 1);
      return remove.length === 0 ? null : { put: [], remove };
    }
    return { put: list.flatMap(([what, where, who]) => annotationOf(what, where, who)), remove: [] };
  }

  make({ put, remove }: { put: readonly OwnAnnotation[]; remove: readonly string[] }): void {
    this.past.push(this.now);
    this.future = [];
    const left = [...this.now].filter(([id]) => !remove.includes(id));
    this.now = new Map([...left, ...put.map((one): [string, OwnAnnotation] => [one.id, one])]);
  }

  /** Goes back or forth; false where there is nothing to go to. */
  move(from: State[], to: State[]): boolean {
    const state = from.pop();
    if (state === undefined) return false;
    to.push(this.now);
    this.now = state;
    return true;
  }
}

/** A note of a reader on a place is one note, so that it is changed when it is written again. */
function annotationOf(what: number, where: number, who: number): OwnAnnotation[] {
  const [about, said] = [ABOUT[where], SAID[what]];
  if (about === undefined || said === undefined) return [];
  const id = annotationIdOf(about, said, `0000000${who}-0000-4000-8000-00000000000${where}`);
  return [{ id, about, said, by: `reader ${who}` }];
}

async function shown(engine: TestEngine): Promise<unknown[][]> {
  return engine.sql(`SELECT id, kind, target, trace_id, span_id, position, replace(text_hash::VARCHAR, '-', ''), text_offset,
    quote, name, score, coalesce(text, CASE kind WHEN 'label' THEN label END), annotator FROM annotation ORDER BY id`);
}

/** The same of what is expected. */
function rowsOf(state: State): unknown[][] {
  return [...state.values()]
    .map(({ id, about, said, by }) => [
      id,
      said.kind,
      about.target,
      about.traceId,
      "spanId" in about ? about.spanId : null,
      about.target === "document" ? about.position : null,
      ...(about.target === "text" ? [about.hash, about.offset, about.quote] : [null, null, null]),
      "name" in said ? said.name : null,
      "score" in said ? said.score : null,
      said.kind === "note" ? said.text : said.kind === "label" ? said.label : null,
      by,
    ])
    .toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1));
}

const undo = async (engine: TestEngine) => (await engine.handlers["change.undo"]({}, calm)).label !== null;
const redo = async (engine: TestEngine) => (await engine.handlers["change.redo"]({}, calm)).label !== null;

it(
  "any work is given back: to its beginning, to its end, after a restart, and from the mirror alone",
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
        await using first = await TestEngine.open();
        await first.add("a.json", RUN);
        const path = first.workspacePath;
        let engine = first;
        const history = new History();
        for (const one of steps) {
          if (one.type === "restart") {
            await engine.close();
            engine = await TestEngine.open(path);
          } else if (one.type === "undo") {
            expect(await undo(engine)).toBe(history.move(history.past, history.future));
          } else if (one.type === "redo") {
            expect(await redo(engine)).toBe(history.move(history.future, history.past));
          } else {
            const change = history.changeOf(one);
            if (change === null) continue;
            history.make(change);
            await engine.handlers["change.apply"]({ change: { command: "annotation.set", ...change } }, calm);
          }
          expect(await shown(engine)).toEqual(rowsOf(history.now));
        }
        const end = rowsOf(history.now);
        let undone = 0;
        while (await undo(engine)) undone++;
        expect(await shown(engine)).toEqual([]);
        for (; undone > 0; undone--) await redo(engine);
        expect(await shown(engine)).toEqual(end);
        await engine.close();
        for (const suffix of ["", ".wal"]) rmSync(path + suffix, { force: true });
        await using fresh = await TestEngine.open(path);
        expect(await shown(fresh)).toEqual(end);
      }),
      { numRuns: 4 },
    );
  },
);
