import { WireEnds, type Wire } from "./wire.js";

interface PortBase {
  postMessage(message: unknown): void;
  start?(): void;
  close(): void;
}
/** A MessagePort of the DOM or of Node's worker_threads. */
interface EventPort extends PortBase {
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
}
/** Electron's MessagePortMain. */
interface EmitterPort extends PortBase {
  on(type: string, listener: (event?: { data?: unknown }) => void): unknown;
}
export type AnyPort = EventPort | EmitterPort;

/**
 * A wire over a message port of any runtime. Frames are cloned and never transferred: Electron drops messages with a
 * transfer list without a word. When the port closes the wire ends as `restarting`: whoever gave it gives another.
 */
export function portWire(port: AnyPort): Wire {
  const ends = new WireEnds();
  const onMessage = (event?: { data?: unknown }): void => {
    const data = event?.data;
    if (isBytes(data)) ends.frame(data);
  };
  const onClose = (): void => ends.end({ reason: "restarting" });
  if ("addEventListener" in port) {
    port.addEventListener("message", onMessage);
    port.addEventListener("close", onClose);
  } else {
    port.on("message", onMessage);
    port.on("close", onClose);
  }
  port.start?.();
  return {
    send: (frame) => {
      if (!ends.ended) port.postMessage(frame);
    },
    onFrame: (listener) => ends.onFrame(listener),
    onEnd: (listener) => ends.onEnd(listener),
    close() {
      ends.end({ reason: "closed" });
      port.close();
    },
  };
}

function isBytes(data: unknown): data is Uint8Array {
  return ArrayBuffer.isView(data) && Object.prototype.toString.call(data) === "[object Uint8Array]";
}
