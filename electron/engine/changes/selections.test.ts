import { expect, it } from "vitest";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

const RUN = trace("agent planner 0-100ms\n  retriever index 10-40ms\n  tool search 50-90ms");
const keep: ChangeCommand = {
  command: "selection.save",
  id: "k3x9q0ab",
  traces: [{ traceId: traceIdOf() as TraceId, spanIds: [spanIdOf("index"), spanIdOf("search")] as SpanId[] }],
};
const names = async (engine: TestEngine, query: string): Promise<string[]> => {
  const list = { query, zoneOffsetMinutes: 0, sort: "start", descending: false, offset: 0, limit: 10 } as const;
  const { name } = await engine.handlers["span.list"](list, calm);
  return name.map((one) => one?.split(" ").at(-1) ?? "");
};

it("a list of spans is found by its id, beside other words", async () => {
  await using engine = await TestEngine.open();
  await engine.add("a.json", RUN);
  await engine.handlers["change.apply"]({ change: keep }, calm);
  expect(await names(engine, "set:k3x9q0ab")).toEqual(["index", "search"]);
  expect(await names(engine, "set:k3x9q0ab kind:tool")).toEqual(["search"]);
  expect(await names(engine, "-set:k3x9q0ab")).toEqual(["planner"]);
  expect(await names(engine, "set:another")).toEqual([]);
});

it("it is taken back and made again, and its name is given once", async () => {
  await using engine = await TestEngine.open();
  await engine.add("a.json", RUN);
  await engine.handlers["change.apply"]({ change: keep }, calm);
  expect(await failure(engine.handlers["change.apply"]({ change: keep }, calm))).toBe("INVALID_INPUT");
  await engine.handlers["change.undo"]({}, calm);
  expect(await names(engine, "set:k3x9q0ab")).toEqual([]);
  await engine.handlers["change.redo"]({}, calm);
  await engine.handlers["change.apply"]({ change: { command: "selection.remove", id: "k3x9q0ab" } }, calm);
  await engine.handlers["change.undo"]({}, calm);
  expect(await names(engine, "set:k3x9q0ab")).toEqual(["index", "search"]);
});
