import { AppError, type ErrorCode } from "../../../shared/contract/errors.js";
import type { FileRef } from "../../../shared/contract/files.js";
import type { ImportedFile } from "../../../shared/contract/sources.js";
import type { Database } from "../db/database.js";
import type { HelperStarter } from "../helper/process.js";
import { createStage } from "../db/schema.js";
import { type Session, toAppError } from "../db/session.js";
import { settleAnnotations } from "./annotations.js";
import { BatchStore } from "./batch-store.js";
import { Feed } from "./feed.js";
import { stageRecords } from "./derive.js";
import { isKnown, sizeOf } from "./known-file.js";
import { openFile, type OpenedFile } from "./open-file.js";
import { finalise, restageTouched } from "./finalise.js";
import { knownTexts } from "../db/known-texts.js";
import { type Mapping, noteMapping, readMapping } from "./mapping.js";
import { resolveAliases, settleCopies } from "./settle.js";
import { firstReject, noTraces, whyPartial } from "./shortcomings.js";
import { settleLogs, unstageSpansWithLogs } from "./span-logs.js";
import type { DecodedFile } from "./worker/decoder.js";
import type { FromWorker } from "./worker/messages.js";
import { startWorker, type WorkerHandle } from "./worker-handle.js";

export interface FileProgress {
  readonly phase: "reading" | "deriving" | "committing";
  readonly format: string | null;
  readonly bytesRead: number;
  readonly spans: number;
  readonly rejected: number;
}
export interface ImportContext {
  readonly database: Database;
  /** Null runs the decoding in this thread. */
  readonly workerPath: string | null;
  readonly startHelper: HelperStarter;
  readonly maxRecordLength: number;
  /** Ids of the conventions that are heard; all where it is absent. */
  readonly conventions?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  onProgress(progress: FileProgress): void;
}

const NOTHING = {
  read: 0,
  stored: 0,
  merged: 0,
  duplicates: 0,
  rejected: 0,
  logs: 0,
  metrics: 0,
  annotations: 0,
  traces: 0,
};

/** After a larger file the worker is not kept for the next one: what it remembers is room that the commit needs. */
const MOST_KEPT_BYTES = 200e6;

/** What is wrong with a file. All else is wrong with the workspace or with us, and ends the import. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  "NOT_FOUND",
  "UNKNOWN_FORMAT",
  "NO_TRACES",
  "EMPTY_FILE",
  "CORRUPT_FILE",
  "UNREADABLE",
  "TOO_LARGE",
]);

/**
 * Imports one file in one transaction on a connection of its own. A file that can't be taken is `refused`, with the
 * reason; only a cancel and a failure of the store itself throw. Whatever happens before the commit leaves nothing.
 */
export async function importFile(file: FileRef, context: ImportContext): Promise<ImportedFile> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  let bytes = file.kind === "path" ? 0 : (file.bytes ?? 0);
  try {
    if (file.kind === "path") {
      bytes = await sizeOf(file.path);
      const known = await isKnown(file.path, bytes, context.database);
      if (known !== null) {
        return { name: file.name, format: known, status: "known", ...NOTHING, bytes, seconds: seconds() };
      }
    }
    const { startHelper, signal } = context;
    const opened = await openFile(file, { startHelper, workspacePath: context.database.path, signal });
    try {
      return await new FileImport(file, opened, bytes, context).run(seconds);
    } finally {
      await opened.close();
    }
  } catch (error) {
    const problem = toAppError(error);
    if (!REFUSALS.has(problem.code)) throw problem;
    return {
      name: file.name,
      format: null,
      status: "refused",
      ...NOTHING,
      bytes,
      seconds: seconds(),
      error: problem.toData(),
    };
  }
}

class FileImport {
  readonly #file: FileRef;
  readonly #opened: OpenedFile;
  readonly #bytes: number;
  readonly #context: ImportContext;
  #format: string | null = null;
  #nextText: number | null = null;
  #progress: FileProgress = { phase: "reading", format: null, bytesRead: 0, spans: 0, rejected: 0 };

  constructor(file: FileRef, opened: OpenedFile, bytes: number, context: ImportContext) {
    this.#file = file;
    this.#opened = opened;
    this.#bytes = bytes;
    this.#context = context;
  }

  async run(seconds: () => number): Promise<ImportedFile> {
    const session = await this.#context.database.session();
    const worker = startWorker(this.#context.workerPath);
    const cancel = (): void => {
      session.interrupt();
      void worker.stop();
    };
    this.#context.signal.addEventListener("abort", cancel, { once: true });
    try {
      await session.run("BEGIN");
      const imported = await this.#import(session, worker, seconds);
      this.#throwIfCancelled();
      if (imported.status === "refused" || imported.format === null) {
        await session.run("ROLLBACK");
      } else {
        // A commit that is interrupted may say so and have been made all the same: from here on it is too late to cancel.
        this.#context.signal.removeEventListener("abort", cancel);
        await session.run("COMMIT");
        if (this.#nextText !== null) worker.keep(this.#textsUpTo(this.#nextText));
      }
      return imported;
    } catch (error) {
      await session.run("ROLLBACK").catch(() => undefined);
      if (this.#context.signal.aborted) throw new AppError("CANCELLED", "The import was cancelled.", { cause: error });
      throw error;
    } finally {
      this.#context.signal.removeEventListener("abort", cancel);
      await worker.stop();
      await session.close();
    }
  }

  /** Names the texts of the workspace: as long as none is added and the file is not rewritten, they are the same. */
  #textsUpTo(next: number): string {
    const { path, rewrites } = this.#context.database;
    return `${path}\n${rewrites}\n${next}`;
  }

  #throwIfCancelled(): void {
    if (this.#context.signal.aborted) throw new AppError("CANCELLED", "The import was cancelled.");
  }

  #tell(progress: Partial<FileProgress>): void {
    this.#progress = { ...this.#progress, ...progress, format: this.#format };
    this.#context.onProgress(this.#progress);
  }

  async #import(session: Session, worker: WorkerHandle, seconds: () => number): Promise<ImportedFile> {
    await createStage(session);
    const start = await startingPoint(session);
    const mapping = await readMapping(session, this.#context.conventions);
    const goesOn = worker.knows(this.#textsUpTo(start.text));
    worker.send({
      type: "read",
      fileName: this.#file.name,
      path: this.#opened.ref.kind === "path" ? this.#opened.ref.path : null,
      source: start.source,
      firstText: start.text,
      goesOn,
      firstRecord: start.record,
      meanings: start.meanings,
      maxRecordLength: this.#context.maxRecordLength,
      mapping,
    });
    if (!goesOn) for await (const texts of knownTexts(session)) worker.send({ type: "known", texts });
    worker.send({ type: "end" });
    const { ref } = this.#opened;
    const feeding = ref.kind === "stream" ? new Feed(ref.stream, worker) : null;
    const store = new BatchStore(session);
    const done = await this.#store(worker, store, feeding).finally(() => feeding?.stop());
    if (done.bytesRead > MOST_KEPT_BYTES) await worker.letGo();
    await store.close();
    this.#throwIfCancelled();
    const file = done.file;
    // What has become an alias is no text any more.
    this.#nextText = file.mayHaveAliases ? null : done.nextText;
    const known = await session.first("SELECT id FROM source WHERE sha256 = $1", [done.sha256]);
    if (known !== undefined) {
      await session.run("ROLLBACK");
      await session.run("BEGIN");
      return {
        name: this.#file.name,
        format: this.#format,
        status: "known",
        ...NOTHING,
        bytes: done.bytesRead,
        seconds: seconds(),
      };
    }
    const records = file.read - file.rejected;
    if (records === 0 && file.spanLogs === 0 && file.annotations === 0) {
      return this.#refuse(session, start.source, done, seconds);
    }
    this.#tell({ phase: "deriving", bytesRead: done.bytesRead, spans: file.read, rejected: file.rejected });
    if (file.mayHaveAliases) await resolveAliases(session, start.text);
    const newLogs = file.spanLogs === 0 ? 0 : await settleLogs(session, start.record);
    await restageTouched(session, start.record);
    const settled = await settleCopies(session, start.record, records);
    await this.#joinLogs(session, start.record, mapping);
    const annotations = file.annotations === 0 ? 0 : await settleAnnotations(session, start.source);
    await finalise(session);
    this.#tell({ phase: "committing" });
    const traces = await tracesOf(session, start.source);
    const isNew = settled.stored + settled.merged + newLogs + annotations > 0;
    const status = !isNew ? "known" : file.rejected > 0 ? "partial" : "stored";
    const counts = {
      read: file.read,
      ...settled,
      rejected: file.rejected,
      logs: file.logs,
      metrics: file.metrics,
      annotations,
      traces: traces.n,
    };
    await session.run(
      `INSERT INTO source VALUES ($1::INTEGER, $2, $3, $4, string_split($5, '|'), $6::BIGINT, $7, $8::BIGINT, $9,
        $10::BIGINT, $11::BIGINT, $12::BIGINT, $13::BIGINT, $14::BIGINT, $15::BIGINT, $16::BIGINT, $17::BIGINT,
        $18::BIGINT, $19::BIGINT, $20, $21, $22::DOUBLE, $23::BIGINT)`,
      [
        start.source,
        this.#file.name,
        this.#file.kind === "path" ? this.#file.path : null,
        this.#format,
        [...done.packings, ...file.containers].join("|"),
        done.bytesRead,
        done.sha256,
        Date.now(),
        status,
        counts.read,
        counts.stored,
        counts.merged,
        counts.duplicates,
        counts.rejected,
        counts.logs,
        counts.metrics,
        counts.traces,
        traces.first,
        traces.last,
        JSON.stringify(file.conventions),
        JSON.stringify(file.unownedKeys),
        seconds(),
        counts.annotations,
      ],
    );
    await noteMapping(session, mapping, true);
    return {
      name: this.#file.name,
      format: this.#format,
      status,
      ...counts,
      bytes: done.bytesRead,
      seconds: seconds(),
      ...(status === "partial" ? { error: (await whyPartial(session, start.source, file)).toData() } : {}),
    };
  }

  /** Derives spans again that have logs, whichever of the two is new. */
  async #joinLogs(session: Session, firstRecord: number, mapping: Mapping): Promise<void> {
    if (!(await unstageSpansWithLogs(session, firstRecord))) return;
    const worker = startWorker(this.#context.workerPath);
    const cancel = (): void => void worker.stop();
    this.#context.signal.addEventListener("abort", cancel, { once: true });
    try {
      await stageRecords(session, worker, mapping, () => undefined, this.#format ?? "");
      // A log may have told of a conversation.
      await restageTouched(session, firstRecord);
    } finally {
      this.#context.signal.removeEventListener("abort", cancel);
      await worker.stop();
    }
  }

  async #store(worker: WorkerHandle, store: BatchStore, feeding: Feed | null): Promise<Done> {
    for await (const message of worker.messages()) {
      this.#throwIfCancelled();
      switch (message.type) {
        case "format":
          this.#format = message.id;
          this.#tell({});
          break;
        case "batch":
          await store.append(message.batch);
          worker.send({ type: "credit", batches: 1 });
          break;
        case "progress":
          this.#tell({
            bytesRead: this.#opened.table?.bytesRead() ?? message.bytesRead,
            spans: message.spans,
            rejected: message.rejected,
          });
          break;
        case "credit":
          feeding?.credit(message.messages);
          break;
        case "done":
          return ofTheFile(message, this.#opened);
        default:
      }
    }
    throw new AppError("INTERNAL", "The import worker ended before its work was done.");
  }

  async #refuse(session: Session, source: number, done: Done, seconds: () => number): Promise<ImportedFile> {
    const file: DecodedFile = done.file;
    const first = await firstReject(session, source);
    const error =
      first === undefined
        ? new AppError("NO_TRACES", noTraces(file), { hint: "Export traces (spans), not only logs or metrics." })
        : new AppError("CORRUPT_FILE", `Not one of its ${file.read} records could be read${first}`, {
            hint: "The file may have been cut off or changed while it was copied.",
          });
    return {
      name: this.#file.name,
      format: this.#format,
      status: "refused",
      ...NOTHING,
      read: file.read,
      rejected: file.rejected,
      logs: file.logs,
      metrics: file.metrics,
      bytes: this.#bytes || done.bytesRead,
      seconds: seconds(),
      error: error.toData(),
    };
  }
}

type Done = Extract<FromWorker, { type: "done" }>;

/** Hash, size and packing of the file itself, where the worker was given its rows. */
function ofTheFile(done: Done, { table }: OpenedFile): Done {
  if (table === null) return done;
  const { sha256, bytes, packing } = table;
  return { ...done, sha256, bytesRead: bytes, packings: [packing], file: { ...done.file, containers: [] } };
}

async function startingPoint(session: Session): Promise<{
  source: number;
  text: number;
  record: number;
  meanings: readonly (readonly [number, string])[];
}> {
  const next = await session.first<{ source: number; text: number; record: number }>(`SELECT
    (SELECT greatest(coalesce(max(id), 0), (SELECT coalesce(max(source), 0) FROM record)) + 1 FROM source)::INTEGER AS source,
    (SELECT greatest(coalesce(max(id), 0), (SELECT coalesce(max(id), 0) FROM text_alias)) + 1 FROM text)::DOUBLE AS text,
    (SELECT coalesce(max(id), 0) + 1 FROM record)::DOUBLE AS record`);
  const meanings = await session.rows<{ id: number; sources: string }>("SELECT id, sources FROM meaning ORDER BY id");
  return {
    source: next?.source ?? 1,
    text: next?.text ?? 1,
    record: next?.record ?? 1,
    meanings: meanings.map((row) => [row.id, row.sources] as const),
  };
}

async function tracesOf(
  session: Session,
  source: number,
): Promise<{ n: number; first: bigint | null; last: bigint | null }> {
  const row = await session.first<{ n: number; first: bigint | null; last: bigint | null }>(
    `SELECT count(DISTINCT trace)::INTEGER AS n, min(start_ns) AS first, max(coalesce(end_ns, start_ns)) AS last
    FROM span WHERE source = $1::INTEGER`,
    [source],
  );
  return row ?? { n: 0, first: null, last: null };
}
