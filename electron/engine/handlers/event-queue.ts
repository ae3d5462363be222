/** Events that somebody pushes and one reader awaits. */
export class EventQueue<T> implements AsyncIterable<T> {
  readonly #held: T[] = [];
  #ended = false;
  #error: Error | null = null;
  #wake: (() => void) | null = null;

  push(event: T): void {
    this.#held.push(event);
    this.#wake?.();
  }
  /** Replaces the last event that was not read yet, if it is of the same sort; for progress, where only the latest counts. */
  pushLatest(event: T, same: (held: T) => boolean): void {
    const last = this.#held.at(-1);
    if (last !== undefined && same(last)) this.#held.pop();
    this.push(event);
  }
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }
  fail(error: unknown): void {
    this.#error = error instanceof Error ? error : new Error(String(error));
    this.end();
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const next = this.#held.shift();
      if (next !== undefined) {
        yield next;
        continue;
      }
      if (this.#error !== null) throw this.#error;
      if (this.#ended) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
  }
}

/** What some work tells while it runs; ends, or fails, as the work does. Whoever stops listening, or cancels the call, stops the work. */
export async function* toldBy<T>(
  signal: AbortSignal,
  work: (queue: EventQueue<T>, stop: AbortSignal) => Promise<void>,
): AsyncGenerator<T> {
  const queue = new EventQueue<T>();
  const left = new AbortController();
  work(queue, AbortSignal.any([signal, left.signal])).then(
    () => queue.end(),
    (error: unknown) => queue.fail(error),
  );
  try {
    yield* queue;
  } finally {
    left.abort();
  }
}
