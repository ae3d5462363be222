import { AppError } from "../../../shared/contract/errors.js";

/** No stretch of work on the engine's thread is longer, ms. */
const STRETCH_MS = 8;

/** Runs the work bit by bit, so that other calls are answered meanwhile. Throws CANCELLED. */
export async function inStretches<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T> {
  let began = performance.now();
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    if (performance.now() - began < STRETCH_MS) continue;
    await breathe();
    if (signal.aborted) throw new AppError("CANCELLED", "The call was cancelled.");
    began = performance.now();
  }
}

/** Lets other calls through. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
