import { EventEmitter } from "node:events";
import type { FromChild, ToChild } from "./utility-messages.js";

/** Loaded before the module of a utility process: gives it the `process.parentPort` that Electron would. */

const tell = process.send?.bind(process);
const send = (message: FromChild): void => {
  if (process.connected) tell?.(message);
};

class ChildPort extends EventEmitter {
  readonly #id: number;
  #started = false;
  #waiting: unknown[] = [];

  constructor(id: number) {
    super();
    this.#id = id;
  }

  start(): void {
    this.#started = true;
    for (const data of this.#waiting.splice(0)) this.emit("message", { data, ports: [] });
  }

  postMessage(data: unknown, transfer?: readonly unknown[]): void {
    if (transfer && transfer.length > 0)
      throw new Error("electron: Electron drops messages with a transfer list silently");
    send({ type: "port", id: this.#id, data });
  }

  close(): void {
    send({ type: "port-closed", id: this.#id });
    ports.delete(this.#id);
  }

  deliver(data: unknown): void {
    if (this.#started) this.emit("message", { data, ports: [] });
    else this.#waiting.push(data);
  }
}

class ParentPort extends EventEmitter {
  readonly #waiting: unknown[] = [];

  constructor() {
    super();
    this.on("newListener", (name) => {
      // Electron, too, keeps messages until there is somebody to hear them.
      if (name === "message")
        setImmediate(() => this.#waiting.splice(0).forEach((event) => this.emit("message", event)));
    });
  }

  postMessage(data: unknown): void {
    send({ type: "message", data });
  }

  deliver(event: unknown): void {
    if (this.listenerCount("message") > 0 && this.#waiting.length === 0) this.emit("message", event);
    else this.#waiting.push(event);
  }
}

const ports = new Map<number, ChildPort>();
const parentPort = new ParentPort();

process.on("message", (message: ToChild) => {
  if (message.type === "port") {
    ports.get(message.id)?.deliver(message.data);
  } else if (message.type === "port-closed") {
    ports.get(message.id)?.emit("close");
    ports.delete(message.id);
  } else {
    const arrived = message.ports.map((id) => {
      const port = new ChildPort(id);
      ports.set(id, port);
      return port;
    });
    parentPort.deliver({ data: message.data, ports: arrived });
  }
});
// Electron ends its utility processes with the main process, whatever they do.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

Object.assign(process, { parentPort, type: "utility", send: undefined });
