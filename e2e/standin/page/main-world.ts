import { EVENTS, type Shape } from "./messages.js";

/** Runs in the page's own world before its scripts: the far side of `contextBridge`, and what Electron does differently. */

type AnyFunction = (...args: unknown[]) => unknown;
interface Returned {
  id: number;
  value?: Shape;
  error?: string;
  promise?: boolean;
}

const callbacks: AnyFunction[] = [];
const returned = new Map<number, Returned>();
const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let lastCall = 0;

const detailOf = <T>(event: Event): T => (event as CustomEvent<T>).detail;
const dispatch = (name: string, detail: unknown): void => {
  document.dispatchEvent(new CustomEvent(name, { detail }));
};

function revive(shape: unknown): unknown {
  if (typeof shape !== "object" || shape === null || ArrayBuffer.isView(shape) || shape instanceof Blob) return shape;
  if (Array.isArray(shape)) return shape.map(revive);
  if ("$function" in shape) return remoteFunction(Number(shape.$function));
  return Object.freeze(Object.fromEntries(Object.entries(shape).map(([key, part]) => [key, revive(part)])));
}

function remoteFunction(number: number): AnyFunction {
  return (...args) => {
    const id = ++lastCall;
    const passed = args.map((arg) =>
      typeof arg === "function" ? { $callback: callbacks.push(arg as AnyFunction) - 1 } : arg,
    );
    // Dispatching is synchronous: the answer is there when it returns.
    dispatch(EVENTS.call, { function: number, id, args: passed });
    const result = returned.get(id);
    returned.delete(id);
    if (result?.error !== undefined) throw new Error(result.error);
    if (result?.promise === true) return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    return revive(result?.value);
  };
}

document.addEventListener(EVENTS.expose, (event) => {
  const { key, api } = detailOf<{ key: string; api: Shape }>(event);
  Object.defineProperty(window, key, { value: revive(api), enumerable: true });
});
document.addEventListener(EVENTS.returned, (event) => {
  const result = detailOf<Returned>(event);
  returned.set(result.id, result);
});
document.addEventListener(EVENTS.settled, (event) => {
  const { id, value, error } = detailOf<Returned>(event);
  const promise = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) promise?.resolve(revive(value));
  else promise?.reject(new Error(error));
});
document.addEventListener(EVENTS.callback, (event) => {
  const { number, args } = detailOf<{ number: number; args: Shape[] }>(event);
  callbacks[number]?.(...args.map(revive));
});

// What the main process denies gives null to the caller; the stand-in has no second window to give.
window.open = (url) => {
  dispatch(EVENTS.open, { url: new URL(String(url ?? "about:blank"), location.href).href });
  return null;
};

// A link that asks for another window is refused before its tab exists: a tab that is closed while the debugger still holds
// it can hold the page that opened it as well.
window.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href][target]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || link.target === "_self") return;
  event.preventDefault();
  window.open(link.href);
});

// Electron drops a message to another process whose transfer list holds a buffer, without a word.
const post = Reflect.get(MessagePort.prototype, "postMessage") as (message: unknown, options?: unknown) => void;
MessagePort.prototype.postMessage = function postMessage(this: MessagePort, message: unknown, options?: unknown) {
  const list = Array.isArray(options) ? options : ((options as { transfer?: unknown[] } | undefined)?.transfer ?? []);
  if (list.some((item) => item instanceof ArrayBuffer))
    throw new Error("electron: a transfer list may hold only ports");
  post.call(this, message, options ?? []);
};
