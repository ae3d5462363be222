import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Client } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { OutputOf } from "../../shared/contract/procedure.js";
import type { Reported, ReportRequest } from "../../shared/contract/reports.js";
import { writeWhole } from "./write-whole.js";

type Piece = OutputOf<SkeinContract["report.run"]>;

export interface ReportWriting {
  readonly signal?: AbortSignal | undefined;
  /** A file that is there is not replaced. */
  readonly isNew?: boolean;
  /** Items that are written, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Makes a PDF of an HTML file; both are paths. */
  readonly print: (html: string, pdf: string, signal?: AbortSignal) => Promise<void>;
}

/** Names of pictures that reports write; nothing else in their folder is touched. */
const PICTURE = /^figure-\d+-[0-9a-f]{8}\.svg$/;

/**
 * Writes the report of an incident to the file that the user named: it is there when it is whole, and not before; one of that name
 * stays as it is until then, with its pictures. Rejects with what the engine says, INVALID_INPUT where a file is there, DISK_FULL,
 * UNREADABLE where it can't be written.
 */
export async function writeReport(
  client: Client<SkeinContract>,
  request: ReportRequest,
  file: string,
  writing: ReportWriting,
): Promise<Reported> {
  const { signal, isNew = false } = writing;
  const report = new ReportFiles(client.subscribe("report.run", request, signal), path.dirname(file), writing);
  try {
    if (request.format !== "pdf") await writeWhole(file, report.bytes(), isNew);
    else await writePdf(file, report, isNew, writing);
    await report.keep();
  } catch (error) {
    await report.takeBack();
    throw error;
  }
  return report.done();
}

/** The HTML is no file of the user's: it lies in a folder that only they can read, and goes with it. */
async function writePdf(
  file: string,
  report: ReportFiles,
  isNew: boolean,
  { print, signal }: ReportWriting,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "skein-print-"));
  const [html, pdf] = [path.join(folder, "report.html"), path.join(folder, "report.pdf")];
  async function* printed(): AsyncGenerator<Uint8Array> {
    await writeWhole(html, report.bytes());
    await print(html, pdf, signal);
    signal?.throwIfAborted();
    for await (const piece of createReadStream(pdf)) yield piece as Buffer;
  }
  try {
    await writeWhole(file, printed(), isNew);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files of one report as they come: the report's bytes go on, pictures are written beside it. */
class ReportFiles {
  readonly #pieces: AsyncIterable<Piece>;
  readonly #folder: string;
  readonly #onProgress: ReportWriting["onProgress"];
  /** Pictures of this report, and those of them that were not there before. */
  readonly #pictures = new Set<string>();
  readonly #made: string[] = [];
  #pictureFolder: string | null = null;
  #madeFolder = false;
  #done: Reported | null = null;

  constructor(pieces: AsyncIterable<Piece>, folder: string, { onProgress }: ReportWriting) {
    this.#pieces = pieces;
    this.#folder = folder;
    this.#onProgress = onProgress;
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    let files = 0;
    let picture: { readonly name: string; readonly parts: Uint8Array[] } | null = null;
    for await (const piece of this.#pieces) {
      if (piece.type === "progress") this.#onProgress?.(piece.done, piece.total);
      else if (piece.type === "file") {
        await this.#write(picture);
        files += 1;
        picture = files === 1 ? null : { name: piece.name, parts: [] };
      } else if (piece.type === "done") {
        await this.#write(picture);
        this.#done = piece;
      } else if (picture === null) yield piece.bytes;
      // A picture is a few megabytes at most.
      else picture.parts.push(piece.bytes);
    }
    if (this.#done === null) throw new AppError("CANCELLED", "The report ended before it was whole.");
  }

  async #write(picture: { readonly name: string; readonly parts: readonly Uint8Array[] } | null): Promise<void> {
    if (picture === null) return;
    const [folder, name] = [path.basename(path.dirname(picture.name)), path.basename(picture.name)];
    if (!PICTURE.test(name) || folder.startsWith("."))
      throw new AppError("INTERNAL", "A picture has no name of a picture.");
    this.#pictureFolder = path.join(this.#folder, folder);
    if (!existsSync(this.#pictureFolder)) {
      await mkdir(this.#pictureFolder, { mode: 0o700 });
      this.#madeFolder = true;
    }
    const file = path.join(this.#pictureFolder, name);
    this.#pictures.add(name);
    // The name is that of its content.
    if (existsSync(file)) return;
    this.#made.push(file);
    await writeWhole(file, once(Buffer.concat(picture.parts)));
  }

  /** The report is whole: pictures of the one that it took the place of go. */
  async keep(): Promise<void> {
    if (this.#pictureFolder === null) return;
    for (const name of await readdir(this.#pictureFolder)) {
      if (PICTURE.test(name) && !this.#pictures.has(name))
        await rm(path.join(this.#pictureFolder, name), { force: true });
    }
  }

  /** The report did not become whole: what it wrote goes. */
  async takeBack(): Promise<void> {
    for (const file of this.#made) await rm(file, { force: true });
    if (this.#madeFolder && this.#pictureFolder !== null) await rmdir(this.#pictureFolder).catch(() => undefined);
  }

  done(): Reported {
    if (this.#done === null) throw new AppError("INTERNAL", "The report did not say what it wrote.");
    const { items, bytes, redacted } = this.#done;
    return { items, bytes, redacted };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
