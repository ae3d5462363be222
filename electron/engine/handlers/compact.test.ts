import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CompactProgress } from "../../../shared/contract/workspace.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { remove, RUN, span, traceId } from "../testing/import-cases.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const MUCH = Array.from({ length: 300 }, (_, n) =>
  trace(`trace t${n}\n  agent a 0-5ms "${crypto.randomUUID().repeat(40)}"`),
).flat();

describe("compacting a workspace", () => {
  it("gives back the space of what was removed, and keeps runs, notes and the way back", async () => {
    await using engine = await TestEngine.open();
    await engine.add("much.jsonl", MUCH);
    await engine.add("run.jsonl", RUN);
    const change = { command: "note.add", id: crypto.randomUUID(), ...span("search"), text: "mine" } as const;
    await engine.handlers["change.apply"]({ change }, calm);
    await remove(engine, "much.jsonl");

    const steps: CompactProgress[] = [];
    for await (const step of engine.handlers["workspace.compact"]({}, calm)) steps.push(step);
    const done = steps.at(-1);
    if (done?.type !== "done") throw new Error("It did not end.");
    expect(done.bytesAfter).toBeLessThan(done.bytesBefore);
    expect(steps.filter(({ type }) => type === "done")).toHaveLength(1);
    expect((await engine.handlers["trace.get"]({ traceId }, calm)).spans).toBe(3);
    expect(await engine.value("SELECT text FROM annotation")).toBe("mine");
    await engine.handlers["change.undo"]({}, calm);
    expect(await engine.value("SELECT count(*) FROM annotation")).toBe(0);
    expect(readdirSync(engine.folder).filter((name) => name.includes("rewrite"))).toEqual([]);
  });

  it("leaves the file as it is when nobody waits for it any more", async () => {
    await using engine = await TestEngine.open();
    await engine.add("run.jsonl", RUN);
    for await (const _step of engine.handlers["workspace.compact"]({}, calm)) break;
    expect((await engine.handlers["trace.get"]({ traceId }, calm)).spans).toBe(3);
    expect(readdirSync(engine.folder).filter((name) => name.includes("rewrite"))).toEqual([]);
  });
});
