import { AppError } from "../../../shared/contract/errors.js";
import type { WorkerHandle } from "./worker-handle.js";

/** Hands a stream's bytes to the worker, no faster than it takes them. */
export class Feed {
  static readonly #window = 8;
  readonly #worker: WorkerHandle;
  readonly #iterator: AsyncIterator<Uint8Array>;
  #left = Feed.#window;
  #stopped = false;
  #wake: (() => void) | null = null;

  constructor(stream: AsyncIterable<Uint8Array>, worker: WorkerHandle) {
    this.#worker = worker;
    this.#iterator = stream[Symbol.asyncIterator]();
    this.#run().catch((error: unknown) => worker.fail(streamFailed(error)));
  }
  credit(messages: number): void {
    this.#left += messages;
    this.#wake?.();
  }
  /** No more is wanted: the sender is told. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#wake?.();
    this.#iterator.return?.().catch(() => undefined);
  }
  async #run(): Promise<void> {
    for (;;) {
      while (this.#left === 0 && !this.#stopped) await new Promise<void>((resolve) => (this.#wake = resolve));
      if (this.#stopped) return;
      const next = await this.#iterator.next();
      if (this.#stopped) return;
      if (next.done === true) break;
      this.#left--;
      const bytes = Uint8Array.from(next.value);
      this.#worker.send({ type: "bytes", bytes }, [bytes.buffer]);
    }
    this.#worker.send({ type: "end" });
  }
}

function streamFailed(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError("UNREADABLE", `The file could not be read to its end: ${reason}`, {
    hint: "Try again; what came before it is not kept.",
    cause: error,
  });
}
