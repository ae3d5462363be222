import { existsSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("a.json", trace("agent planner 0-100ms\n  tool search 5-10ms"));
});
afterAll(() => engine[Symbol.asyncDispose]());

const run = (sql: string, limit = 100) => engine.handlers["sql.run"]({ sql, limit }, calm);

describe("a statement that reads", () => {
  it("gives columns and rows", async () => {
    expect(
      await run("SELECT name, preorder, kind, 1 > 2 AS no, NULL AS nothing FROM span ORDER BY preorder"),
    ).toMatchObject({
      columns: [
        { name: "name", type: "VARCHAR" },
        { name: "preorder", type: "INTEGER" },
        { name: "kind" },
        { name: "no", type: "BOOLEAN" },
        { name: "nothing" },
      ],
      rows: [
        ["invoke_agent planner", 0, "agent", false, null],
        ["execute_tool search", 1, "tool", false, null],
      ],
      truncated: false,
    });
  });

  it.each([
    "FROM span",
    "  -- said first\n SELECT 1",
    "/* said first */ SELECT 1",
    "WITH x AS (SELECT 1 AS a) SELECT * FROM x",
    "VALUES (1), (2)",
    "TABLE span",
    "DESCRIBE span",
    "SHOW TABLES",
    "SUMMARIZE span",
    "EXPLAIN SELECT * FROM span",
    "(SELECT 1) UNION ALL (SELECT 2);",
    "SELECT list(name), {'a': 1}, 170141183460469231731687303715884105727, 1/0, DATE '2026-11-01' FROM span",
  ])("may be %s", async (sql) => {
    expect((await run(sql)).columns.length).toBeGreaterThan(0);
  });

  it("is cut at the limit, and says so", async () => {
    expect(await run("SELECT * FROM range(5000)", 3)).toMatchObject({ rows: [[0], [1], [2]], truncated: true });
    expect(await run("SELECT * FROM range(3)", 3)).toMatchObject({ truncated: false });
  });

  it("numbers that no double holds come as digits", async () => {
    expect((await run("SELECT 9223372036854775807, 9007199254740991, 'NaN'::DOUBLE")).rows).toEqual([
      ["9223372036854775807", 9007199254740991, "NaN"],
    ]);
  });
});

describe("what does more than read fails, and does nothing", () => {
  const outside = (): string => `${engine.folder}/outside`;
  it.each([
    ["INSERT", () => "INSERT INTO annotation VALUES ('a','b','c','d','e',1,1)"],
    ["UPDATE", () => "UPDATE span SET name = 'x'"],
    ["DELETE", () => "DELETE FROM span"],
    ["DROP", () => "DROP TABLE span"],
    ["CREATE", () => "CREATE TABLE x (a INTEGER)"],
    ["CREATE TEMP", () => "CREATE TEMP TABLE x AS SELECT 1"],
    ["COPY to a file", () => `COPY span TO '${outside()}.csv'`],
    ["COPY from a file", () => `COPY annotation FROM '${engine.folder}/a.json'`],
    ["EXPORT", () => `EXPORT DATABASE '${outside()}'`],
    ["ATTACH", () => `ATTACH '${outside()}.db' AS other`],
    ["INSTALL", () => "INSTALL httpfs"],
    ["LOAD", () => "LOAD json"],
    ["PRAGMA", () => "PRAGMA database_list"],
    ["SET", () => "SET enable_external_access = true"],
    ["RESET", () => "RESET memory_limit"],
    ["CALL", () => "CALL pragma_version()"],
    ["CHECKPOINT", () => "CHECKPOINT"],
    ["BEGIN", () => "BEGIN TRANSACTION"],
    ["PREPARE", () => "PREPARE x AS SELECT 1"],
    ["VACUUM", () => "VACUUM"],
    ["two statements", () => "SELECT 1; SELECT 2"],
    ["a second one behind a comment", () => "SELECT 1; /* */ DELETE FROM span"],
    ["read_csv", () => "SELECT * FROM read_csv('/etc/passwd')"],
    ["read_text", () => "SELECT * FROM read_text('/etc/passwd')"],
    ["read_blob", () => "SELECT * FROM read_blob('/etc/hostname')"],
    ["glob", () => "SELECT * FROM glob('/*')"],
    ["a file as a table", () => `FROM '${engine.folder}/a.json'`],
    ["the workspace as a table", () => `SELECT * FROM '${engine.workspacePath}'`],
    ["EXPLAIN ANALYZE INSERT", () => "EXPLAIN ANALYZE INSERT INTO annotation VALUES ('a','b','c','d','e',1,1)"],
    ["EXPLAIN ANALYZE behind a comment", () => "/* */ EXPLAIN ANALYZE DELETE FROM span"],
    ["EXPLAIN (ANALYZE)", () => "EXPLAIN (ANALYZE) DELETE FROM span"],
    ["a CTE that writes", () => "WITH x AS (DELETE FROM span RETURNING *) SELECT * FROM x"],
    ["nothing", () => "  "],
    ["only a comment", () => "-- nothing"],
  ])("%s", async (_name, sql) => {
    expect(await failure(run(sql()))).toBe("QUERY_FAILED");
    expect((await run("SELECT count(*) FROM span")).rows).toEqual([[2]]);
    expect((await run("SELECT count(*) FROM annotation")).rows).toEqual([[0]]);
    expect(existsSync(outside())).toBe(false);
    expect(readdirSync(engine.folder).filter((name) => name.startsWith("outside"))).toEqual([]);
  });
});

describe("a statement that fails says why", () => {
  it.each([
    ["SELECT nothing FROM span", /nothing/],
    ["SELEKT 1", /./],
    ["SELECT * FROM nowhere", /nowhere/],
    ["SELECT CAST(name AS INTEGER) FROM span", /convert/i],
    ["SELECT error('told so') FROM span", /told so/],
    ["SELECT $1", /./],
  ])("%s", async (sql, message) => {
    const error = await run(sql).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: "QUERY_FAILED", message: expect.stringMatching(message) as string });
  });

  it("a connection goes on after it", async () => {
    for (let time = 0; time < 10; time++) await failure(run("SELECT CAST(name AS INTEGER) FROM span"));
    expect((await run("SELECT count(*) FROM span")).rows).toEqual([[2]]);
  });

  it("one that takes too long can be cancelled", async () => {
    const stop = new AbortController();
    const endless = "SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range * b.range = 7";
    const running = engine.handlers["sql.run"]({ sql: endless, limit: 10 }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 30);
    expect(await failure(running)).toBe("CANCELLED");
    expect((await run("SELECT 1")).rows).toEqual([[1]]);
  });
});
