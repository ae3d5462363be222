import { clampWindow } from "./window.js";
import type { TimeWindow } from "./window.js";

/**
 * The time window that axis, bars and minimap share. It lives outside React's state: a wheel turns it sixty times a second,
 * and what shows it draws itself.
 */
export class TimelineCamera {
  #bounds: TimeWindow;
  #window: TimeWindow;
  readonly #listeners = new Set<() => void>();

  constructor(bounds: TimeWindow) {
    this.#bounds = bounds;
    this.#window = bounds;
  }

  get window(): TimeWindow {
    return this.#window;
  }

  get bounds(): TimeWindow {
    return this.#bounds;
  }

  /** True while the whole trace is shown. */
  get fitted(): boolean {
    return this.#window.fromNs <= this.#bounds.fromNs && this.#window.toNs >= this.#bounds.toNs;
  }

  set(window: TimeWindow): void {
    const next = clampWindow(window, this.#bounds);
    if (next.fromNs === this.#window.fromNs && next.toNs === this.#window.toNs) return;
    this.#window = next;
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
