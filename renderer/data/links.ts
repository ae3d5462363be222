import { createClient, type Client, type Connect } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import { contract, type SkeinContract } from "../../shared/contract/index.js";
import { portWire } from "../../shared/contract/port-wire.js";
import { engineMessage, type ShellBridge } from "../../shared/contract/shell.js";
import { openSocketWire } from "../../shared/contract/socket-wire.js";
import type { Wire } from "../../shared/contract/wire.js";
import { shellBridge } from "./platform.js";
import { NoSession, takeSession } from "./session.js";
import { sendWanted, stopSending } from "./upload.js";

/** Together about half a minute; then the page says that the server is gone. */
const RETRY_AFTER_MS = [200, 400, 800, 1_500, 3_000, 5_000, 5_000, 5_000, 5_000];

/** The page's one client, over whatever leads to the engine from here. */
export function createEngine(): Client<SkeinContract> {
  const bridge = shellBridge();
  return createClient(contract, bridge === undefined ? webSocketLink() : portLink(bridge));
}

/** In the desktop window: the preload hands over a port to the engine, and another one whenever the engine was restarted. */
export function portLink(bridge: ShellBridge): Connect {
  let current: Wire | undefined;
  return (signal) =>
    new Promise((resolve, reject) => {
      const listen = (event: MessageEvent): void => {
        // The preload posts to its own window; frames and other windows are not listened to.
        if (event.source !== window) return;
        const message = engineMessage.safeParse(event.data).data;
        if (message?.state === "gone") {
          stop();
          return reject(
            message.error === undefined
              ? new AppError("DISCONNECTED", "The engine has stopped.", { hint: "Start Skein again." })
              : AppError.from(message.error),
          );
        }
        const port = event.ports[0];
        if (message?.state === "restarting") return bridge.requestPort();
        if (message?.state !== "running" || port === undefined) return;
        stop();
        current?.close();
        current = endOnRestart(portWire(port));
        resolve(current);
      };
      const stop = (): void => window.removeEventListener("message", listen);
      window.addEventListener("message", listen);
      signal.addEventListener("abort", stop, { once: true });
      bridge.requestPort();
    });
}

/** A port's close is told late or never; the shell's word that the engine is being restarted ends the wire at once. */
function endOnRestart(wire: Wire): Wire {
  return {
    ...wire,
    onEnd(listener) {
      let told = false;
      const tell: typeof listener = (end) => {
        if (told) return;
        told = true;
        window.removeEventListener("message", listen);
        listener(end);
      };
      const listen = (event: MessageEvent): void => {
        if (event.source !== window) return;
        const message = engineMessage.safeParse(event.data).data;
        if (message?.state === "restarting") tell({ reason: "restarting" });
        else if (message?.state === "gone") {
          tell(message.error === undefined ? { reason: "gone" } : { reason: "gone", error: message.error });
        }
      };
      window.addEventListener("message", listen);
      wire.onEnd(tell);
    },
  };
}

/** In a browser: one socket a tab to the server that served the page. */
export function webSocketLink(): Connect {
  return async (signal) => {
    for (let attempt = 0; ; attempt++) {
      try {
        const session = await takeSession();
        const url = new URL("/wire", location.href);
        url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
        return await openSocketWire(new WebSocket(url), session, { onWant: sendWanted, onUnwant: stopSending });
      } catch (error) {
        const delayMs = RETRY_AFTER_MS[attempt];
        const hopeless = error instanceof NoSession || (error instanceof AppError && error.code !== "DISCONNECTED");
        if (hopeless || signal.aborted || delayMs === undefined) throw error;
        await new Promise((resolve) => setTimeout(resolve, delayMs));
      }
    }
  };
}
