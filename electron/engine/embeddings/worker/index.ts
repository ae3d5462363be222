import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { Inbox } from "../inbox.js";
import type { ToWorker } from "./messages.js";
import { runOrder } from "./run.js";

const NICE = 10;

if (parentPort === null) throw new Error("This is the map worker; it runs in a worker thread.");
const port = parentPort;
// On Linux this is of the calling thread alone: a map gives way to answers. Elsewhere it would be of the whole process.
if (process.platform === "linux") setPriority(0, NICE);
const inbox = new Inbox<ToWorker>();
port.on("message", (message: ToWorker) => inbox.push(message));
void runOrder({
  send: (message, transfer) => port.postMessage(message, [...(transfer ?? [])]),
  next: () => inbox.next(),
}).finally(() => port.close());
