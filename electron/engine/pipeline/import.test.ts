import { gzipSync } from "node:zlib";
import { Readable } from "node:stream";
import { statSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";
import { brokenRules } from "../testing/store-rules.js";
import { RUN, withSpans, addsUp, sourceOf } from "../testing/import-cases.js";

describe("what became of a file", () => {
  it("records of every kind add up", async () => {
    await using engine = await TestEngine.open();
    const started = withSpans(RUN[0], (entry) => ({ ...entry, endTimeUnixNano: "0" }));
    const file = await engine.add("mixed.jsonl", [
      started,
      ...RUN,
      ...RUN,
      '{"resourceSpans":[{"scopeSpans":[{"spans":[17,{"attributes":7,"name":"x"},{}]}]}]}',
      '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{},{}]}]}]}',
      '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{}]}]}]}',
      "{}",
      '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"cut',
    ]);
    expect(file).toMatchObject({
      status: "partial",
      read: 13,
      stored: 3,
      merged: 3,
      duplicates: 3,
      rejected: 4,
      logs: 2,
      metrics: 1,
      traces: 1,
    });
    addsUp(file);
    const { rows } = await engine.handlers["source.rejects"](
      { source: await sourceOf(engine, "mixed.jsonl"), offset: 0, limit: 10 },
      calm,
    );
    expect(rows.map((row) => [row.line, row.code])).toEqual([
      [4, "NOT_A_SPAN"],
      [4, "BAD_ATTRIBUTES"],
      [4, "NOT_A_SPAN"],
      [8, "CUT_OFF"],
    ]);
    expect(await brokenRules(engine)).toEqual([]);
  });

  it("the same file again is known, also packed, renamed or streamed", async () => {
    await using engine = await TestEngine.open();
    const text = RUN.join("\n");
    expect(await engine.add("a.jsonl", text)).toMatchObject({ status: "stored", read: 3, stored: 3, traces: 1 });
    expect(await engine.add("b.jsonl", text)).toMatchObject({ status: "known", format: "otlp-json", read: 0 });
    expect(await engine.addStream("c.jsonl", Readable.from([Buffer.from(text)]))).toMatchObject({ status: "known" });
    const packed = await engine.add("d.jsonl.gz", gzipSync(text));
    expect(packed).toMatchObject({ status: "known", read: 3, stored: 0, duplicates: 3 });
    expect(await engine.value("SELECT count(*) FROM span")).toBe(3);
    expect(await engine.value("SELECT count(*) FROM record WHERE kind = 'span'")).toBe(3);
    const sources = await engine.handlers["source.list"]({}, calm);
    expect(sources.map((source) => [source.name, source.containers])).toEqual([
      ["d.jsonl.gz", ["gzip", "one document"]],
      ["a.jsonl", ["one document"]],
    ]);
  });

  it("of a file that has grown only what is new is stored", async () => {
    await using engine = await TestEngine.open();
    const more = trace("trace more\n  agent other 0-10ms");
    await engine.add("log.jsonl", RUN);
    const file = await engine.add("log.jsonl", [...RUN, ...more]);
    expect(file).toMatchObject({ status: "stored", read: 4, stored: 1, duplicates: 3, traces: 1 });
    expect(await engine.value("SELECT count(*) FROM trace")).toBe(2);
  });

  it("files that are no traces are refused with their reason, and the others are stored", async () => {
    await using engine = await TestEngine.open();
    const paths = [
      engine.write("1-empty.json", ""),
      engine.write("2-blank.json", " \n\n"),
      engine.write("3-text.txt", "hello"),
      engine.write("4-other.json", '{"a": 1}'),
      engine.write("5-binary.bin", Buffer.from([1, 0, 2, 0, 3])),
      engine.write("6-logs.json", '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{}]}]}]}'),
      engine.write("7-cut.json", '{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a'),
      engine.write("8-cut.gz", gzipSync(RUN.join("\n")).subarray(0, 100)),
      engine.write("9-good.json", RUN),
      `${engine.folder}/10-absent.json`,
    ];
    const files = await engine.import(paths);
    expect(files.map((file) => file.error?.code ?? file.status)).toEqual([
      "EMPTY_FILE",
      "EMPTY_FILE",
      "UNKNOWN_FORMAT",
      "UNKNOWN_FORMAT",
      "UNKNOWN_FORMAT",
      "NO_TRACES",
      "CORRUPT_FILE",
      "CORRUPT_FILE",
      "stored",
      "NOT_FOUND",
    ]);
    for (const file of files) expect(file.error === undefined || file.error.message.length > 10).toBe(true);
    expect(await engine.value("SELECT count(*) FROM source")).toBe(1);
    expect(await engine.value("SELECT count(*) FROM reject")).toBe(0);
  });

  it("a folder is its files by path, without what is hidden", async () => {
    await using engine = await TestEngine.open();
    engine.write("dump/b/two.jsonl", trace("trace two\n  agent b 0-1ms"));
    engine.write("dump/a.jsonl", RUN);
    engine.write("dump/.hidden.jsonl", RUN);
    const files = await engine.import([`${engine.folder}/dump`]);
    expect(files.map((file) => [file.name, file.stored])).toEqual([
      ["dump/a.jsonl", 3],
      ["dump/b/two.jsonl", 1],
    ]);
    engine.write("nothing/.keep", "");
    expect(await failure(engine.import([`${engine.folder}/nothing`]))).toBe("NO_TRACES");
  });

  it("the workspace and what lies beside it are for the user alone", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.jsonl", RUN);
    for (const suffix of ["", ".wal"]) expect(statSync(engine.workspacePath + suffix).mode & 0o077).toBe(0);
  });
});

describe("a stream", () => {
  const bytes = Buffer.from(RUN.join("\n"));

  it("is read as a file is, in pieces of any size", async () => {
    await using engine = await TestEngine.open();
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, n) => bytes.subarray(n * 7, n * 7 + 7));
    const file = await engine.addStream("stdin", Readable.from(pieces));
    expect(file).toMatchObject({ name: "stdin", status: "stored", stored: 3, bytes: bytes.length });
  });

  it("that fails is refused, and leaves nothing", async () => {
    await using engine = await TestEngine.open();
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield bytes;
      await Promise.resolve();
      throw new Error("the line went dead");
    }
    const file = await engine.addStream("upload", failing());
    expect(file).toMatchObject({ status: "refused", error: { code: "UNREADABLE" } });
    expect(file.error?.message).toContain("the line went dead");
    expect(await engine.value("SELECT count(*) FROM record")).toBe(0);
    expect(await engine.add("a.json", RUN)).toMatchObject({ status: "stored" });
  });

  it("is told to stop once it is clear that it holds no traces, or the import is cancelled", async () => {
    await using engine = await TestEngine.open();
    let stopped = 0;
    async function* endless(first: string): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from(first.padEnd(70_000));
        for (;;) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          yield Buffer.alloc(1000, 32);
        }
      } finally {
        stopped++;
      }
    }
    expect(await engine.addStream("upload", endless("no traces"))).toMatchObject({ error: { code: "UNKNOWN_FORMAT" } });
    const abort = new AbortController();
    engine.offer("endless", endless(RUN.join("\n")));
    const cancelled = engine.import(
      ["endless"],
      (event) => void (event.type === "progress" && abort.abort()),
      abort.signal,
    );
    expect(await failure(cancelled)).toBe("CANCELLED");
    await vi.waitFor(() => expect(stopped).toBe(2), { timeout: 15_000 });
  });
});
