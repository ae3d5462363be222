import type { Router } from "../../shared/contract/handlers.js";
import type { Connect } from "../../shared/contract/client.js";
import { WireEnds, type Wire } from "../../shared/contract/wire.js";
import { serveWire } from "./session.js";

/** A client's connection to a router in the same process: the command line's. The codec is the same as everywhere. */
export function inProcessConnect(router: Router): Connect {
  return () => {
    const [near, far] = wirePair();
    serveWire(router, far);
    return Promise.resolve(near);
  };
}

/** Two ends of one wire. Frames arrive in a later microtask, never within `send`. */
export function wirePair(): [Wire, Wire] {
  const first = new WireEnds();
  const second = new WireEnds();
  return [wireOf(first, second), wireOf(second, first)];
}

function wireOf(here: WireEnds, there: WireEnds): Wire {
  return {
    send: (frame) => {
      if (!here.ended) queueMicrotask(() => there.frame(frame));
    },
    onFrame: (listener) => here.onFrame(listener),
    onEnd: (listener) => here.onEnd(listener),
    close() {
      here.end({ reason: "closed" });
      queueMicrotask(() => there.end({ reason: "restarting" }));
    },
  };
}
