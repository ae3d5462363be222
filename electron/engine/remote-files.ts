import { AppError, type ErrorData } from "../../shared/contract/errors.js";
import type { FileRef } from "../../shared/contract/files.js";
import type { FromEngine, ResolvedFile, ToEngine } from "../transport/engine-protocol.js";

type FileAnswer = Extract<ToEngine, { type: "resolved" | "unresolved" | "chunk" }>;
type Chunk = { readonly bytes: Uint8Array | null; readonly error?: ErrorData };

/** The engine's side of files: asks the parent what a token stands for and pulls the bytes of uploads. */
export class RemoteFiles {
  readonly #post: (message: FromEngine) => void;
  readonly #answers = new Map<number, (answer: ResolvedFile | AppError) => void>();
  readonly #chunks = new Map<number, (chunk: Chunk) => void>();
  #lastRequest = 0;

  constructor(post: (message: FromEngine) => void) {
    this.#post = post;
  }

  /** Rejects with the `AppError` that the parent gives for a token that it does not know. */
  async resolve(token: string): Promise<FileRef> {
    const request = ++this.#lastRequest;
    const answer = await new Promise<ResolvedFile | AppError>((resolve) => {
      this.#answers.set(request, resolve);
      this.#post({ type: "resolve", request, token });
    });
    if (answer instanceof AppError) throw answer;
    if (answer.kind === "path") return answer;
    return { ...answer, stream: this.#read(request) };
  }

  receive(message: FileAnswer): void {
    const { request } = message;
    if (message.type === "chunk") {
      this.#chunks.get(request)?.(message);
      return;
    }
    this.#answers.get(request)?.(message.type === "resolved" ? message.file : AppError.from(message.error));
    this.#answers.delete(request);
  }

  async *#read(request: number): AsyncGenerator<Uint8Array> {
    const pull = (): Promise<Chunk> =>
      new Promise((resolve) => {
        this.#chunks.set(request, resolve);
        this.#post({ type: "pull", request });
      });
    let ended = false;
    try {
      let next = pull();
      for (;;) {
        const chunk = await next;
        ended = chunk.bytes === null;
        if (chunk.error !== undefined) throw AppError.from(chunk.error);
        if (chunk.bytes === null) return;
        // The parent fetches the next while this one is read.
        next = pull();
        yield chunk.bytes;
      }
    } finally {
      this.#chunks.delete(request);
      if (!ended) this.#post({ type: "drop", request });
    }
  }
}
