import { EventQueue } from "./event-queue.js";

export type Reason = "start" | "import" | "remove" | "derive" | "change";
export interface RevisionEvent {
  readonly revision: number;
  readonly reason: Reason;
}

/** Counts the changes of a workspace's content and tells who watches. */
export class Revision {
  #current: number;
  readonly #watchers = new Set<EventQueue<RevisionEvent>>();

  constructor(start: number) {
    this.#current = start;
  }
  get current(): number {
    return this.#current;
  }
  bump(reason: Reason): void {
    this.#current++;
    for (const watcher of this.#watchers) watcher.push({ revision: this.#current, reason });
  }
  async *watch(signal: AbortSignal): AsyncGenerator<RevisionEvent> {
    const queue = new EventQueue<RevisionEvent>();
    queue.push({ revision: this.#current, reason: "start" });
    this.#watchers.add(queue);
    const end = (): void => queue.end();
    signal.addEventListener("abort", end, { once: true });
    try {
      yield* queue;
    } finally {
      signal.removeEventListener("abort", end);
      this.#watchers.delete(queue);
    }
  }
}
