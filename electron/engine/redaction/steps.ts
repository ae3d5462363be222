/** Work that can be left for a moment after each step: a long text takes longer than others may wait. */
export type Steps<T> = Generator<void, T>;

/** Does it all at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}
