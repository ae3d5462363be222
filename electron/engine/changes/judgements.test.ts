import { expect, it } from "vitest";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const traceId = traceIdOf() as TraceId;
const spanId = spanIdOf("index") as SpanId;
const RUN = trace("agent planner 0-100ms\n  retriever index 10-40ms");

const judge = (name: "relevance" | "used", score: 0 | 1 | null, position = 2): ChangeCommand => ({
  command: "judgement.set",
  traceId,
  spanId,
  position,
  name,
  score,
});
const apply = (engine: TestEngine, change: ChangeCommand) => engine.handlers["change.apply"]({ change }, calm);
const said = async (engine: TestEngine): Promise<string[]> =>
  (await engine.handlers["judgement.list"]({ traceId, spanId }, calm)).map(
    ({ position, label, score }) => `${position} ${label} ${score}`,
  );

it("a document is judged relevant, then not, then not judged; used is a judgement beside it", async () => {
  await using engine = await TestEngine.open();
  await engine.add("a.json", RUN);
  await apply(engine, judge("relevance", 1));
  await apply(engine, judge("used", 1));
  expect(await said(engine)).toEqual(["2 relevant 1", "2 used 1"]);
  await apply(engine, judge("relevance", 0));
  expect(await said(engine)).toEqual(["2 not relevant 0", "2 used 1"]);
  await apply(engine, judge("relevance", null));
  await apply(engine, judge("relevance", 1, 0));
  expect(await said(engine)).toEqual(["0 relevant 1", "2 used 1"]);
});

it("each step is undone and done again, and a judgement is no note", async () => {
  await using engine = await TestEngine.open();
  await engine.add("a.json", RUN);
  for (const score of [1, 0, null] as const) await apply(engine, judge("relevance", score));
  const seen: string[] = [];
  for (let step = 0; step < 3; step += 1) {
    expect((await engine.handlers["change.undo"]({}, calm)).label).toBe("judgement of a document");
    seen.push((await said(engine)).join());
  }
  expect(seen).toEqual(["2 not relevant 0", "2 relevant 1", ""]);
  await engine.handlers["change.redo"]({}, calm);
  expect(await said(engine)).toEqual(["2 relevant 1"]);
  expect(await engine.handlers["note.list"]({ traceId }, calm)).toEqual([]);
  expect((await engine.handlers["span.get"]({ traceId, spanId }, calm)).counts.notes).toBe(0);
  const labelled = {
    query: "label:relevant",
    sort: "start",
    descending: true,
    zoneOffsetMinutes: 0,
    offset: 0,
    limit: 9,
  };
  expect((await engine.handlers["trace.list"]({ ...labelled, sort: "start" }, calm)).total).toBe(1);
});
