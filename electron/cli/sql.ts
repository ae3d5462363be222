import { basename, resolve } from "node:path";
import { AppError } from "../../shared/contract/errors.js";
import { writeExport } from "../transport/write-export.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { ExportFile } from "./options.js";
import type { Output } from "./output.js";
import { redactionInWords } from "./redaction-in-words.js";
import { table } from "./terminal-text.js";

interface SqlOptions extends CommonOptions {
  readonly limit: number;
  /** A file for all rows. */
  readonly output?: ExportFile;
  /** Without secrets and personal data, in the file. */
  readonly redact?: boolean;
}

/** `skein sql 'SELECT ...'`: read-only; `{columns, rows, truncated}`, with `-o FILE` `{file, format, rows, redacted}`. */
export function sql(statement: string, options: SqlOptions, output: Output): Promise<number> {
  const { output: file } = options;
  if (file === undefined && options.redact === true) {
    throw new AppError("INVALID_INPUT", "Only a file is redacted.", { hint: "Name one with -o FILE." });
  }
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    if (file !== undefined) {
      const { path, format } = file;
      const { redact = false } = options;
      const request = { sql: statement, format, redact, file: basename(path) };
      const { rows, redacted } = await writeExport(client, request, resolve(path), signal);
      output.answer(
        { file: path, format, rows, redacted },
        () => `${rows} ${rows === 1 ? "row" : "rows"} written to ${path}`,
      );
      if (redacted !== null) output.note(redactionInWords(redacted));
      return 0;
    }
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
