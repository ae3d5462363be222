import { Worker } from "node:worker_threads";
import { AppError } from "../../../shared/contract/errors.js";
import type { FromWorker, ToWorker } from "./worker/messages.js";
import { runWorker } from "./worker/run.js";

/** The engine's end of a worker that carries out one order. */
export interface WorkerHandle {
  send(message: ToWorker, transfer?: readonly ArrayBuffer[]): void;
  /** Messages in order; ends when the worker does. Throws what the worker failed with. */
  messages(): AsyncGenerator<FromWorker>;
  /** Makes `messages` throw once what was sent before has been read. */
  fail(error: AppError): void;
  /** Ends the worker wherever it is. It holds no database, so that is safe at any moment. */
  stop(): Promise<void>;
}

/** Starts a worker thread; with no path the same work runs in this thread, for tests of the engine. */
export function startWorker(workerPath: string | null): WorkerHandle {
  return workerPath === null ? inThisThread() : inAThread(workerPath);
}

function inAThread(workerPath: string): WorkerHandle {
  const queue = new Incoming();
  const worker = new Worker(workerPath, { resourceLimits: { maxOldGenerationSizeMb: 600 } });
  worker.on("message", (message: FromWorker) => queue.push(message));
  worker.on("error", (error: Error) => queue.fail(toWorkerError(error)));
  worker.on("exit", () => queue.fail(new AppError("INTERNAL", "The import worker ended before its work was done.")));
  return {
    send: (message, transfer) => worker.postMessage(message, [...(transfer ?? [])]),
    messages: () => queue.read(),
    fail: (error) => queue.fail(error),
    stop: async () => {
      await worker.terminate();
    },
  };
}

function inThisThread(): WorkerHandle {
  const queue = new Incoming();
  let listener: ((message: ToWorker) => void) | null = null;
  const early: ToWorker[] = [];
  void runWorker({
    send: (message) => queue.push(message),
    onMessage: (given) => {
      listener = given;
      for (const message of early) given(message);
    },
  });
  return {
    send: (message) => {
      if (listener === null) early.push(message);
      else listener(message);
    },
    messages: () => queue.read(),
    fail: (error) => queue.fail(error),
    stop: () => {
      queue.fail(new AppError("CANCELLED", "The work was cancelled."));
      return Promise.resolve();
    },
  };
}

class Incoming {
  readonly #held: FromWorker[] = [];
  #error: AppError | null = null;
  #wake: (() => void) | null = null;

  push(message: FromWorker): void {
    this.#held.push(message);
    this.#wake?.();
  }
  fail(error: AppError): void {
    this.#error ??= error;
    this.#wake?.();
  }
  async *read(): AsyncGenerator<FromWorker> {
    for (;;) {
      const message = this.#held.shift();
      if (message !== undefined) {
        if (message.type === "failed") throw AppError.from(message.error);
        yield message;
        if (message.type === "done") return;
        continue;
      }
      if (this.#error !== null) throw this.#error;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

function toWorkerError(error: Error): AppError {
  if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return new AppError("TOO_LARGE", "A record of the file is too large for the memory that an import may use.", {
      hint: "Lower the limit on the size of a record, so that it is rejected and the rest is read.",
    });
  }
  return new AppError("INTERNAL", `The import worker failed: ${error.message}`);
}
