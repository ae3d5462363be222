import type { TimeScale } from "./time-scale.js";
import { clampWindow, windowAround } from "./window.js";
import type { TimeWindow } from "./window.js";

/**
 * The time window that axis, bars, lanes and minimap share, in shown ns of one scale. It lives outside React's state: a wheel
 * turns it sixty times a second, and what shows it draws itself.
 */
export class TimelineCamera {
  readonly scale: TimeScale;
  readonly bounds: TimeWindow;
  #window: TimeWindow;
  readonly #listeners = new Set<() => void>();

  /** @param firstNs and @param lastNs are the ends of the trace, real ns. */
  constructor(scale: TimeScale, firstNs: number, lastNs: number) {
    this.scale = scale;
    this.bounds = windowAround(scale.toShown(firstNs), scale.toShown(lastNs));
    this.#window = this.bounds;
  }

  get window(): TimeWindow {
    return this.#window;
  }

  /** True while the whole trace is shown. */
  get fitted(): boolean {
    return this.#window.fromNs <= this.bounds.fromNs && this.#window.toNs >= this.bounds.toNs;
  }

  set(window: TimeWindow): void {
    const next = clampWindow(window, this.bounds);
    if (next.fromNs === this.#window.fromNs && next.toNs === this.#window.toNs) return;
    this.#window = next;
    for (const listener of this.#listeners) listener();
  }

  /** What is shown in real ns, which an address keeps; null while all is. */
  realWindow(): TimeWindow | null {
    if (this.fitted) return null;
    return { fromNs: this.scale.toReal(this.#window.fromNs), toNs: this.scale.toReal(this.#window.toNs) };
  }

  /** Shows a stretch given in real ns; null for the whole trace. */
  setReal(window: TimeWindow | null): void {
    if (window === null) this.set(this.bounds);
    else this.set({ fromNs: this.scale.toShown(window.fromNs), toNs: this.scale.toShown(window.toNs) });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
