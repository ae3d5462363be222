import { useSyncExternalStore } from "react";

/** Something that is loaded once, when it is first wanted, and is at hand from then on. */
export class Later<T> {
  readonly #fetch: () => Promise<T>;
  #begun: Promise<void> | null = null;
  #outcome: Outcome<T> | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  /** Loads it, if that was not begun. Never rejects: a failure is thrown where it is used. */
  readonly load = (): Promise<void> => {
    this.#begun ??= this.#fetch().then(
      (value) => this.#settle({ value }),
      (error: unknown) => this.#settle({ error }),
    );
    return this.#begun;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    void this.load();
    return () => this.#listeners.delete(listener);
  };

  readonly outcome = (): Outcome<T> | null => this.#outcome;

  #settle(outcome: Outcome<T>): void {
    this.#outcome = outcome;
    for (const listener of this.#listeners) listener();
  }
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/**
 * What was loaded, or null as long as it is not there; loads it. Throws what the loading failed with.
 *
 * It stands instead of `lazy`, which shows its fallback even where all is at hand, and after that holds the content back
 * for 300 ms.
 */
export function useLater<T>(later: Later<T>): T | null {
  const outcome = useSyncExternalStore(later.subscribe, later.outcome);
  if (outcome !== null && "error" in outcome) throw outcome.error;
  return outcome?.value ?? null;
}
