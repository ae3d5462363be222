import { EventEmitter } from "node:events";
import { LISTED, onlyListed } from "./allow-list.js";

type Handler = (event: object, ...args: unknown[]) => unknown;

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

const instance = new IpcMain();

/** The answer to `ipcRenderer.invoke`, with errors worded as Electron words them. */
export async function answerInvoke(
  channel: string,
  event: object,
  args: unknown[],
): Promise<{ value?: unknown; error?: string }> {
  try {
    const handler = instance.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return { value: await handler(event, ...args) };
  } catch (error) {
    return { error: `Error invoking remote method '${channel}': ${String(error)}` };
  }
}

export function deliverSend(channel: string, event: object, args: unknown[]): void {
  instance.emit(channel, event, ...args);
}

export const ipcMain = onlyListed("ipcMain", instance, LISTED.ipcMain);
