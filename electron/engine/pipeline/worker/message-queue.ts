import type { ToWorker } from "./messages.js";

/** Messages in order, for a reader that awaits them one by one. */
export class MessageQueue {
  readonly #held: ToWorker[] = [];
  #waiting: ((message: ToWorker) => void) | null = null;

  push(message: ToWorker): void {
    if (this.#waiting === null) {
      this.#held.push(message);
      return;
    }
    this.#waiting(message);
    this.#waiting = null;
  }

  next(): Promise<ToWorker> {
    const held = this.#held.shift();
    if (held !== undefined) return Promise.resolve(held);
    return new Promise((resolve) => (this.#waiting = resolve));
  }
}
