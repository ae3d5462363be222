import { describe, expect, it } from "vitest";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { spanIdOf } from "../../../shared/testing/stable-ids.js";
import { noteOn, ownSaid } from "../testing/said.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";
import { traceId, span, RUN, withSpans, remove } from "../testing/import-cases.js";

describe("ids of zeros and of one file's own", () => {
  const zeros = (name: string): string =>
    JSON.stringify({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                { traceId: "0".repeat(32), spanId: "0".repeat(16), name, startTimeUnixNano: "1700000000000000000" },
              ],
            },
          ],
        },
      ],
    });
  const ids = "SELECT trace_id || ' ' || span_id FROM span ORDER BY name";

  it("are kept by a file that grows, in whatever workspace", async () => {
    await using first = await TestEngine.open();
    const text = `a ${"long ".repeat(30)}`;
    await first.add("zeros.jsonl", zeros(text));
    const before = await first.sql(ids);
    const grown = await first.add("zeros.jsonl", [zeros(text), zeros("b")]);
    expect(grown).toMatchObject({ stored: 1, duplicates: 1 });
    await using second = await TestEngine.open();
    await second.add("other.jsonl", RUN);
    await second.add("zeros.jsonl", [zeros(text), zeros("b")]);
    expect(await second.sql(`${ids.replace("ORDER", "WHERE source = 2 ORDER")}`)).toEqual(await first.sql(ids));
    expect((await first.sql(ids))[0]).toEqual(before[0]);
  });

  it("of two files are not mixed up", async () => {
    await using engine = await TestEngine.open();
    await engine.add("one.jsonl", zeros("one"));
    await engine.add("two.jsonl", zeros("two"));
    expect(await engine.value("SELECT count(*) FROM trace")).toBe(2);
  });

  it("very short trace ids are their file's own, links included", async () => {
    await using engine = await TestEngine.open();
    const run = (name: string): string =>
      JSON.stringify({
        resourceSpans: [
          {
            scopeSpans: [
              {
                spans: [
                  { traceId: "1", spanId: "a", name },
                  { traceId: "1", spanId: "b", parentSpanId: "a", name, links: [{ traceId: "1", spanId: "a" }] },
                ],
              },
            ],
          },
        ],
      });
    await engine.add("one.json", run("one"));
    await engine.add("two.json", run("two"));
    const shape = "SELECT t.spans, t.orphans FROM trace t";
    const linked =
      "SELECT count(*) FROM link l JOIN span s USING (trace, preorder) WHERE l.linked_trace_id = s.trace_id";
    expect(await engine.sql(shape)).toEqual([
      [2, 0],
      [2, 0],
    ]);
    expect(await engine.value(linked)).toBe(2);
    await engine.derive();
    expect(await engine.value(linked)).toBe(2);
  });
});

describe("hostile records", () => {
  it.each([
    [
      "deep nesting",
      `{"name":"x","attributes":[{"key":"a","value":${'{"arrayValue":{"values":['.repeat(60_000)}${"]}}".repeat(60_000)}}]}`,
    ],
    ["no JSON inside", '{"name":"x","attributes":[,]}'],
  ])("%s costs the record, not the file", async (_name, record) => {
    await using engine = await TestEngine.open();
    const line = `{"resourceSpans":[{"scopeSpans":[{"spans":[${record}]}]}]}`;
    expect(await engine.add("a.jsonl", [line, ...RUN])).toMatchObject({ status: "partial", stored: 3, rejected: 1 });
  });

  it("JSON in a string that is nested without end is text", async () => {
    await using engine = await TestEngine.open();
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    const keys = ["input.value", "gen_ai.input.messages", "tool.parameters", "metadata", "retrieval.documents"];
    const attributes = keys.map((key) => ({ key, value: { stringValue: deep } }));
    const line = withSpans(RUN[0], (entry) => ({ ...entry, attributes }));
    expect(await engine.add("a.jsonl", line)).toMatchObject({ status: "stored", stored: 3 });
    expect(await engine.handlers["span.attributes"](span("gpt"), calm)).not.toHaveLength(0);
  });

  it("a resource and a scope that are no JSON cost their spans nothing else", async () => {
    await using engine = await TestEngine.open();
    const line = `{"resourceSpans":[{"resource":{"attributes":[,]},"scopeSpans":[{"scope":{"name":tru},"spans":[{"name":"x","traceId":"${traceId}","spanId":"${spanIdOf("gpt")}"}]}]}]}`;
    expect(await engine.add("a.jsonl", line)).toMatchObject({ status: "stored", stored: 1 });
    expect(await engine.handlers["span.get"](span("gpt"), calm)).toMatchObject({ name: "x", service: null });
    const raw = await engine.handlers["span.raw"](span("gpt"), calm);
    expect(raw.map((record) => record.text)).toContain('{"attributes":[,]}');
    await engine.derive();
    expect(await engine.value("SELECT count(*) FROM span")).toBe(1);
  });

  it("keys such as __proto__, NUL and lone surrogates are content like any other", async () => {
    await using engine = await TestEngine.open();
    const odd = '{"key":"__proto__","value":{"kvlistValue":{"values":[{"key":"__proto__","value":{"intValue":"1"}}]}}}';
    const text = `{"key":"input.value","value":{"stringValue":"${"x".repeat(80)}\\u0000\\ud800"}}`;
    const record = `{"traceId":"${traceId}","spanId":"${spanIdOf("gpt")}","name":"a\\u0000b\\udfff","attributes":[${odd},${text}]}`;
    await engine.add("a.jsonl", `{"resourceSpans":[{"scopeSpans":[{"spans":[${record}]}]}]}`);
    const attributes = await engine.handlers["span.attributes"](span("gpt"), calm);
    expect(attributes.map((row) => [row.key, row.value.text])).toContainEqual(["__proto__", '{"__proto__":1}']);
    expect((await engine.handlers["span.raw"](span("gpt"), calm))[0]?.text).toBe(record);
    expect(await engine.value("SELECT name FROM span")).toBe("a\u0000b\ufffd");
  });
});

describe("while an import runs", () => {
  const many = Array.from({ length: 400 }, (_, n) =>
    trace(`trace t${n}\n  agent a 0-5ms "hello ${n}" => "${"x".repeat(3000)}"`),
  ).flat();

  it("a cancel leaves the store as it was, and the next import goes on", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    const counts =
      "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM text), (SELECT count(*) FROM span), (SELECT count(*) FROM trace)";
    const before = await engine.sql(counts);
    const abort = new AbortController();
    const path = engine.write("many.jsonl", many);
    const cancelled = engine.import([path], (event) => void (event.type === "progress" && abort.abort()), abort.signal);
    expect(await failure(cancelled)).toBe("CANCELLED");
    expect(await engine.sql(counts)).toEqual(before);
    expect(await engine.import([path])).toMatchObject([{ status: "stored", stored: 400 }]);
  });

  it("notes are written and lists read", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    let notes = 0;
    const files = await engine.import([engine.write("many.jsonl", many)], async (event) => {
      if (event.type !== "progress") return;
      await engine.handlers["change.apply"]({ change: noteOn(span("gpt"), event.phase) }, calm);
      notes++;
      expect(await engine.value("SELECT count(*) FROM trace")).toBeTypeOf("number");
    });
    expect(files).toMatchObject([{ stored: 400 }]);
    expect(notes).toBeGreaterThan(0);
    expect(await ownSaid(engine, traceId)).toHaveLength(notes);
  });

  it("who watches hears of it, with a revision that grows", async () => {
    await using engine = await TestEngine.open();
    const stop = new AbortController();
    const heard: string[] = [];
    const revisions: number[] = [];
    const watching = (async () => {
      for await (const event of engine.handlers["workspace.watch"]({}, { signal: stop.signal })) {
        heard.push(event.reason);
        revisions.push(event.revision);
      }
    })();
    await engine.add("a.json", RUN);
    await engine.add("bad.json", "nothing");
    await engine.derive();
    await remove(engine, "a.json");
    stop.abort();
    await watching;
    expect(heard).toEqual(["start", "import", "derive", "remove"]);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    expect(new Set(revisions).size).toBe(revisions.length);
  });
});
