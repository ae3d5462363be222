import { MessageChannel, Worker } from "node:worker_threads";
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
  /** True where the worker knows the texts of a store already, from the order before. */
  knows(store: string): boolean;
  /** The worker's texts are in a store: it may go on from there, if it is asked to under this name. */
  keep(store: string): void;
  /** Ends a worker that is done, and gives its memory back. */
  letGo(): Promise<void>;
  /** Ends the worker wherever it is. It holds no database, so that is safe at any moment. */
  stop(): Promise<void>;
}

/** Starts a worker thread; with no path the same work runs in this thread, for tests of the engine. */
export function startWorker(workerPath: string | null): WorkerHandle {
  return workerPath === null ? inThisThread() : inAThread(workerPath);
}

/** A thread that has nothing to do waits this long for the next order: starting one takes as long as a small file. */
const SPARE_MS = 3000;
let spare: Spare | null = null;

interface Spare {
  readonly path: string;
  readonly worker: Worker;
  readonly timer: NodeJS.Timeout;
  /** Whose texts it knows. */
  readonly store: string | null;
}

function inAThread(workerPath: string): WorkerHandle {
  const queue = new Incoming();
  const taken = takeSpare(workerPath);
  const worker = taken?.worker ?? newThread(workerPath);
  let kept: string | null = null;
  let isStopped = false;
  const failed = (error: Error): void => queue.fail(toWorkerError(error));
  const ended = (): void => queue.fail(new AppError("INTERNAL", "The import worker ended before its work was done."));
  worker.on("error", failed);
  worker.on("exit", ended);
  const { port1: port, port2: theirs } = new MessageChannel();
  // After its last message a worker is as it was; wherever else it stops, it may hold files open.
  let isDone = false;
  port.on("message", (message: FromWorker) => {
    isDone = message.type === "done";
    queue.push(message);
  });
  worker.postMessage(theirs, [theirs]);
  const end = async (): Promise<void> => {
    isStopped = true;
    port.close();
    await worker.terminate();
  };
  return {
    send: (message, transfer) => port.postMessage(message, [...(transfer ?? [])]),
    messages: () => queue.read(),
    fail: (error) => queue.fail(error),
    knows: (store) => taken?.store === store,
    keep: (store) => {
      kept = store;
    },
    letGo: end,
    stop: async () => {
      if (isStopped) return;
      if (!isDone || spare !== null) {
        await end();
        return;
      }
      isStopped = true;
      port.close();
      worker.off("error", failed);
      worker.off("exit", ended);
      keepSpare(workerPath, worker, kept);
    },
  };
}

function newThread(workerPath: string): Worker {
  return new Worker(workerPath, { resourceLimits: { maxOldGenerationSizeMb: 600, maxYoungGenerationSizeMb: 48 } });
}

function takeSpare(path: string): Spare | null {
  if (spare === null || spare.path !== path) return null;
  const taken = spare;
  clearTimeout(taken.timer);
  taken.worker.off("exit", letGo);
  taken.worker.ref();
  spare = null;
  return taken;
}

function keepSpare(path: string, worker: Worker, store: string | null): void {
  const timer = setTimeout(() => void worker.terminate(), SPARE_MS);
  timer.unref();
  // It must not keep a process that has nothing else to do.
  worker.unref();
  worker.on("exit", letGo);
  spare = { path, worker, timer, store };
}

function letGo(): void {
  spare = null;
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
    knows: () => false,
    keep: () => undefined,
    letGo: () => Promise.resolve(),
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
