import { layeredLayout } from "./layered-layout.js";
import type { LayoutAnswer, LayoutRequest } from "./layout-request.js";

export interface LaidOut extends LayoutAnswer {
  /** True where the good layout took too long, so that the simple one was made. */
  readonly simple: boolean;
}

/** A worker that is free; starting one costs some 50 ms. */
let idle: Worker | null = null;

/**
 * Places for a graph, worked out beside the page. After `deadlineMs` the worker is ended and the simple layout is made.
 * Rejects only with the signal's reason.
 */
export function layoutGraph(request: LayoutRequest, deadlineMs: number, signal: AbortSignal): Promise<LaidOut> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const worker = idle ?? new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
    idle = null;
    const stopListening = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      worker.onmessage = null;
      worker.onerror = null;
    };
    const giveUp = (): void => {
      stopListening();
      worker.terminate();
    };
    const onAbort = (): void => {
      giveUp();
      reject(signal.reason as Error);
    };
    const makeSimple = (): void => {
      giveUp();
      resolve({ ...layeredLayout(request), simple: true });
    };
    const timer = setTimeout(makeSimple, deadlineMs);
    signal.addEventListener("abort", onAbort);
    worker.onerror = makeSimple;
    worker.onmessage = (event: MessageEvent<LayoutAnswer>) => {
      stopListening();
      idle?.terminate();
      idle = worker;
      resolve({ ...event.data, simple: false });
    };
    worker.postMessage(request);
  });
}
