import { stat } from "node:fs/promises";
import { inOrderOfRotation } from "../../../shared/base/rotation.js";
import { AppError } from "../../../shared/contract/errors.js";
import type { FileRef } from "../../../shared/contract/files.js";
import type { ImportedFile, ImportProgress, SkippedFile } from "../../../shared/contract/sources.js";
import { type Archive, openArchive } from "../pipeline/archive/open-archive.js";
import { adoptIncidents, lastSource } from "../incidents/adopt-incidents.js";
import { type FileProgress, importFile } from "../pipeline/import-file.js";
import { type EventQueue, toldBy } from "./event-queue.js";
import { expandFolders, whySkipped } from "./import-files.js";
import type { Workspace } from "./open-workspace.js";

/** A record longer than this is rejected, in UTF-16 units. */
const MAX_RECORD_LENGTH = 64e6;
/** An archive in an archive in an archive is opened; what lies deeper is a binary file. */
const DEEPEST_ARCHIVE = 3;
/** So many files that are skipped are told of by name. */
const MOST_SKIPPED = 1000;

/** Imports files one after another, each whole or not at all, and tells how far it is. */
export function runImport(
  workspace: Workspace,
  refs: readonly FileRef[],
  signal: AbortSignal,
): AsyncGenerator<ImportProgress> {
  return toldBy<ImportProgress>(signal, (queue, stop) =>
    workspace.inTurn((closing) => new ImportRun(workspace, AbortSignal.any([stop, closing]), queue).run(refs)),
  );
}

class ImportRun {
  readonly #workspace: Workspace;
  readonly #signal: AbortSignal;
  readonly #queue: EventQueue<ImportProgress>;
  readonly #began = performance.now();
  #bytesDone = 0;
  #bytesTotal: number | null = 0;
  readonly #skipped: SkippedFile[] = [];

  constructor(workspace: Workspace, signal: AbortSignal, queue: EventQueue<ImportProgress>) {
    this.#workspace = workspace;
    this.#signal = signal;
    this.#queue = queue;
  }

  async run(refs: readonly FileRef[]): Promise<void> {
    const expanded = await expandFolders(refs);
    const files = inOrderOfRotation(expanded.files);
    this.#skip(expanded.skipped);
    if (files.length === 0) throw noFiles(refs, this.#skipped);
    const sizes = await Promise.all(files.map(sizeOf));
    this.#bytesTotal = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    this.#queue.push({
      type: "files",
      files: files.map((file, index) => ({ name: file.name, bytes: sizes[index] ?? null })),
    });
    const results: ImportedFile[] = [];
    for (const [index, file] of files.entries()) {
      if (this.#signal.aborted) throw new AppError("CANCELLED", "The import was cancelled.");
      for await (const result of this.#adopting(
        this.#import(file, { index, bytesTotal: sizes[index] ?? null, archives: [] }),
      )) {
        results.push(result);
        this.#queue.push({ type: "file", file: index, result });
        if (result.status !== "refused") this.#workspace.revision.bump("import");
      }
      this.#bytesDone += sizes[index] ?? 0;
    }
    const done = { type: "done", sources: results, seconds: this.#seconds() } as const;
    this.#queue.push(this.#skipped.length === 0 ? done : { ...done, skipped: this.#skipped });
  }

  /** Incidents that a file brings are there when its result is told. */
  async *#adopting(results: AsyncIterable<ImportedFile>): AsyncGenerator<ImportedFile> {
    const { database, changes } = this.#workspace;
    let last = await database.read(lastSource);
    for await (const result of results) {
      const source = await database.read(lastSource);
      if (source !== last) await adoptIncidents((work) => database.read(work), changes, source);
      last = source;
      yield result;
    }
  }

  #skip(skipped: readonly SkippedFile[]): void {
    this.#skipped.push(...skipped.slice(0, MOST_SKIPPED - this.#skipped.length));
  }

  /** A file's result; of an archive, one for each of its files. */
  async *#import(file: FileRef, place: Place): AsyncGenerator<ImportedFile> {
    const opened = place.archives.length === DEEPEST_ARCHIVE ? { file } : await openArchive(file);
    if ("archive" in opened) {
      yield* this.#importArchive(opened.archive, file, place);
      return;
    }
    yield await importFile(opened.file, {
      database: this.#workspace.database,
      workerPath: this.#workspace.options.workerPath === "" ? null : this.#workspace.options.workerPath,
      startHelper: this.#workspace.startHelper,
      conventions: this.#workspace.options.conventions,
      maxRecordLength: MAX_RECORD_LENGTH,
      signal: this.#signal,
      onProgress: (progress) => this.#tell(place, progress),
    });
  }

  async *#importArchive(archive: Archive, file: FileRef, place: Place): AsyncGenerator<ImportedFile> {
    const within = { ...place, archives: [...place.archives, archive] };
    let isEmpty = true;
    try {
      for await (const entry of archive.entries) {
        const name = `${file.name}/${entry.name}`;
        const reason = entry.name
          .split("/")
          .map(whySkipped)
          .find((why) => why !== null);
        if (reason != null) {
          this.#skip([{ name, reason }]);
          continue;
        }
        isEmpty = false;
        yield* this.#import({ kind: "stream", name, bytes: null, stream: entry.stream }, within);
      }
      if (!isEmpty) return;
      throw new AppError("NO_TRACES", "There is no file in the archive.", { hint: "Choose another one." });
    } catch (error) {
      const problem = archiveProblem(error);
      if (problem === null) throw error;
      yield refused(file.name, archive.bytesRead(), problem);
    } finally {
      await archive.close();
    }
  }

  #seconds(): number {
    return (performance.now() - this.#began) / 1000;
  }

  #tell({ index, bytesTotal, archives }: Place, progress: FileProgress): void {
    // Of an archive those bytes count that the disk holds.
    const bytesRead = archives[0]?.bytesRead() ?? progress.bytesRead;
    const done = this.#bytesDone + bytesRead;
    const total = this.#bytesTotal;
    const secondsLeft =
      total === null || done === 0 || done < total / 50 ? null : (this.#seconds() * (total - done)) / done;
    this.#queue.pushLatest(
      { type: "progress", file: index, ...progress, bytesRead, bytesTotal, secondsLeft },
      (held) => held.type === "progress" && held.file === index,
    );
  }
}

/** Where a file stands in the import, and the archives that it lies in, outermost first. */
interface Place {
  readonly index: number;
  readonly bytesTotal: number | null;
  readonly archives: readonly Archive[];
}

/** What is wrong with the archive itself; null where the import must end. */
function archiveProblem(error: unknown): AppError | null {
  if (error instanceof AppError) return ["CORRUPT_FILE", "NO_TRACES"].includes(error.code) ? error : null;
  return new AppError("UNREADABLE", "The archive could not be read to its end.", {
    hint: "Try again; the files before that are stored.",
    cause: error,
  });
}

function refused(name: string, bytes: number, error: AppError): ImportedFile {
  const counts = { read: 0, stored: 0, merged: 0, duplicates: 0, rejected: 0 };
  const others = { logs: 0, metrics: 0, annotations: 0, traces: 0 };
  return { name, format: null, status: "refused", ...counts, ...others, bytes, seconds: 0, error: error.toData() };
}

async function sizeOf(file: FileRef): Promise<number | null> {
  if (file.kind === "stream") return file.bytes;
  return stat(file.path).then(
    (entry) => entry.size,
    () => 0,
  );
}

function noFiles(refs: readonly FileRef[], skipped: readonly SkippedFile[]): AppError {
  const [first] = skipped;
  const others = first === undefined ? "" : ` Skipped: ${first.name}. ${first.reason}`;
  const more = skipped.length > 1 ? ` And ${skipped.length - 1} more.` : "";
  return new AppError("NO_TRACES", `There is no file in ${refs.map((ref) => ref.name).join(", ")}.${others}${more}`, {
    hint: "Choose the folder that holds the trace files.",
  });
}
