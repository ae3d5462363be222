import { writeFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCorpus } from "../../scripts/corpora/corpus.js";
import { trace } from "../../shared/testing/trace-dsl.js";
import { BUILD_LIMIT_MS, ensureBuilt, Place } from "./skein.js";

const TRACES = `${trace(`
  trace refund
    agent planner                  0-120ms
      llm gpt [in:900 out:40]      5-40ms   "Where is my refund?" => "I look it up"
      tool search [error:timeout] 41-80ms   "refund"
  trace 返金
    agent 担当者                     0-50ms
      llm gpt                       5-40ms  "返金はどこですか" => "確認します"
`).join("\n")}\n`;
/** Colours, a title, a bell, a C1 control sequence, a carriage return, text that runs backwards. */
const STEERING = "\u001b[31mred\u001b]0;owned\u0007 \u009b31m \r over \u202egnitsop";

/** A retriever's span with two scored documents. */
const RETRIEVAL = JSON.stringify({
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            {
              traceId: "0af7651916cd43dd8448eb211c80319c",
              spanId: "b7ad6b7169203331",
              name: "policies",
              startTimeUnixNano: "1793491200000000000",
              endTimeUnixNano: "1793491201000000000",
              attributes: Object.entries({
                "openinference.span.kind": "RETRIEVER",
                "input.value": "refund",
                "retrieval.documents.0.document.content": "Refunds take five days.",
                "retrieval.documents.0.document.score": 0.9,
                "retrieval.documents.1.document.content": "Parcels take three days.",
                "retrieval.documents.1.document.score": 0.4,
              }).map(([key, value]) => ({
                key,
                value: typeof value === "number" ? { doubleValue: value } : { stringValue: value },
              })),
            },
          ],
        },
      ],
    },
  ],
});

let place: Place;
beforeAll(async () => {
  await ensureBuilt();
  place = new Place();
  writeFileSync(place.pathOf("two.jsonl"), TRACES);
  await place.answer("import", "two.jsonl", "--workspace", "two.skein");
}, BUILD_LIMIT_MS);
afterAll(() => place.remove());

const json = (text: string): unknown => JSON.parse(text);
const inTwo = ["--workspace", "two.skein"] as const;

describe("answers as JSON", () => {
  it("of import name each file with its counts", async () => {
    const first = await place.run(["import", "two.jsonl", "--workspace", "new.skein", "--json"]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout.trimEnd()).not.toContain("\n");
    expect(json(first.stdout)).toEqual({
      sources: [
        {
          name: "two.jsonl",
          format: "otlp-json",
          status: "stored",
          read: 5,
          stored: 5,
          merged: 0,
          duplicates: 0,
          rejected: 0,
          logs: 0,
          metrics: 0,
          annotations: 0,
          traces: 2,
          bytes: Buffer.byteLength(TRACES),
          seconds: expect.any(Number) as number,
        },
      ],
      seconds: expect.any(Number) as number,
    });
    expect(await place.answer("import", "two.jsonl", "--workspace", "new.skein")).toMatchObject({
      sources: [{ status: "known", stored: 0, format: "otlp-json" }],
    });
  });

  it("of retrieval hold rows with scores, what was kept and cited, and the totals", async () => {
    writeFileSync(place.pathOf("rag.jsonl"), RETRIEVAL);
    await place.answer("import", "rag.jsonl", "--workspace", "rag.skein");
    const answer = await place.answer("retrieval", "refund", "--workspace", "rag.skein");
    expect(answer).toMatchObject({
      total: 1,
      totals: { traces: 1, documents: 2, empty: 0 },
      retrievals: [{ query: "refund", name: "policies", documents: 2, best: 0.9, judged: 0, judgement: null }],
    });
    const [row] = (answer as { retrievals: { traceId: string; spanId: string }[] }).retrievals;
    const funnel = await place.answer(
      "retrieval",
      "--span",
      `${row?.traceId}/${row?.spanId}`,
      "--workspace",
      "rag.skein",
    );
    expect(funnel).toMatchObject({ documents: [{ score: 0.9 }, { score: 0.4 }] });
    expect(await place.answer("retrieval", "nobody", "--workspace", "rag.skein")).toMatchObject({
      total: 0,
      retrievals: [],
    });
  });

  it("of search hold the total, the texts and the hits with their places", async () => {
    expect(await place.answer("search", "where refund", ...inTwo)).toEqual({
      total: 1,
      texts: expect.any(Number) as number,
      ms: expect.any(Number) as number,
      hits: [
        {
          traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
          spanId: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
          score: expect.any(Number) as number,
          name: expect.any(String) as string,
          kind: "llm",
          agent: "planner",
          excerpt: "Where is my refund?",
          part: "user",
          startMs: expect.any(Number) as number,
        },
      ],
    });
    const traces = await place.answer<{ total: number; hits: object[] }>("search", "", "--in", "traces", ...inTwo);
    expect([traces.total, traces.hits.length]).toEqual([2, 2]);
    const one = await place.answer<{ total: number; hits: object[] }>("search", "", "--limit", "1", ...inTwo);
    expect([one.total, one.hits.length]).toEqual([5, 1]);
  });

  it("of show hold the trace and its spans in the order of the tree", async () => {
    const { hits } = await place.answer<{ hits: { traceId: string }[] }>("search", "where refund", ...inTwo);
    const id = hits[0]?.traceId ?? "";
    const whole = await place.answer<{ trace: object; spans: object[] }>("show", id, ...inTwo);
    expect(Object.keys(whole)).toEqual(["trace", "spans"]);
    expect(whole.trace).toMatchObject({ traceId: id, spans: 3, errors: 1, agents: ["planner"] });
    expect(whole.spans).toMatchObject([
      { depth: 0, parentSpanId: null, kind: "agent", startNs: 0, durationNs: 120e6 },
      { depth: 1, kind: "llm", inputTokens: 900, outputTokens: 40, status: "unset" },
      { depth: 1, kind: "tool", status: "error", inputTokens: null },
    ]);
    expect(await place.answer("show", id.slice(0, 6), ...inTwo)).toEqual(whole);
  });

  it("of sql hold columns with types, rows as lists, and whether rows were left out", async () => {
    const statement = "SELECT i::INTEGER AS n, 'a' || i AS t, i = 1 AS b, NULL AS e FROM range(3) r(i) ORDER BY i";
    expect(await place.answer("sql", statement, "--limit", "2", ...inTwo)).toEqual({
      columns: [
        { name: "n", type: "INTEGER" },
        { name: "t", type: "VARCHAR" },
        { name: "b", type: "BOOLEAN" },
        { name: "e", type: expect.any(String) as string },
      ],
      rows: [
        [0, "a0", false, null],
        [1, "a1", true, null],
      ],
      truncated: true,
    });
  });

  it("of derive say how many spans were made again, and change nothing", async () => {
    const before = await place.counts("two.skein");
    expect(await place.answer("derive", ...inTwo)).toEqual({ spans: 5, seconds: expect.any(Number) as number });
    expect(await place.counts("two.skein")).toEqual(before);
  });
});

describe("answers as text", () => {
  it("stand in aligned columns, whatever the script", async () => {
    const { stdout } = await place.run(["search", "", "--limit", "5", ...inTwo]);
    const lines = stdout.split("\n").slice(0, 6);
    const cells = (text: string): number => Array.from(text).reduce((sum, one) => sum + (one > "\u2e80" ? 2 : 1), 0);
    const at = lines[0]?.indexOf("said by") ?? 0;
    for (const line of lines.slice(1)) {
      const before = Array.from(line).reduce((text, one) => (cells(text) < at ? text + one : text), "");
      expect(cells(before), line).toBe(at);
      expect(line.slice(before.length - 2, before.length), line).toBe("  ");
    }
  });

  it("show a trace as a tree", async () => {
    const { hits } = await place.answer<{ hits: { traceId: string }[] }>("search", "where refund", ...inTwo);
    const { code, stdout } = await place.run(["show", hits[0]?.traceId ?? "", ...inTwo]);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/120\.0 ms, 3 spans, 1 errors$/);
    expect(lines.slice(1).map((line) => /^ */.exec(line)?.[0].length)).toEqual([0, 2, 2]);
    expect(lines[3]).toMatch(/39\.0 ms {2}error$/);
  });

  it("may be cut off by their reader", async () => {
    const { child, ended } = place.start(["sql", "FROM range(10000)", "--limit", "10000", "--json", ...inTwo]);
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ stderr: "" });
  });
});

describe("text that would steer the terminal", () => {
  const attribute = (key: string, text: string): object => ({ key, value: { stringValue: text } });
  const span = {
    traceId: "a".repeat(32),
    spanId: "b".repeat(16),
    name: `tool ${STEERING}`,
    startTimeUnixNano: "1",
    endTimeUnixNano: "2",
    attributes: [
      attribute("gen_ai.operation.name", "execute_tool"),
      attribute("gen_ai.tool.name", STEERING),
      attribute("gen_ai.tool.call.arguments", `steering ${STEERING}`),
    ],
    status: { code: 2, message: STEERING },
  };
  const document = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  // Everything below a space but the newline that ends a line, DEL and C1, and marks of direction.
  const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

  it("reaches it neither from names nor from texts nor from the names of files", async () => {
    const name = "bad\u001b[31m\u009b\u202e.jsonl";
    writeFileSync(place.pathOf(name), document);
    writeFileSync(place.pathOf(`no${name}`), "no trace");
    const at = ["--workspace", "steering.skein"];
    const select = 'SELECT name AS "\u001b[31m", tool FROM span';
    for (const args of [
      ["import", name, `no${name}`],
      ["search", "steering"],
      ["search", "steering", "--in", "traces"],
      ["show", "a".repeat(32)],
      ["sql", select],
      ["show", `${STEERING}${STEERING}`],
    ]) {
      for (const form of [[], ["--json"]]) {
        const { stdout, stderr } = await place.run([...args, ...form, ...at]);
        expect(stdout + stderr, args.join(" ")).not.toMatch(harmful);
      }
    }
  });

  it("is whole in JSON", async () => {
    const { rows } = await place.answer<{ rows: string[][] }>(
      "sql",
      "SELECT tool FROM span",
      "--workspace",
      "steering.skein",
    );
    expect(rows).toEqual([[STEERING]]);
  });
});

describe("standard input", () => {
  it("is read, packed or not", async () => {
    for (const input of [TRACES, gzipSync(TRACES)]) {
      const ran = await place.run(["import", "-", "--json"], { input });
      expect(json(ran.stdout)).toMatchObject({ sources: [{ name: "standard input", status: "stored", stored: 5 }] });
    }
  });

  it("of 60 MB is read in bounded memory", { timeout: 120_000 }, async () => {
    const input = new PassThrough();
    const { ended } = place.start(["import", "-", "--json"], { input });
    const { bytes } = await writeCorpus("history", 60e6, input);
    input.end();
    const ran = await ended;
    expect(json(ran.stdout)).toMatchObject({ sources: [{ status: "stored", bytes, rejected: 0 }] });
    console.log(`60 MB of standard input: peak ${(ran.peakBytes / 1e6).toFixed(0)} MB`);
    expect(ran.peakBytes).toBeLessThan(1e9);
  });

  it("that is empty is refused", async () => {
    const ran = await place.run(["import", "-"], { input: "" });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toBe("skein: standard input: The file is empty. The program that wrote it may have failed.\n");
  });
});

describe("bad usage", () => {
  it.each([
    [["fly"], "Unknown command 'fly'."],
    [[], "A command is needed."],
    [["import"], "Missing required argument 'files'."],
    [["import", "two.jsonl", "--fast"], "Unknown option '--fast'."],
    [["show"], "Missing required argument 'trace-id'."],
    [["search", "a", "b"], "Too many arguments for 'search'."],
    [["search", "a", "--in", "files"], "Allowed choices are spans, traces, conversations."],
    [["search", "a", "--limit", "many"], "A whole number from 1 to 1000 is expected."],
    [["sql", "SELECT 1", "--limit", "0"], "A whole number from 1 to 10000 is expected."],
    [["serve", "--port", "99999"], "A whole number from 0 to 65535 is expected."],
  ])("skein %j", async (args, message) => {
    const ran = await place.run(args);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(message);
    expect(ran.stderr.trimEnd()).not.toContain("\n");
    const asJson = await place.run([...args, "--json"]);
    expect(asJson).toMatchObject({ code: 2, stdout: "" });
    expect(json(asJson.stderr)).toEqual({
      error: { code: "INVALID_INPUT", message: expect.any(String) as string, hint: expect.any(String) as string },
    });
  });

  it("is none where help or the version is asked for", async () => {
    for (const args of [["--help"], ["import", "--help"], ["--version"]]) {
      expect(await place.run(args)).toMatchObject({ code: 0, stderr: "" });
    }
  });
});

describe("a command that fails", () => {
  it.each([
    [["search", "agent:"], "QUERY_SYNTAX"],
    [["sql", "SELEKT 1"], "QUERY_FAILED"],
    [["sql", "DROP TABLE span"], "QUERY_FAILED"],
    [["sql", "SELECT 1; SELECT 2"], "QUERY_FAILED"],
    [["sql", "SELECT * FROM read_text('/etc/hostname')"], "QUERY_FAILED"],
    [["show", "nothing-of-this-name"], "NOT_FOUND"],
  ])("skein %j says so in one line on stderr", async (args, code) => {
    const ran = await place.run([...args, ...inTwo]);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^skein: [^\n]+\n$/);
    expect(ran.stderr).not.toMatch(/ at .*\.js:\d+/);
    const asJson = await place.run([...args, ...inTwo, "--json"]);
    expect(asJson).toMatchObject({ code: 1, stdout: "" });
    const { error } = json(asJson.stderr) as { error: Record<string, unknown> };
    expect(Object.keys(error)).toEqual(["code", "message", "hint"]);
    expect(error["code"]).toBe(code);
  });

  it("makes no workspace out of a mistyped name", async () => {
    for (const args of [["search", "x"], ["show", "abcdef"], ["sql", "SELECT 1"], ["derive"]]) {
      const ran = await place.run([...args, "--workspace", "mistyped.skein", "--json"]);
      expect(ran.code).toBe(1);
      expect(json(ran.stderr)).toMatchObject({ error: { code: "NOT_FOUND" } });
    }
    expect(place.besides("mistyped")).toEqual([]);
  });

  it("names the traces that an id's beginning leaves open", async () => {
    const spans = ["1", "2"].map((end) => ({
      traceId: `abcdef${"0".repeat(25)}${end}`,
      spanId: "c".repeat(16),
      name: "x",
    }));
    writeFileSync(place.pathOf("alike.json"), JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
    await place.answer("import", "alike.json", "--workspace", "alike.skein");
    const ran = await place.run(["show", "abcdef", "--workspace", "alike.skein"]);
    expect(ran.code).toBe(1);
    for (const { traceId } of spans) expect(ran.stderr).toContain(traceId);
  });
});

describe("a command without a workspace", () => {
  it("leaves nothing behind, however it ends", async () => {
    await place.run(["import", "two.jsonl"]);
    await place.run(["sql", "SELEKT"]);
    expect(place.leftovers()).toEqual([]);
  });
});
