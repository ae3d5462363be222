import { randomUUID } from "node:crypto";
import { createReadStream, rmSync } from "node:fs";
import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { SqlExport, sqlContract } from "../../../shared/contract/sql.js";
import { readRedaction } from "../db/redaction-setting.js";
import type { Session } from "../db/session.js";
import { logged } from "../export/departures.js";
import { RedactedRows } from "../export/redacted-rows.js";
import { writeParquet } from "../helper/write-rows.js";
import { csvRow } from "../queries/sql/csv.js";
import { columnBatch } from "../queries/sql/column-batch.js";
import { toCell } from "../queries/sql/cells.js";
import { readRows, type SqlColumn } from "../queries/sql/read-rows.js";
import { handedOver } from "./hand-over.js";
import type { Workspace } from "./open-workspace.js";

type Piece = OutputOf<(typeof sqlContract)["sql.export"]>;

const PIECE_LENGTH = 256 * 1024;

/**
 * All rows of a statement as the bytes of a file. CSV is made as the rows come; Parquet by the helper, into a file beside the
 * workspace that is sent and deleted. The statement waits while nobody takes what it gave.
 */
export function exportSql(
  workspace: Workspace,
  { sql, format, redact = false, file }: SqlExport,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  return handedOver(signal, (put, stop) =>
    workspace.database.read(async (session) => {
      const departure = { kind: "sql", subject: sql, format, file: file ?? null, redacted: redact } as const;
      const redaction = redact ? new RedactedRows(await readRedaction(session)) : null;
      await logged(workspace, session, departure, (left) =>
        writeRows(format, { workspace, session, sql, signal: stop, redaction }, (piece) => {
          if (piece.type === "bytes") left.bytes += piece.bytes.length;
          else left.end(piece.rows, piece.redacted);
          return put(piece);
        }),
      );
    }, stop),
  );
}

export interface RowsJob {
  readonly workspace: Workspace;
  readonly session: Session;
  readonly sql: string;
  readonly signal: AbortSignal;
  /** Null where all is written as it is. */
  readonly redaction: RedactedRows | null;
}

/** Writes the rows of a statement, on a connection that it is given. */
export function writeRows(
  format: SqlExport["format"],
  job: RowsJob,
  put: (piece: Piece) => Promise<void>,
): Promise<void> {
  return format === "csv" ? writeCsv(job, put) : writeParquetFile(job, put);
}

async function writeCsv(
  { session, sql, signal, redaction }: RowsJob,
  put: (piece: Piece) => Promise<void>,
): Promise<void> {
  let columns: readonly SqlColumn[] = [];
  let rows = 0;
  let text = "";
  const flush = async (): Promise<void> => {
    if (text === "") return;
    const bytes = Buffer.from(text, "utf8");
    text = "";
    await put({ type: "bytes", bytes });
  };
  await readRows(
    session,
    sql,
    {
      begin(told) {
        columns = told;
        text = csvRow((redaction?.begin(told) ?? told).map((column) => column.name));
      },
      async take(chunk) {
        const vectors = columns.map((_column, index) => chunk.getColumnVector(index));
        for (let row = 0; row < chunk.rowCount; row++) {
          const cells = vectors.map((vector) => toCell(vector.getItem(row)));
          text += csvRow(redaction?.row(cells) ?? cells);
          await redaction?.check();
          if (text.length >= PIECE_LENGTH) await flush();
        }
        rows += chunk.rowCount;
        return true;
      },
    },
    signal,
  );
  await flush();
  await redaction?.check(true);
  await put({ type: "done", rows, redacted: redaction?.done() ?? null });
}

async function writeParquetFile(job: RowsJob, put: (piece: Piece) => Promise<void>): Promise<void> {
  const { workspace, session, sql, signal, redaction } = job;
  const path = `${workspace.database.path}.tmp-${process.pid}-${randomUUID()}.parquet`;
  const temporary = `${path}-spill`;
  let rows = 0;
  try {
    const writer = writeParquet(workspace.startHelper, { path, temporary }, signal);
    try {
      let columns: readonly SqlColumn[] = [];
      await readRows(
        session,
        sql,
        {
          begin(told) {
            columns = told;
            return writer.begin(redaction?.begin(told) ?? told);
          },
          async take(chunk) {
            const batch = columnBatch(columns, chunk);
            await writer.add((await redaction?.batch(batch, chunk.rowCount)) ?? batch);
            rows += chunk.rowCount;
            return true;
          },
        },
        signal,
      );
      await writer.end();
    } finally {
      await writer.close();
    }
    for await (const bytes of createReadStream(path, { highWaterMark: PIECE_LENGTH })) {
      await put({ type: "bytes", bytes: Uint8Array.from(bytes as Buffer) });
    }
  } finally {
    for (const made of [path, temporary]) rmSync(made, { recursive: true, force: true });
  }
  await redaction?.check(true);
  await put({ type: "done", rows, redacted: redaction?.done() ?? null });
}
