import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";
import { table } from "./terminal-text.js";

interface SqlOptions extends CommonOptions {
  readonly limit: number;
}

/** `skein sql 'SELECT ...'`: read-only; `{columns, rows, truncated}`. */
export function sql(statement: string, options: SqlOptions, output: Output): Promise<number> {
  return withEngine({ workspace: options.workspace, mustExist: true }, async (client, signal) => {
    const { columns, rows, truncated } = await client.call("sql.run", { sql: statement, limit: options.limit }, signal);
    output.answer({ columns, rows, truncated }, () =>
      [
        table(
          columns.map((column) => column.name),
          rows.map((row) => row.map((cell) => (typeof cell === "boolean" ? String(cell) : cell))),
        ),
        ...(truncated ? [`Only the first ${rows.length} rows are shown.`] : []),
      ].join("\n"),
    );
    return 0;
  });
}
