import type { AppError } from "../../../shared/contract/errors.js";

/** Messages that wait until they are asked for, in order. */
export class Inbox<T> {
  readonly #held: T[] = [];
  #error: AppError | null = null;
  #wake: () => void = () => undefined;

  push(message: T): void {
    this.#held.push(message);
    this.#wake();
  }

  /** What was pushed before is still given; then `next` throws. */
  fail(error: AppError): void {
    this.#error ??= error;
    this.#wake();
  }

  async next(): Promise<T> {
    for (;;) {
      const message = this.#held.shift();
      if (message !== undefined) return message;
      if (this.#error !== null) throw this.#error;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
