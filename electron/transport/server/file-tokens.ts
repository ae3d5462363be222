import { realpath } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../../shared/contract/errors.js";
import type { FileRef } from "../../../shared/contract/files.js";
import { newSecret } from "./sessions.js";
import type { Uploads } from "./uploads.js";

const ROOT_PREFIX = "path:";

/**
 * What a token of `import.run` stands for in the server: a path of the command line, an upload, or `path:` and a path below
 * the folder that the server was started with. A page never names any other path.
 */
export class FileTokens {
  readonly #paths = new Map<string, string>();
  readonly #uploads: () => Uploads;
  readonly #root: string | undefined;

  constructor(uploads: () => Uploads, root: string | undefined) {
    this.#uploads = uploads;
    this.#root = root;
  }

  mint(filePath: string): string {
    const token = newSecret();
    this.#paths.set(token, path.resolve(filePath));
    return token;
  }

  /** Rejects with NOT_FOUND for anything that was not offered. */
  async resolve(token: string): Promise<FileRef> {
    const known = this.#paths.get(token);
    if (known !== undefined) return { kind: "path", path: known, name: path.basename(known) };
    const upload = this.#uploads().take(token);
    if (upload !== null) return upload;
    const below = token.startsWith(ROOT_PREFIX) ? await this.#belowRoot(token.slice(ROOT_PREFIX.length)) : null;
    if (below !== null) return { kind: "path", path: below, name: path.basename(below) };
    throw new AppError("NOT_FOUND", "This file was not offered, or was read already.", { hint: "Open it again." });
  }

  async #belowRoot(name: string): Promise<string | null> {
    if (this.#root === undefined) return null;
    try {
      const root = await realpath(this.#root);
      const file = await realpath(path.resolve(root, name));
      const inside = path.relative(root, file);
      return inside === ".." || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside) ? null : file;
    } catch {
      return null;
    }
  }
}
