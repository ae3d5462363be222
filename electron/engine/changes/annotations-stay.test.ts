import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import type { SpanId, TextHash, TraceId } from "../../../shared/model/ids.js";
import type { AnnotationAbout } from "../../../shared/model/own-annotation.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { remove } from "../testing/import-cases.js";
import { ownSaid, saying } from "../testing/said.js";
import { brokenRules } from "../testing/store-rules.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

const traceId = traceIdOf() as TraceId;
const spanId = spanIdOf("gpt") as SpanId;
const RUN = 'agent planner 0-100ms\n  llm gpt 10-40ms "where is my order?" => "it is late"';
const GROWN = trace(`${RUN}\n  tool search 50-60ms`);
const LABEL = { kind: "label", label: "late" } as const;
const EACH = new Set(["span", "trace", "conversation", "document", "text"]);

/** Says something of each kind of thing, the words of a text by what the span itself tells of it. */
async function sayAll(engine: TestEngine): Promise<TextHash> {
  const { messages } = await engine.handlers["span.messages"]({ traceId, spanId }, calm);
  const content = messages.flatMap(({ parts }) => parts.map((part) => part.content));
  const told = content.find(({ text }) => text.startsWith("where is"));
  const hash = (told?.hash ?? "") as TextHash;
  const places: AnnotationAbout[] = [
    { target: "span", traceId, spanId },
    { target: "trace", traceId },
    { target: "conversation", traceId },
    { target: "document", traceId, spanId, position: 0 },
    { target: "text", traceId, spanId, hash, offset: told?.text.indexOf("order") ?? -1, quote: "order" },
  ];
  await engine.handlers["change.apply"]({ change: saying(LABEL, places, "Anna") }, calm);
  return hash;
}

/** What is shown of them: how much at each span, of which things, and the words that are marked. */
async function shown(engine: TestEngine, hash: TextHash) {
  const { spanId: spans, labels } = await engine.handlers["trace.spans"]({ traceId }, calm);
  const passages = await engine.handlers["annotation.passages"]({ hashes: [hash] }, calm);
  return {
    labels: spans.map((id, row) => [id, labels[row]]).filter(([, count]) => count !== 0),
    targets: new Set((await ownSaid(engine, traceId)).map(({ target }) => target)),
    words: passages.map(({ passage }) => passage?.quote),
  };
}

const ALL = {
  labels: [
    [spanIdOf("planner"), 2],
    [spanId, 3],
  ],
  targets: EACH,
  words: ["order"],
};

describe("what was said stays in place", () => {
  it("when the file goes and comes again, grown", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", trace(RUN));
    const hash = await sayAll(engine);
    expect(await shown(engine, hash)).toEqual(ALL);
    await remove(engine, "a.json");
    expect(await ownSaid(engine, traceId)).toHaveLength(EACH.size);
    await engine.add("b.json", GROWN);
    expect(await shown(engine, hash)).toEqual(ALL);
    // The text is the one that the words are of, whatever its number is now.
    const { messages } = await engine.handlers["span.messages"]({ traceId, spanId }, calm);
    expect(messages.flatMap(({ parts }) => parts.map(({ content }) => content.hash))).toContain(hash);
    expect(await brokenRules(engine)).toEqual([]);
  });

  it("when the same file is imported again, and when it has grown meanwhile", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", trace(RUN));
    const hash = await sayAll(engine);
    expect(await engine.add("a.json", trace(RUN))).toMatchObject({ stored: 0 });
    expect(await engine.add("a.json", GROWN)).toMatchObject({ stored: 1 });
    expect(await shown(engine, hash)).toEqual(ALL);
    await engine.derive();
    expect(await shown(engine, hash)).toEqual(ALL);
  });

  it("and is left alone by a Skein that is too old for the workspace", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", trace(RUN));
    const hash = await sayAll(engine);
    const path = engine.workspacePath;
    await engine.close();
    const setVersion = async (sql: string): Promise<void> => {
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      await connection.run(sql);
      connection.closeSync();
      instance.closeSync();
    };
    await setVersion("UPDATE meta SET value = (value::INTEGER + 900)::VARCHAR WHERE key = 'schema_version'");
    const before = [readFileSync(path), readFileSync(`${path}.changes.jsonl`)];
    expect(await failure(TestEngine.open(path))).toBe("WORKSPACE_NEWER");
    expect([readFileSync(path), readFileSync(`${path}.changes.jsonl`)]).toEqual(before);
    await setVersion("UPDATE meta SET value = (value::INTEGER - 900)::VARCHAR WHERE key = 'schema_version'");
    await using again = await TestEngine.open(path);
    expect(await shown(again, hash)).toEqual(ALL);
    expect((await again.handlers["change.undo"]({}, calm)).label).toBe("5 labels");
    expect(await ownSaid(again, traceId)).toEqual([]);
  });
});
