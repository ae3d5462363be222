import { readdir, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { AppError } from "../../../shared/contract/errors.js";
import type { FileRef } from "../../../shared/contract/files.js";
import type { ImportedFile, ImportProgress } from "../../../shared/contract/sources.js";
import { type FileProgress, importFile } from "../pipeline/import-file.js";
import { EventQueue } from "./event-queue.js";
import type { Workspace } from "./open-workspace.js";

/** A record longer than this is rejected, in UTF-16 units. */
const MAX_RECORD_LENGTH = 64e6;

/** Imports files one after another, each whole or not at all, and tells how far it is. */
export async function* runImport(
  workspace: Workspace,
  refs: readonly FileRef[],
  signal: AbortSignal,
): AsyncGenerator<ImportProgress> {
  const queue = new EventQueue<ImportProgress>();
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  workspace
    .inTurn((closing) => new ImportRun(workspace, AbortSignal.any([stop, closing]), queue).run(refs))
    .then(
      () => queue.end(),
      (error: unknown) => queue.fail(error),
    );
  try {
    yield* queue;
  } finally {
    ended.abort();
  }
}

class ImportRun {
  readonly #workspace: Workspace;
  readonly #signal: AbortSignal;
  readonly #queue: EventQueue<ImportProgress>;
  readonly #began = performance.now();
  #bytesDone = 0;
  #bytesTotal: number | null = 0;

  constructor(workspace: Workspace, signal: AbortSignal, queue: EventQueue<ImportProgress>) {
    this.#workspace = workspace;
    this.#signal = signal;
    this.#queue = queue;
  }

  async run(refs: readonly FileRef[]): Promise<void> {
    const files = (await Promise.all(refs.map(expand))).flat();
    if (files.length === 0) throw noFiles(refs);
    const sizes = await Promise.all(files.map(sizeOf));
    this.#bytesTotal = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    this.#queue.push({
      type: "files",
      files: files.map((file, index) => ({ name: file.name, bytes: sizes[index] ?? null })),
    });
    const results: ImportedFile[] = [];
    for (const [index, file] of files.entries()) {
      if (this.#signal.aborted) throw new AppError("CANCELLED", "The import was cancelled.");
      const result = await importFile(file, {
        database: this.#workspace.database,
        workerPath: this.#workspace.options.workerPath === "" ? null : this.#workspace.options.workerPath,
        maxRecordLength: MAX_RECORD_LENGTH,
        signal: this.#signal,
        onProgress: (progress) => this.#tell(index, sizes[index] ?? null, progress),
      });
      this.#bytesDone += sizes[index] ?? 0;
      results.push(result);
      this.#queue.push({ type: "file", file: index, result });
      if (result.status !== "refused") this.#workspace.revision.bump("import");
    }
    this.#queue.push({ type: "done", sources: results, seconds: this.#seconds() });
  }

  #seconds(): number {
    return (performance.now() - this.#began) / 1000;
  }

  #tell(file: number, bytesTotal: number | null, progress: FileProgress): void {
    const done = this.#bytesDone + progress.bytesRead;
    const total = this.#bytesTotal;
    const secondsLeft =
      total === null || done === 0 || done < total / 50 ? null : (this.#seconds() * (total - done)) / done;
    this.#queue.pushLatest(
      { type: "progress", file, ...progress, bytesTotal, secondsLeft },
      (held) => held.type === "progress" && held.file === file,
    );
  }
}

/** The regular files of a folder, by path; what is hidden, and workspaces, are left out. */
async function expand(ref: FileRef): Promise<FileRef[]> {
  if (ref.kind === "stream") return [ref];
  const entry = await stat(ref.path).catch(() => null);
  if (entry?.isDirectory() !== true) return [ref];
  const files: FileRef[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const child of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (child.name.startsWith(".") || /\.skein($|\.)/.test(child.name)) continue;
      const path = join(folder, child.name);
      if (child.isDirectory()) await walk(path);
      else if (child.isFile())
        files.push({ kind: "path", path, name: join(basename(ref.path), relative(ref.path, path)) });
    }
  };
  await walk(ref.path);
  return files;
}

async function sizeOf(file: FileRef): Promise<number | null> {
  if (file.kind === "stream") return file.bytes;
  return stat(file.path).then(
    (entry) => entry.size,
    () => 0,
  );
}

function noFiles(refs: readonly FileRef[]): AppError {
  return new AppError("NO_TRACES", `There is no file in ${refs.map((ref) => ref.name).join(", ")}.`, {
    hint: "Choose the folder that holds the trace files.",
  });
}
