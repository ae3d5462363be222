import { AppError } from "../../../shared/contract/errors.js";

/**
 * What a writer puts, piece by piece. The writer waits while nobody takes what it gave; `stop` fires, and `put` throws CANCELLED, when the
 * call is cancelled or nobody takes any more. Ends when the writer has ended, and throws what it throws.
 */
export async function* handedOver<T>(
  signal: AbortSignal,
  write: (put: (piece: T) => Promise<void>, stop: AbortSignal) => Promise<void>,
): AsyncGenerator<T> {
  const left = new AbortController();
  const stop = AbortSignal.any([signal, left.signal]);
  const pieces = new HandOver<T>(stop);
  pieces.fill(write((piece) => pieces.put(piece), stop));
  try {
    yield* pieces;
  } finally {
    left.abort();
    await pieces.filled;
  }
}

/** Pieces from one writer to one reader: a piece is made when the one before was taken. */
class HandOver<T> implements AsyncIterable<T> {
  readonly #signal: AbortSignal;
  #held: { readonly piece: T } | null = null;
  #taken: () => void = () => undefined;
  #ended = false;
  #error: Error | null = null;
  #wake: () => void = () => undefined;
  /** Settles, never with an error, when the writer has ended. */
  filled: Promise<void> = Promise.resolve();

  /** @param signal Fires when nobody takes any more: `put` then throws CANCELLED. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#taken(), { once: true });
  }

  /** Names the work that puts the pieces; its end, or its error, is the reader's. */
  fill(writing: Promise<void>): void {
    this.filled = writing
      .catch((error: unknown) => {
        this.#error = error instanceof Error ? error : new Error(String(error));
      })
      .then(() => {
        this.#ended = true;
        this.#wake();
      });
  }

  /** Resolves when the piece was taken. */
  async put(piece: T): Promise<void> {
    this.#check();
    await new Promise<void>((resolve) => {
      this.#held = { piece };
      this.#taken = resolve;
      this.#wake();
    });
    this.#check();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const held = this.#held;
      if (held !== null) {
        this.#held = null;
        yield held.piece;
        this.#taken();
        continue;
      }
      if (this.#error !== null) throw this.#error;
      if (this.#ended) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #check(): void {
    if (this.#signal.aborted) throw new AppError("CANCELLED", "The call was cancelled.");
  }
}
