import { pack, unpack } from "../codec.js";
import { EVENTS, type FromPage, type Shape } from "./messages.js";

/** Runs in an isolated world before the page's scripts, with the app's preload inside: what a sandboxed preload has. */

declare function __standinSend(payload: string): void;

type AnyFunction = (...args: unknown[]) => unknown;
const tell = (message: FromPage): void => __standinSend(pack(message));
const dispatch = (name: string, detail: unknown): void => {
  document.dispatchEvent(new CustomEvent(name, { detail }));
};
const detailOf = <T>(event: Event): T => (event as CustomEvent<T>).detail;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// --- ipcRenderer
const listeners = new Map<string, Set<AnyFunction>>();
const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
const ports = new Map<number, MessagePort>();
let lastInvoke = 0;

const ipcRenderer = {
  invoke: (channel: string, ...args: unknown[]) =>
    new Promise((resolve, reject) => {
      const id = ++lastInvoke;
      waiting.set(id, { resolve, reject });
      tell({ type: "invoke", id, channel, args });
    }),
  send: (channel: string, ...args: unknown[]) => tell({ type: "send", channel, args }),
  on(channel: string, listener: AnyFunction) {
    listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    return ipcRenderer;
  },
  removeListener(channel: string, listener: AnyFunction) {
    listeners.get(channel)?.delete(listener);
    return ipcRenderer;
  },
};

function portFor(id: number): MessagePort {
  const channel = new MessageChannel();
  ports.set(id, channel.port1);
  channel.port1.onmessage = (event) => tell({ type: "port", id, data: event.data });
  channel.port1.addEventListener("close", () => tell({ type: "port-closed", id }));
  return channel.port2;
}

/** Called from outside, by evaluation in this world. */
const standin = {
  reply(id: number, text: string) {
    const { value, error } = unpack(text) as { value?: unknown; error?: string };
    const promise = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) promise?.resolve(value);
    else promise?.reject(new Error(error));
  },
  event(channel: string, text: string, portIds: number[]) {
    const event = { ports: portIds.map(portFor), sender: ipcRenderer };
    for (const listener of listeners.get(channel) ?? []) listener(event, ...(unpack(text) as unknown[]));
  },
  portMessage(id: number, text: string) {
    ports.get(id)?.postMessage(unpack(text));
  },
  portClosed(id: number) {
    ports.get(id)?.close();
    ports.delete(id);
  },
};
Object.defineProperty(globalThis, "__standin", { value: standin });

// --- contextBridge
const functions: AnyFunction[] = [];

function shapeOf(value: unknown): Shape {
  if (typeof value === "function") return { $function: functions.push(value as AnyFunction) - 1 };
  if (typeof value !== "object" || value === null) return value as Shape;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Blob) return value;
  if (Array.isArray(value)) return value.map(shapeOf);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]));
}

function callbackOf(arg: unknown): unknown {
  if (typeof arg !== "object" || arg === null || !("$callback" in arg)) return arg;
  const number = arg.$callback;
  return (...args: unknown[]) => dispatch(EVENTS.callback, { number, args: args.map(shapeOf) });
}

document.addEventListener(EVENTS.call, (event) => {
  const call = detailOf<{ function: number; id: number; args: unknown[] }>(event);
  const { id } = call;
  try {
    const result = functions[call.function]?.(...call.args.map(callbackOf));
    if (result instanceof Promise) {
      dispatch(EVENTS.returned, { id, promise: true });
      result.then(
        (value) => dispatch(EVENTS.settled, { id, value: shapeOf(value) }),
        (error: unknown) => dispatch(EVENTS.settled, { id, error: messageOf(error) }),
      );
    } else {
      dispatch(EVENTS.returned, { id, value: shapeOf(result) });
    }
  } catch (error) {
    dispatch(EVENTS.returned, { id, error: messageOf(error) });
  }
});
document.addEventListener(EVENTS.open, (event) => {
  tell({ type: "window-open", url: detailOf<{ url: string }>(event).url });
});

const contextBridge = {
  exposeInMainWorld: (key: string, api: unknown) => dispatch(EVENTS.expose, { key, api: shapeOf(api) }),
};

// --- the preload, with what a sandboxed one may require
const electron = { contextBridge, ipcRenderer, webUtils: { getPathForFile: () => "" } };
const preloadRequire = (name: string): unknown => {
  if (name === "electron") return electron;
  throw new Error(`module not found: ${name}`);
};
const preloadModule = { exports: {} };
const preloadProcess = { platform: "linux", versions: { electron: "45" }, env: {}, sandboxed: true };

// Frames inside the page have no preload, and neither has the blank page before the first.
if (window === window.top && location.protocol !== "about:") {
  runPreload(preloadRequire, preloadModule, preloadModule.exports, preloadProcess);
}

declare function runPreload(require: unknown, module: unknown, exports: unknown, process: unknown): void;
