import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RUN, span, traceId } from "../testing/import-cases.js";
import { calm, TestEngine } from "../testing/test-engine.js";

async function bytesOf(engine: TestEngine): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const { bytes } of engine.handlers["workspace.copy"]({}, calm)) pieces.push(bytes);
  return Buffer.concat(pieces);
}

const leftovers = (engine: TestEngine): string[] =>
  readdirSync(engine.folder).filter((name) => name.includes("handed"));

describe("a copy of a workspace that is open", () => {
  it("holds what was noted a moment ago, and opens elsewhere", async () => {
    await using engine = await TestEngine.open();
    await engine.add("run.jsonl", RUN);
    const change = { command: "note.add", id: crypto.randomUUID(), ...span("search"), text: "mine" } as const;
    await engine.handlers["change.apply"]({ change }, calm);
    const path = engine.write("copy.skein", await bytesOf(engine));
    expect(leftovers(engine)).toEqual([]);
    // The one that was copied goes on.
    expect((await engine.handlers["trace.get"]({ traceId }, calm)).spans).toBe(3);

    const copy = await TestEngine.open(path);
    expect((await copy.handlers["trace.get"]({ traceId }, calm)).spans).toBe(3);
    expect(await copy.value("SELECT text FROM annotation")).toBe("mine");
    await copy.handlers["change.undo"]({}, calm);
    expect(await copy.value("SELECT count(*) FROM annotation")).toBe(0);
    await copy.close();
    expect(await engine.value("SELECT count(*) FROM annotation")).toBe(1);
  });

  it("is also made of one that is only read, and let go of where nobody takes it", async () => {
    await using engine = await TestEngine.open();
    await engine.add("run.jsonl", RUN);
    await engine.close();
    const reading = await TestEngine.open(engine.workspacePath, undefined, { readOnly: true });
    expect((await bytesOf(reading)).length).toBeGreaterThan(10_000);
    for await (const _piece of reading.handlers["workspace.copy"]({}, calm)) break;
    await reading.close();
    expect(leftovers(engine)).toEqual([]);
  });
});
