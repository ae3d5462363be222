import { fork, type ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { notInStandin } from "./allow-list.js";
import { closePort, refuseTransfer, routePort, type MessagePortMain } from "./ports.js";
import type { FromChild, ToChild } from "./utility-messages.js";

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly serviceName?: string;
  readonly stdio?: unknown;
}

/** Running children; `app.getAppMetrics` lists them and quitting ends them. */
export const utilityProcesses = new Set<UtilityProcess>();

/** A child of plain Node with a `process.parentPort`. */
export class UtilityProcess extends EventEmitter {
  readonly serviceName: string;
  readonly #child: ChildProcess;
  readonly #ports = new Set<number>();

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    this.serviceName = options.serviceName ?? "Node Utility Process";
    this.#child = fork(modulePath, [...args], {
      execArgv: ["--import", pathToFileURL(path.join(import.meta.dirname, "utility-shim.mjs")).href],
      env: options.env ?? process.env,
      serialization: "advanced",
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    utilityProcesses.add(this);
    this.#child.on("spawn", () => this.emit("spawn"));
    this.#child.on("message", (message: FromChild) => this.#receive(message));
    this.#child.on("exit", (code, signal) => {
      utilityProcesses.delete(this);
      for (const id of this.#ports) closePort(id);
      this.emit("exit", code ?? (signal === null ? 0 : 15));
    });
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null ? this.#child.pid : undefined;
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    refuseTransfer(transfer);
    for (const port of transfer) {
      this.#ports.add(port.id);
      port.moveTo({
        deliver: (portData) => this.#send({ type: "port", id: port.id, data: portData }),
        closed: () => this.#send({ type: "port-closed", id: port.id }),
      });
    }
    this.#send({ type: "message", data, ports: transfer.map((port) => port.id) });
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message);
  }

  #receive(message: FromChild): void {
    if (message.type === "message") this.emit("message", message.data);
    else if (message.type === "port") routePort(message.id, message.data);
    else closePort(message.id);
  }
}

const members = ["postMessage", "kill", "pid", "on", "once", "off", "removeListener", "removeAllListeners", "emit"];

export const utilityProcess = {
  fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    const child = new UtilityProcess(modulePath, args, options);
    return new Proxy(child, {
      get(target, key) {
        if (typeof key === "string" && !members.includes(key) && key !== "then")
          throw notInStandin(`UtilityProcess.${key}`);
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? (value as (...args: unknown[]) => unknown).bind(target) : value;
      },
    });
  },
};
