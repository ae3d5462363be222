import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DuckDBInstance } from "@duckdb/node-api";
import type { TraceExportFormat } from "../../../shared/contract/export.js";
import { redactionOptions } from "../../../shared/model/redaction.js";
import { exportOf, exportSqlOf } from "../testing/exported.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const RUN = JSON.stringify({
  resourceSpans: [
    {
      resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: "0af7651916cd43dd8448eb211c80319c",
              spanId: "4111111111111111",
              name: "mail ada@example.com",
              startTimeUnixNano: "1700000000000000000",
              endTimeUnixNano: "1700000001000000000",
              attributes: [
                { key: "openinference.span.kind", value: { stringValue: "TOOL" } },
                { key: "tool.name", value: { stringValue: "send" } },
                { key: "input.value", value: { stringValue: '{"to":"ADA@example.com","card":"4111 1111 1111 1111"}' } },
                { key: "user.id", value: { stringValue: "customer-17" } },
              ],
            },
          ],
        },
      ],
    },
  ],
});

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("run.json", RUN);
});
afterAll(() => engine[Symbol.asyncDispose]());

const set = (options: object) =>
  engine.handlers["change.apply"](
    { change: { command: "redaction.set", options: redactionOptions.parse(options) } },
    calm,
  );

describe("a redacted table", () => {
  it("of spans has names in the place of what was found, and its ids", async () => {
    const { text, done } = await exportOf(engine, { format: "csv", redact: true });
    expect(text).toContain("0af7651916cd43dd8448eb211c80319c,4111111111111111,");
    expect(text).toContain("mail EMAIL_1,");
    expect(text).toContain("EMAIL_1 CARD_1");
    expect(text).not.toMatch(/example\.com|4111 1111/i);
    expect(done.redacted).toMatchObject({ places: 3, dropped: 0, leftovers: 0 });
    expect(done.redacted?.counts).toContainEqual({ rule: "email", places: 2, things: 1 });
  });

  it("keeps its types in Parquet", async () => {
    const { bytes } = await exportOf(engine, { format: "parquet", redact: true });
    const path = engine.write("out.parquet", bytes);
    const connection = await (await DuckDBInstance.create()).connect();
    const rows = await connection.runAndReadAll(
      `SELECT name, duration_ns::INTEGER AS ns, typeof(started) AS type, "user" FROM read_parquet('${path}')`,
    );
    expect(rows.getRowObjectsJS()).toEqual([
      { name: "mail EMAIL_1", ns: 1_000_000_000, type: "TIMESTAMP_NS", user: "customer-17" },
    ]);
    connection.closeSync();
  }, 20_000);

  it("of a statement is redacted where that is asked for: texts, nested ones, large numbers, names of columns", async () => {
    const sql = `SELECT 'ada@example.com' AS a, ['x', 'bo@example.com'] AS b, 4111111111111111 AS c, 17 AS "d@example.com", NULL AS e`;
    const plain = await exportSqlOf(engine, { sql, format: "csv" });
    expect(plain.text).toContain("ada@example.com");
    expect(plain.done.redacted).toBeNull();
    const { text, done } = await exportSqlOf(engine, { sql, format: "csv", redact: true });
    expect(text).toBe(`a,b,c,EMAIL_1,e\r\nEMAIL_2,"['x', 'EMAIL_3']",CARD_1,17,\r\n`);
    expect(done).toMatchObject({ rows: 1, redacted: { places: 4, leftovers: 0 } });
    const { bytes } = await exportSqlOf(engine, { sql, format: "parquet", redact: true });
    const connection = await (await DuckDBInstance.create()).connect();
    const rows = await connection.runAndReadAll(`FROM read_parquet('${engine.write("sql.parquet", bytes)}')`);
    expect(rows.getRowObjectsJson()).toEqual([{ a: "EMAIL_2", b: '["x","EMAIL_3"]', c: null, EMAIL_1: 17, e: null }]);
    connection.closeSync();
  }, 20_000);
});

describe("attributes to drop", () => {
  it.each(["otlp", "jsonl", "csv"] satisfies TraceExportFormat[])(
    "take what was read out of them along in %s",
    async (format) => {
      await set({ dropKeys: ["user.*", "input.value"] });
      const { text, done } = await exportOf(engine, { format, redact: true });
      await engine.handlers["change.undo"]({}, calm);
      expect(text).not.toMatch(/customer-17|EMAIL_2|CARD_1|user\.id/);
      expect(text).toContain("shop");
      expect(done.redacted?.dropped).toBeGreaterThanOrEqual(2);
    },
  );
});

describe("the preview of an export", () => {
  const preview = (format: TraceExportFormat, query = "") =>
    engine.handlers["redaction.export"](
      { query, in: "traces", format, annotations: true, seed: 1, zoneOffsetMinutes: 0 },
      calm,
    );

  it.each(["otlp", "jsonl", "csv", "parquet"] satisfies TraceExportFormat[])(
    "of %s counts what the export takes out, and says where it is",
    async (format) => {
      const { counts, replacements, spans, totalSpans } = await preview(format);
      const { done } = await exportOf(engine, { format, redact: true });
      expect(counts).toEqual(done.redacted?.counts);
      expect([spans, totalSpans]).toEqual([1, 1]);
      expect(replacements[0]).toMatchObject({ rule: "email", pseudonym: "EMAIL_1" });
      expect(replacements.every(({ at }) => at?.traceId === "0af7651916cd43dd8448eb211c80319c")).toBe(true);
    },
  );

  it("says so where nothing is selected, and what is wrong with a search", async () => {
    expect(await preview("otlp", "kind:memory")).toMatchObject({
      counts: [],
      replacements: [],
      spans: 0,
      totalSpans: 0,
    });
    await expect(preview("otlp", "kind:(")).rejects.toMatchObject({ code: "QUERY_SYNTAX" });
  });
});

describe("the log of what left", () => {
  const log = async () => (await engine.handlers["departure.list"]({ limit: 100 }, calm)).departures;

  it("has a line for each export and each file of a statement, with what was taken out", async () => {
    await exportOf(engine, { format: "otlp", query: "mail", redact: true, file: "out.jsonl" });
    const { bytes } = await exportSqlOf(engine, { sql: "SELECT 1", format: "csv" });
    const [sql, traces] = await log();
    expect(traces).toMatchObject({
      kind: "export",
      subject: "mail",
      format: "otlp",
      file: "out.jsonl",
      whole: true,
      rows: 1,
      redacted: { leftovers: 0, counts: [{ rule: "email" }, { rule: "card" }] },
    });
    expect(sql).toMatchObject({
      kind: "sql",
      subject: "SELECT 1",
      file: null,
      rows: 1,
      bytes: bytes.length,
      redacted: null,
    });
    await engine.handlers["change.undo"]({}, calm);
    expect(await log()).toHaveLength((await engine.value("SELECT count(*) FROM departure")) as number);
  });

  it("has what was stopped in the middle, and not what never left", async () => {
    const before = (await log()).length;
    await expect(exportOf(engine, { format: "otlp", query: "kind:(" })).rejects.toMatchObject({ code: "QUERY_SYNTAX" });
    await expect(exportSqlOf(engine, { sql: "SELECT nothing", format: "csv" })).rejects.toBeDefined();
    expect(await log()).toHaveLength(before);
    for await (const piece of engine.handlers["sql.export"](
      { sql: "SELECT range, 'text' FROM range(500000)", format: "csv" },
      calm,
    )) {
      if (piece.type === "bytes") break;
    }
    const [stopped] = await log();
    expect(stopped).toMatchObject({ kind: "sql", whole: false });
    expect(stopped?.bytes).toBeGreaterThan(0);
  });

  it("stays when the workspace is closed and opened again", async () => {
    const { workspacePath } = engine;
    const before = await log();
    await engine.close();
    await using again = await TestEngine.open(workspacePath);
    expect((await again.handlers["departure.list"]({ limit: 100 }, calm)).departures).toEqual(before);
  });
});
