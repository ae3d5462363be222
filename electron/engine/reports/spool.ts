import { createReadStream } from "node:fs";
import { type FileHandle, mkdtemp, open, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diskFull, isDiskFull } from "../db/disk-full.js";
import type { ReportOut } from "./report.js";

const PIECE_LENGTH = 256 * 1024;

interface SpooledFile {
  /** Relative to the report; null for the report itself. */
  readonly name: string | null;
  readonly path: string;
}

/**
 * The files of a report while it is made: on the disk, since they may be larger than memory, and since they are looked through as
 * they were written before anything leaves. For the user alone (0600), and gone when it is closed. DISK_FULL.
 */
export class Spool implements ReportOut, AsyncDisposable {
  readonly #folder: string;
  readonly #pictures: string;
  readonly #main: FileHandle;
  readonly #files: SpooledFile[];
  #waiting: string[] = [];
  #waitingLength = 0;
  #bytes = 0;

  private constructor(folder: string, pictures: string, main: FileHandle) {
    this.#folder = folder;
    this.#pictures = pictures;
    this.#main = main;
    this.#files = [{ name: null, path: join(folder, "report") }];
  }

  /**
   * @param beside The workspace, on whose disk is the room; null where nothing may lie beside it. Where its folder can't be written,
   * and without one, the folder of the system for such things.
   * @param pictures The folder that files beside the report are in, as the report names it.
   */
  static async open(beside: string | null, pictures: string): Promise<Spool> {
    const folder = await temporaryFolder(beside);
    try {
      return new Spool(folder, pictures, await open(join(folder, "report"), "wx", 0o600));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Of the report itself, so far. */
  get bytes(): number {
    return this.#bytes;
  }

  async write(text: string): Promise<void> {
    this.#waiting.push(text);
    this.#waitingLength += text.length;
    if (this.#waitingLength >= PIECE_LENGTH) await this.flush();
  }

  async beside(name: string, text: string): Promise<string> {
    const path = join(this.#folder, `${this.#files.length}`);
    await written(async () => {
      const file = await open(path, "wx", 0o600);
      try {
        await file.writeFile(text);
      } finally {
        await file.close();
      }
    });
    const relative = `${this.#pictures}/${name}`;
    this.#files.push({ name: relative, path });
    return relative.split("/").map(encodeURIComponent).join("/");
  }

  async flush(): Promise<void> {
    const bytes = Buffer.from(this.#waiting.join(""), "utf8");
    this.#waiting = [];
    this.#waitingLength = 0;
    await written(() => this.#main.appendFile(bytes));
    this.#bytes += bytes.length;
  }

  /** Takes back what was written of the report after its first bytes. */
  async cut(bytes: number): Promise<void> {
    await this.flush();
    await truncate(join(this.#folder, "report"), bytes);
    this.#bytes = bytes;
  }

  /** All that is on the disk, as text. */
  async *texts(): AsyncGenerator<string> {
    for (const { path } of this.#files) {
      for await (const piece of createReadStream(path, { encoding: "utf8", highWaterMark: PIECE_LENGTH }))
        yield String(piece);
      yield "\n";
    }
  }

  /** The files, the report first: the name of each, then its bytes. */
  async *pieces(): AsyncGenerator<{ readonly name: string | null } | { readonly bytes: Uint8Array<ArrayBuffer> }> {
    for (const { name, path } of this.#files) {
      yield { name };
      for await (const piece of createReadStream(path, { highWaterMark: PIECE_LENGTH })) {
        yield { bytes: Uint8Array.from(piece as Buffer) };
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#main.close().catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function temporaryFolder(beside: string | null): Promise<string> {
  const elsewhere = (): Promise<string> => mkdtemp(join(tmpdir(), "skein-report-"));
  if (beside === null) return elsewhere();
  return mkdtemp(`${beside}.tmp-${process.pid}-report-`).catch((error: unknown) => {
    if (isDiskFull(error)) throw diskFull(error);
    return elsewhere();
  });
}

async function written(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isDiskFull(error)) throw diskFull(error);
    throw error;
  }
}
