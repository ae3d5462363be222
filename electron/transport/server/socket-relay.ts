import type { WebSocket } from "ws";
import { MAX_FRAME_BYTES } from "../../../shared/contract/envelope.js";
import {
  CLOSE_RESTARTING,
  CLOSE_UNAUTHORISED,
  socketClientControl,
  type SocketClientControl,
  type SocketServerControl,
} from "../../../shared/contract/socket-wire.js";
import type { Wire } from "../../../shared/contract/wire.js";
import { sameSecret } from "./sessions.js";

const SESSION_WITHIN_MS = 10_000;
/** Standard code of a peer that broke the protocol. */
const CLOSE_PROTOCOL = 1002;
const CLOSE_NORMAL = 1000;

/** No message on a socket may be bigger; `ws` cuts off whoever sends one. */
export const MAX_SOCKET_MESSAGE_BYTES = MAX_FRAME_BYTES;

export interface RelayOptions {
  /** The session of the cookie that the socket came with; the page must name the same. */
  readonly session: string;
  /** Resolves to a wire to the engine once it listens; rejects or ends with the reason where it never will. */
  openWire(): Promise<Wire>;
  onOpen(say: (message: SocketServerControl) => void): void;
  onClose(): void;
}

/** Carries frames between a page's socket and the engine; reads none of them. */
export function relaySocket(socket: WebSocket, options: RelayOptions): void {
  let wire: Wire | undefined;
  let known = false;
  const say = (message: SocketServerControl): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const timer = setTimeout(() => socket.close(CLOSE_UNAUTHORISED), SESSION_WITHIN_MS);

  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    clearTimeout(timer);
    wire?.close();
    options.onClose();
  });
  socket.on("message", (data, isBinary) => {
    if (isBinary) {
      // Frames before the page has shown its session, or before the engine listens, break the protocol.
      if (wire === undefined || !Buffer.isBuffer(data)) return socket.close(CLOSE_PROTOCOL);
      return wire.send(data);
    }
    const control = Buffer.isBuffer(data) ? readControl(data) : null;
    if (control === null) return socket.close(CLOSE_PROTOCOL);
    if (control.type === "ping") return known ? say({ type: "pong" }) : socket.close(CLOSE_UNAUTHORISED);
    if (known || !sameSecret(control.session, options.session)) return socket.close(CLOSE_UNAUTHORISED);
    known = true;
    clearTimeout(timer);
    void open();
  });

  async function open(): Promise<void> {
    const opened = await options.openWire();
    opened.onEnd((end) => {
      if (end.reason === "restarting") return socket.close(CLOSE_RESTARTING);
      if (end.reason === "gone") say({ type: "gone", error: end.error ?? STOPPED });
      socket.close(CLOSE_NORMAL);
    });
    if (socket.readyState !== socket.OPEN) return opened.close();
    wire = opened;
    opened.onFrame((frame) => {
      if (socket.readyState === socket.OPEN) socket.send(frame, { binary: true });
    });
    say({ type: "open" });
    options.onOpen(say);
  }
}

/** What pages are told when the server ends. */
export const STOPPED = { code: "DISCONNECTED", message: "The server was stopped.", hint: "Start it again." } as const;

function readControl(data: Buffer): SocketClientControl | null {
  try {
    return socketClientControl.safeParse(JSON.parse(data.toString("utf8"))).data ?? null;
  } catch {
    return null;
  }
}
