import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeCorpus } from "../../scripts/corpora/corpus.js";
import type { CorpusKind } from "../../scripts/corpora/corpus.js";

export interface Corpus {
  readonly kind: CorpusKind;
  readonly file: string;
  readonly bytes: number;
  /** Where its workspace lies once it is imported. */
  readonly workspace: string;
}

/** A folder outside the repository for corpora and workspaces, and the way to be rid of it. */
export class BenchFolder {
  readonly #path = mkdtempSync(join(tmpdir(), "skein-bench-"));
  readonly #corpora = new Map<CorpusKind, Corpus>();

  /** Writes a corpus once; asked again, gives the same file. */
  async corpus(kind: CorpusKind, megabytes: number): Promise<Corpus> {
    const known = this.#corpora.get(kind);
    if (known !== undefined) return known;
    const file = join(this.#path, `${kind}.jsonl`);
    const to = createWriteStream(file);
    const { bytes } = await writeCorpus(kind, megabytes * 1e6, to);
    to.end();
    await once(to, "close");
    const corpus = { kind, file, bytes, workspace: join(this.#path, `${kind}.skein`) };
    this.#corpora.set(kind, corpus);
    return corpus;
  }

  pathOf(name: string): string {
    return join(this.#path, name);
  }

  remove(): void {
    rmSync(this.#path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
