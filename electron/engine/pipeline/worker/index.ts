import { parentPort } from "node:worker_threads";
import type { ToWorker } from "./messages.js";
import { runWorker } from "./run.js";

const port = parentPort;
if (port === null) throw new Error("This is the import worker; it runs in a worker thread.");
void runWorker({
  send: (message, transfer) => port.postMessage(message, transfer ?? []),
  onMessage: (listener) => port.on("message", (message: ToWorker) => listener(message)),
});
