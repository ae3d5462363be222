import { DERIVED_TABLES } from "../db/schema.js";
import type { TestEngine } from "./test-engine.js";

/** Numbers that a workspace gives to what it holds, and what tells where it came from: others in each workspace. */
const OWN_NUMBERS = new Set(["record", "source", "sources", "record_hash", "trace", "meaning"]);
/** Columns that hold the number of a text. */
const TEXTS = /^(text|metadata|asked|answered|says)$|_text$/;

/** What is derived in a workspace, table by table, in an order and in words that are the same in every workspace. */
export async function contentsOf(engine: TestEngine): Promise<Record<string, string[]>> {
  const contents: Record<string, string[]> = {};
  for (const table of DERIVED_TABLES) {
    const columns = await engine.sql(
      `SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '${table}' AND NOT internal ORDER BY column_index`,
    );
    const hasTrace = columns.some(([name]) => name === "trace") && table !== "trace" && table !== "span";
    const select = columns
      .filter(([name]) => !OWN_NUMBERS.has(String(name)))
      .map(([name, type]) =>
        TEXTS.test(String(name)) && type === "BIGINT"
          ? `(SELECT x.hash::VARCHAR FROM text x WHERE x.id = r."${name}") AS "${name}"`
          : `r."${name}"::VARCHAR AS "${name}"`,
      );
    const meaning = columns.some(([name]) => name === "meaning")
      ? ["(SELECT m.sources FROM meaning m WHERE m.id = r.meaning) AS sources"]
      : [];
    const owner = hasTrace ? ["(SELECT t.trace_id FROM trace t WHERE t.trace = r.trace) AS in_trace"] : [];
    const rows = await engine.sql(
      `SELECT to_json(row)::VARCHAR AS line FROM (SELECT ${[...owner, ...select, ...meaning].join(", ")} FROM "${table}" r) row
      ORDER BY line`,
    );
    contents[table] = rows.map(([line]) => String(line));
  }
  return contents;
}
