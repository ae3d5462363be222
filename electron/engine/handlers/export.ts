import type { Exported, exportContract, TraceExport } from "../../../shared/contract/export.js";
import type { ExportFormat } from "../../../shared/contract/sql.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import type { OutputOf } from "../../../shared/contract/procedure.js";
import { readRedaction } from "../db/redaction-setting.js";
import type { Session } from "../db/session.js";
import { logged } from "../export/departures.js";
import { fieldsWithout, redactedSpanRows } from "../export/dropped-fields.js";
import { jsonLines } from "../export/jsonl-lines.js";
import { otlpLines, otlpReduction } from "../export/otlp-lines.js";
import { redactedLines, withoutHashes } from "../export/redacted-lines.js";
import { readSpans } from "../export/read-spans.js";
import { dropSelection, holdFilter, holdSelection, type Selection } from "../export/selection.js";
import { spanRowsSql } from "../export/span-rows.js";
import type { CompiledFilter } from "../queries/filter/compile.js";
import { handedOver } from "./hand-over.js";
import type { Workspace } from "./open-workspace.js";
import { writeRows } from "./sql-export.js";

type Piece = OutputOf<(typeof exportContract)["export.run"]>;
type Put = (piece: Piece) => Promise<void>;

const PIECE_LENGTH = 256 * 1024;

export function exportHandlers(workspace: Workspace): Handlers<typeof exportContract> {
  return { "export.run": (input, { signal }) => exportTraces(workspace, input, signal) };
}

/** What a query selects, as the bytes of a file. The writing waits while nobody takes what it gave. */
function exportTraces(workspace: Workspace, input: TraceExport, signal: AbortSignal): AsyncGenerator<Piece> {
  return handedOver(signal, (put, stop) =>
    workspace.database.read((session) => writeLogged(workspace, session, input, put, stop), stop),
  );
}

/** With a line in the log of what left: it is there before the first byte leaves. */
async function writeLogged(
  workspace: Workspace,
  session: Session,
  input: TraceExport,
  put: Put,
  signal: AbortSignal,
): Promise<void> {
  const { format, redact, query, file } = input;
  const filter = await holdFilter(session, input);
  const departure = { kind: "export", subject: query, format, file: file ?? null, redacted: redact } as const;
  await logged(workspace, session, departure, async (left) => {
    const tell: Put = (piece) => {
      if (piece.type === "bytes") left.bytes += piece.bytes.length;
      else if (piece.type === "done") left.end(piece.spans, piece.redacted);
      return put(piece);
    };
    await (format === "csv" || format === "parquet"
      ? writeTable(workspace, session, { ...input, format }, filter, tell, signal)
      : writeLines(session, input, filter, tell));
  });
}

type TableExport = TraceExport & { readonly format: ExportFormat };

async function writeTable(
  workspace: Workspace,
  session: Session,
  input: TableExport,
  filter: CompiledFilter,
  put: Put,
  signal: AbortSignal,
): Promise<void> {
  try {
    const selection = await holdSelection(session, filter, input);
    const sql = spanRowsSql(input.annotations);
    const redaction = input.redact ? await redactedSpanRows(session) : null;
    await writeRows(input.format, { workspace, session, sql, signal, redaction }, (piece) =>
      piece.type === "bytes"
        ? put(piece)
        : put({ type: "done", ...selection, annotations: 0, redacted: piece.redacted }),
    );
  } finally {
    await dropSelection(session).catch(() => undefined);
  }
}

/** All is read in one transaction: an import that ends meanwhile changes nothing. */
async function writeLines(session: Session, input: TraceExport, filter: CompiledFilter, put: Put): Promise<void> {
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
  const options = input.redact ? await readRedaction(session) : null;
  const redacted = options === null ? null : redactedLines(options);
  const without = options === null ? undefined : await fieldsWithout(session, options);
  const first = reduce === undefined || !isOtlp ? "" : otlpReduction(selection, { ...input, reduce });
  let text = first === "" ? first : ((await redacted?.line(first)) ?? first);
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
    const told = redacted === null ? page : page.map(withoutHashes);
    for (const line of isOtlp ? otlpLines(told) : await jsonLines(session, told, without)) {
      text += (await redacted?.line(line)) ?? line;
      if (text.length >= PIECE_LENGTH) await flush();
    }
    done += page.length;
    for (const span of page) annotations += span.annotations.length;
  }
  await flush();
  return { ...selection, annotations, redacted: redacted?.done() ?? null };
}
