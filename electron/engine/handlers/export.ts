import { AppError } from "../../../shared/contract/errors.js";
import type { Exported, exportContract, TraceExport } from "../../../shared/contract/export.js";
import type { ExportFormat } from "../../../shared/contract/sql.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { Session } from "../db/session.js";
import { jsonLines } from "../export/jsonl-lines.js";
import { otlpLines, otlpReduction } from "../export/otlp-lines.js";
import { redactedLines } from "../export/redacted-lines.js";
import { readSpans } from "../export/read-spans.js";
import { dropSelection, holdFilter, holdSelection, type Selection } from "../export/selection.js";
import { spanRowsSql } from "../export/span-rows.js";
import { HandOver } from "./hand-over.js";
import type { Workspace } from "./open-workspace.js";
import { writeRows } from "./sql-export.js";

type Piece = OutputOf<(typeof exportContract)["export.run"]>;
type Put = (piece: Piece) => Promise<void>;

const PIECE_LENGTH = 256 * 1024;

export function exportHandlers(workspace: Workspace): Handlers<typeof exportContract> {
  return { "export.run": (input, { signal }) => exportTraces(workspace, input, signal) };
}

/** What a query selects, as the bytes of a file. The writing waits while nobody takes what it gave. */
async function* exportTraces(workspace: Workspace, input: TraceExport, signal: AbortSignal): AsyncGenerator<Piece> {
  if (input.redact && (input.format === "csv" || input.format === "parquet")) {
    throw new AppError("INVALID_INPUT", "A table can't be redacted.", { hint: "Export OTLP or JSON lines." });
  }
  const left = new AbortController();
  const stop = AbortSignal.any([signal, left.signal]);
  const pieces = new HandOver<Piece>(stop);
  const put: Put = (piece) => pieces.put(piece);
  pieces.fill(
    workspace.database.read((session) => {
      const { format } = input;
      return format === "csv" || format === "parquet"
        ? writeTable(workspace, session, { ...input, format }, put, stop)
        : writeLines(session, input, put);
    }, stop),
  );
  try {
    yield* pieces;
  } finally {
    left.abort();
    await pieces.filled;
  }
}

type TableExport = TraceExport & { readonly format: ExportFormat };

async function writeTable(
  workspace: Workspace,
  session: Session,
  input: TableExport,
  put: Put,
  signal: AbortSignal,
): Promise<void> {
  const filter = await holdFilter(session, input);
  try {
    const selection = await holdSelection(session, filter, input);
    const sql = spanRowsSql(input.annotations);
    await writeRows(input.format, { workspace, session, sql, signal }, (piece) =>
      piece.type === "bytes" ? put(piece) : put({ type: "done", ...selection, annotations: 0, redacted: null }),
    );
  } finally {
    await dropSelection(session).catch(() => undefined);
  }
}

/** All is read in one transaction: an import that ends meanwhile changes nothing. */
async function writeLines(session: Session, input: TraceExport, put: Put): Promise<void> {
  const filter = await holdFilter(session, input);
  await session.run("BEGIN TRANSACTION");
  try {
    const selection = await holdSelection(session, filter, input);
    await put({ type: "done", ...(await writeSpans(session, input, selection, put)) });
  } finally {
    await session.run("ROLLBACK").catch(() => undefined);
    await dropSelection(session).catch(() => undefined);
  }
}

async function writeSpans(session: Session, input: TraceExport, selection: Selection, put: Put): Promise<Exported> {
  const { reduce } = input;
  const isOtlp = input.format === "otlp";
  const redacted = input.redact ? await redactedLines(session) : null;
  let text = reduce === undefined || !isOtlp ? "" : otlpReduction(selection, { ...input, reduce });
  let done = 0;
  let annotations = 0;
  const flush = async (): Promise<void> => {
    if (text === "") return;
    await redacted?.check(text);
    const bytes = Buffer.from(text, "utf8");
    text = "";
    await put({ type: "bytes", bytes });
    await put({ type: "progress", done, total: selection.spans });
  };
  for await (const page of readSpans(session, input.annotations)) {
    for (const line of isOtlp ? otlpLines(page) : await jsonLines(session, page)) {
      text += redacted?.line(line) ?? line;
      if (text.length >= PIECE_LENGTH) await flush();
    }
    done += page.length;
    for (const span of page) annotations += span.annotations.length;
  }
  await flush();
  return { ...selection, annotations, redacted: redacted?.done() ?? null };
}
