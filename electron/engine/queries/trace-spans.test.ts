import { expect, it } from "vitest";
import type { TraceId } from "../../../shared/model/ids.js";
import { traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const id = (name: string): TraceId => traceIdOf(name) as TraceId;
const CALLS = 20_500;

it("opens a long trace with its first rows, a short one with all of them", async () => {
  await using engine = await TestEngine.open();
  const calls = Array.from({ length: CALLS }, (_, call) => `        tool t${call % 7} ${call}-${call + 1}ms`);
  await engine.add("short.jsonl", trace("trace short [at:2026-11-01T00:00:00Z]\n  agent a 0-9ms\n    tool t 1-2ms"));
  await engine.add(
    "long.jsonl",
    trace(`trace long [at:2026-11-01T00:00:00Z]\n      agent a 0-${CALLS}ms\n${calls.join("\n")}`),
  );
  const opening = (name: string) => engine.handlers["trace.opening"]({ traceId: id(name) }, calm);
  const whole = (name: string) => engine.handlers["trace.spans"]({ traceId: id(name) }, calm);

  expect(await opening("short")).toEqual({ whole: true, table: await whole("short") });

  const { whole: isWhole, table } = await opening("long");
  const all = await whole("long");
  const rows = table.spanId.length;
  expect(isWhole).toBe(false);
  expect(all.spanId).toHaveLength(CALLS + 1);
  expect(rows).toBeLessThan(all.spanId.length / 10);
  expect(table.spanId).toEqual(all.spanId.slice(0, rows));
  expect(table.startNs).toEqual(all.startNs.slice(0, rows));
  // A table of its own: nothing in it points behind its last row.
  expect(Math.max(...table.subtreeEnd)).toBe(rows);
});
