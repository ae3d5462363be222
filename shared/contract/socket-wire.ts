import { z } from "zod";
import { AppError, errorData } from "./errors.js";
import { WireEnds, type Wire } from "./wire.js";

/** What a page says on its socket beside frames, as text. The session comes first; nothing is read before it. */
export const socketClientControl = z.discriminatedUnion("type", [
  z.object({ type: z.literal("session"), session: z.string().max(200) }),
  z.object({ type: z.literal("ping") }),
]);
export type SocketClientControl = z.output<typeof socketClientControl>;

/** What the server says on a page's socket beside frames, as text. */
export const socketServerControl = z.discriminatedUnion("type", [
  /** The engine listens: frames may go. */
  z.object({ type: z.literal("open") }),
  /** The engine is wanted no more, or could not be kept up. The socket closes after it. */
  z.object({ type: z.literal("gone"), error: errorData }),
  /** The engine reads this upload now: whoever has the file sends it. */
  z.object({ type: z.literal("want"), token: z.string() }),
  /** It is not read on: whoever sends it stops. */
  z.object({ type: z.literal("unwant"), token: z.string() }),
  z.object({ type: z.literal("pong") }),
]);
export type SocketServerControl = z.output<typeof socketServerControl>;

/** Beyond HTTP's own codes: the session was not accepted. */
export const CLOSE_UNAUTHORISED = 4401;
/** The engine is being started again: open another socket. */
export const CLOSE_RESTARTING = 4001;

const PING_EVERY_MS = 15_000;
const PINGS_MISSED = 3;

/** The part of the standard WebSocket that is needed here; that of `ws` fits as well. */
export interface SocketLike {
  binaryType: string;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
  addEventListener(type: "open" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { code: number }) => void): void;
}

/**
 * Shows the session on a socket that is being opened and resolves to its wire when the engine listens. Rejects with
 * `AppError`: DISCONNECTED where the socket closed before (trying again may help), else what the server said.
 */
export function openSocketWire(
  socket: SocketLike,
  session: string,
  options: { onWant?: (token: string) => void; onUnwant?: (token: string) => void } = {},
): Promise<Wire> {
  const ends = new WireEnds();
  let missed = 0;
  socket.binaryType = "arraybuffer";
  const say = (message: SocketClientControl): void => socket.send(JSON.stringify(message));
  const beat = (): void => {
    missed++;
    if (missed <= PINGS_MISSED) return say({ type: "ping" });
    // A tunnel that hangs tells nobody.
    stop();
    socket.close();
    ends.end({ reason: "restarting" });
  };
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => clearInterval(heartbeat);
  const wire: Wire = {
    send: (frame) => {
      // Never shared memory: a frame has a buffer of its own.
      if (!ends.ended) socket.send(frame as Uint8Array<ArrayBuffer>);
    },
    onFrame: (listener) => ends.onFrame(listener),
    onEnd: (listener) => ends.onEnd(listener),
    close() {
      stop();
      ends.end({ reason: "closed" });
      socket.close();
    },
  };

  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => {
      say({ type: "session", session });
      heartbeat = setInterval(beat, PING_EVERY_MS);
    });
    // What went wrong is told by the close that follows.
    socket.addEventListener("error", () => {});
    socket.addEventListener("message", ({ data }) => {
      missed = 0;
      if (typeof data !== "string") {
        if (data instanceof ArrayBuffer) ends.frame(new Uint8Array(data));
        return;
      }
      const control = readControl(data);
      if (control?.type === "open") resolve(wire);
      else if (control?.type === "want") options.onWant?.(control.token);
      else if (control?.type === "unwant") options.onUnwant?.(control.token);
      else if (control?.type === "gone") {
        stop();
        ends.end({ reason: "gone", error: control.error });
        reject(AppError.from(control.error));
      }
    });
    socket.addEventListener("close", ({ code }) => {
      stop();
      ends.end({ reason: "restarting" });
      reject(
        code === CLOSE_UNAUTHORISED
          ? new AppError("DISCONNECTED", "The server does not know this page any more.", {
              hint: "Open the address that the server printed.",
            })
          : new AppError("DISCONNECTED", "The server closed the connection."),
      );
    });
  });
}

function readControl(text: string): SocketServerControl | null {
  try {
    return socketServerControl.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
