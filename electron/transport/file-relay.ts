import { AppError, type ErrorData } from "../../shared/contract/errors.js";
import type { FileRef } from "../../shared/contract/files.js";
import type { FromEngine, ToEngine } from "./engine-protocol.js";

const CHUNK_BYTES = 1024 * 1024;

type FileRequest = Extract<FromEngine, { type: "resolve" | "pull" | "drop" }>;

/**
 * The parent's side of files: answers for tokens, and passes the bytes of streams on, one chunk for each that the engine
 * pulls. So a fast sender never fills the memory of either process.
 */
export class FileRelay {
  readonly #resolve: (token: string) => Promise<FileRef>;
  readonly #post: (message: ToEngine) => void;
  readonly #streams = new Map<number, AsyncIterator<Uint8Array>>();

  constructor(resolve: (token: string) => Promise<FileRef>, post: (message: ToEngine) => void) {
    this.#resolve = resolve;
    this.#post = post;
  }

  receive(message: FileRequest): void {
    if (message.type === "resolve") void this.#answer(message.request, message.token);
    else if (message.type === "pull") void this.#pull(message.request);
    else this.#end(message.request);
  }

  /** The engine is gone: nobody reads on. */
  clear(): void {
    for (const request of this.#streams.keys()) this.#end(request);
  }

  async #answer(request: number, token: string): Promise<void> {
    try {
      const file = await this.#resolve(token);
      if (file.kind === "path") return this.#post({ type: "resolved", request, file });
      this.#streams.set(request, pieces(file.stream));
      this.#post({ type: "resolved", request, file: { kind: "stream", name: file.name, bytes: file.bytes } });
    } catch (error) {
      this.#post({ type: "unresolved", request, error: toData(error) });
    }
  }

  async #pull(request: number): Promise<void> {
    const stream = this.#streams.get(request);
    if (stream === undefined) return;
    try {
      const next = await stream.next();
      if (next.done === true) this.#streams.delete(request);
      this.#post({ type: "chunk", request, bytes: next.done === true ? null : next.value });
    } catch (error) {
      this.#streams.delete(request);
      this.#post({ type: "chunk", request, bytes: null, error: toData(error) });
    }
  }

  #end(request: number): void {
    const stream = this.#streams.get(request);
    this.#streams.delete(request);
    // What ending it throws is of no interest any more.
    stream?.return?.().catch(() => {});
  }
}

async function* pieces(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    for (let offset = 0; offset < chunk.length; offset += CHUNK_BYTES)
      yield chunk.subarray(offset, offset + CHUNK_BYTES);
  }
}

function toData(error: unknown): ErrorData {
  if (error instanceof AppError) return error.toData();
  return new AppError("UNREADABLE", "The file could not be read to its end.", { cause: error }).toData();
}
