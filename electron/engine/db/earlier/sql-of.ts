import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

const BARE = /^(U?TINYINT|U?SMALLINT|U?INTEGER|U?BIGINT|DOUBLE|FLOAT|BOOLEAN)$/;

/** Rows of a statement that gives nothing but text. */
async function textRows(connection: DuckDBConnection, sql: string): Promise<string[][]> {
  const found = await connection.runAndReadAll(sql);
  return found.getRowsJS().map((row) => row.map((cell) => (typeof cell === "string" ? cell : "")));
}

/** A closed workspace as SQL text: types, tables and rows, in an order in which they can be made again. */
export async function sqlOf(path: string): Promise<{ version: string; sql: string }> {
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  try {
    const types = await textRows(
      connection,
      `SELECT type_name, array_to_string(list_transform(labels, lambda label: '''' || label || ''''), ', ')
      FROM duckdb_types() WHERE logical_type = 'ENUM' AND NOT internal ORDER BY type_oid`,
    );
    const tables = await textRows(
      connection,
      "SELECT table_name, sql FROM duckdb_tables() WHERE NOT temporary ORDER BY table_oid",
    );
    const lines = types.map(([name, labels]) => `CREATE TYPE ${name} AS ENUM (${labels});`);
    for (const [, sql = ""] of tables) {
      // A column's enum is told by its values; it is one of the types above.
      lines.push(types.reduce((text, [name = "", labels]) => text.replaceAll(`ENUM(${labels})`, name), sql));
    }
    for (const [table = ""] of tables) lines.push(...(await rowsOf(connection, table)));
    const [found] = await textRows(connection, "SELECT value FROM meta WHERE key = 'schema_version'");
    return { version: found?.[0] ?? "", sql: `${lines.join("\n")}\n` };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function rowsOf(connection: DuckDBConnection, table: string): Promise<string[]> {
  const columns = await textRows(
    connection,
    `SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '${table}' AND NOT internal ORDER BY column_index`,
  );
  const literals = columns.map(([name, type = ""]) => {
    const text = `"${name}"::VARCHAR`;
    return `coalesce(${BARE.test(type) ? text : `'''' || replace(${text}, '''', '''''') || ''''`}, 'NULL')`;
  });
  const rows = await textRows(
    connection,
    `SELECT concat_ws(',', ${literals.join(", ")}) FROM "${table}" ORDER BY rowid`,
  );
  return rows.length === 0 ? [] : [`INSERT INTO "${table}" VALUES`, `${rows.map((row) => `(${row[0]})`).join(",\n")};`];
}
