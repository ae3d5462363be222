import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { OfferedFile } from "../../shared/contract/shell.js";

const MOST_TOKENS = 20_000;

/** What stands behind a token. */
export interface TokenTarget {
  readonly path: string;
  readonly name: string;
}

/** Paths stay in this process and the engine; the page holds only tokens for what the user chose. */
export class FileTokens {
  readonly #targets = new Map<string, TokenTarget>();

  /** Throws where the path can't be read. */
  async mint(filePath: string): Promise<OfferedFile> {
    const stats = await stat(filePath);
    const token = randomUUID();
    const name = path.basename(filePath);
    this.#targets.set(token, { path: filePath, name });
    if (this.#targets.size > MOST_TOKENS) {
      const oldest = this.#targets.keys().next();
      if (!oldest.done) this.#targets.delete(oldest.value);
    }
    return { token, name, bytes: stats.isFile() ? stats.size : null };
  }

  resolve(token: string): TokenTarget | null {
    return this.#targets.get(token) ?? null;
  }
}
