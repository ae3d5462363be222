import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { TraceId } from "../../../shared/model/ids.js";
import type { ItemBody } from "../../../shared/model/incident.js";
import { traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { exportOf } from "../testing/exported.js";
import {
  comparisonBody,
  madeFields,
  madeItem,
  pictureBody,
  searchBody,
  searchHit,
  spanBody,
} from "../testing/made-incidents.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const id = (name: string): TraceId => traceIdOf(name) as TraceId;
const CALM = ["one", "two", "three", "four", "five"];
const RUNS = trace(
  `trace failed\n  agent planner [error:timeout] 0-9ms\n${CALM.map((name) => `trace ${name}\n  agent planner 0-9ms`).join("\n")}`,
);

it("a reduced export keeps what incidents point to, beside errors and the sample", async () => {
  await using engine = await TestEngine.open();
  await engine.add("runs.jsonl", RUNS);
  const keptOf = async (reduce: number): Promise<{ kept: readonly string[]; left: number | undefined }> => {
    const { text, done } = await exportOf(engine, { reduce });
    return { kept: ["failed", ...CALM].filter((name) => text.includes(id(name))), left: done.left?.traces };
  };
  expect(await keptOf(0)).toEqual({ kept: ["failed"], left: 5 });

  const evidence: readonly [ItemBody, readonly string[]][] = [
    [{ ...pictureBody(), traceId: id("one") }, ["failed", "one"]],
    [{ ...searchBody("refund"), hits: [{ ...searchHit(), traceId: id("two") }] }, ["failed", "one", "two"]],
    [comparisonBody(id("three"), id("failed")), ["failed", "one", "two", "three"]],
    [{ ...spanBody(), traceId: id("four") }, ["failed", "one", "two", "three", "four"]],
    // What is no more in the workspace keeps nothing, and is in nobody's way.
    [{ ...spanBody(), traceId: id("gone") }, ["failed", "one", "two", "three", "four"]],
  ];
  for (const [body, kept] of evidence) {
    const change = { command: "incident.add", id: randomUUID(), ...madeFields(), items: [madeItem(body)] } as const;
    await engine.handlers["change.apply"]({ change: { ...change, items: [...change.items] } }, calm);
    expect(await keptOf(0)).toEqual({ kept, left: 6 - kept.length });
  }
  expect(await keptOf(1)).toEqual({ kept: ["failed", ...CALM], left: 0 });
});
