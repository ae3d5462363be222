import { expect, it } from "vitest";
import type { TraceId } from "../../../shared/model/ids.js";
import { traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, TestEngine } from "../testing/test-engine.js";

it("tells who turned to whom in one run, with the rule and what it saw", async () => {
  await using engine = await TestEngine.open();
  const run = trace(`
    trace one [at:2026-11-01T00:00:00Z]
      agent planner            0-900ms
        tool search            10-100ms
        tool transfer_to_writer 200-210ms
        agent researcher       300-500ms
      agent writer             910-950ms
    trace other [at:2026-11-01T00:00:00Z]
      agent elsewhere          0-9ms
  `);
  await engine.add("run.jsonl", run);
  const told = await engine.handlers["trace.contacts"]({ traceId: traceIdOf("one") as TraceId }, calm);
  const contacts = Array.from(told.row, (row, index) => {
    const relation = told.relations[told.relation[index] ?? -1];
    return `${row} ${relation?.from ?? "the user"} ${relation?.type} ${relation?.to}: ${relation?.rule}`;
  });
  expect(contacts).toEqual([
    "0 the user invokes planner: start of a run",
    "2 planner hands_off writer: transfer tool",
    "3 planner invokes researcher: agent below an agent",
  ]);
  expect(told.agents.map(({ name }) => name)).toEqual(["planner", "researcher", "writer"]);
});
