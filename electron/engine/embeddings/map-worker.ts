import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "../../../shared/contract/errors.js";
import { Inbox } from "./inbox.js";
import type { FromWorker, ToWorker } from "./worker/messages.js";
import { runOrder } from "./worker/run.js";

/** The engine's end of a worker that carries out one order. */
export interface MapWorker {
  send(message: ToWorker, transfer?: readonly ArrayBuffer[]): void;
  /** The next message. Throws what the worker failed with, CANCELLED when the signal aborts. */
  next(): Promise<FromWorker>;
  /** Makes `next` throw CANCELLED. */
  cancel(): void;
  /** Ends it wherever it is: it holds no database. */
  stop(): void;
}

/** Starts the worker that lies beside the import worker; with an empty path the same work runs in this thread, for tests. */
export function startMapWorker(importWorkerPath: string, signal: AbortSignal): MapWorker {
  const inbox = new Inbox<FromWorker>();
  const cancel = (): void => inbox.fail(new AppError("CANCELLED", "The map was cancelled."));
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel, { once: true });
  const stopListening = (): void => signal.removeEventListener("abort", cancel);
  const next = async (): Promise<FromWorker> => {
    const message = await inbox.next();
    if (signal.aborted) throw new AppError("CANCELLED", "The map was cancelled.");
    if (message.type === "failed") throw AppError.from(message.error);
    return message;
  };
  if (importWorkerPath === "") {
    const theirs = new Inbox<ToWorker>();
    void runOrder({ send: (message) => inbox.push(message), next: () => theirs.next() });
    return { send: (message) => theirs.push(message), next, cancel, stop: stopListening };
  }
  const worker = new Worker(join(dirname(importWorkerPath), "map-worker.js"), {
    resourceLimits: { maxOldGenerationSizeMb: 900, maxYoungGenerationSizeMb: 32 },
  });
  worker.on("message", (message: FromWorker) => inbox.push(message));
  worker.on("error", (error) => inbox.fail(workerError(error)));
  worker.on("exit", () => inbox.fail(new AppError("INTERNAL", "The map worker ended before its work was done.")));
  return {
    send: (message, transfer) => worker.postMessage(message, [...(transfer ?? [])]),
    next,
    cancel,
    stop: () => {
      stopListening();
      void worker.terminate();
    },
  };
}

function workerError(error: Error): AppError {
  if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return new AppError("TOO_LARGE", "There are too many points for the memory that a map may use.", {
      hint: "Narrow the search.",
    });
  }
  return new AppError("INTERNAL", `The map worker failed: ${error.message}`);
}
