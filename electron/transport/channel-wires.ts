import { WireEnds, type Wire } from "../../shared/contract/wire.js";
import type { FromEngine, ToEngine } from "./engine-protocol.js";

type ChannelMessage = Extract<ToEngine, { type: "channel-open" | "channel-frame" | "channel-close" }>;

/** The engine's side of relayed clients: a wire for each numbered channel that the parent opens. */
export class ChannelWires {
  readonly #post: (message: FromEngine) => void;
  readonly #serve: (wire: Wire) => void;
  readonly #channels = new Map<number, WireEnds>();

  constructor(post: (message: FromEngine) => void, serve: (wire: Wire) => void) {
    this.#post = post;
    this.#serve = serve;
  }

  receive(message: ChannelMessage): void {
    const { channel } = message;
    if (message.type === "channel-frame") return this.#channels.get(channel)?.frame(message.frame);
    if (message.type === "channel-close") {
      const ends = this.#channels.get(channel);
      this.#channels.delete(channel);
      return ends?.end({ reason: "closed" });
    }
    const ends = new WireEnds();
    this.#channels.set(channel, ends);
    this.#serve({
      send: (frame) => {
        if (!ends.ended) this.#post({ type: "channel-frame", channel, frame });
      },
      onFrame: (listener) => ends.onFrame(listener),
      onEnd: (listener) => ends.onEnd(listener),
      close: () => {
        if (this.#channels.delete(channel)) this.#post({ type: "channel-close", channel });
        ends.end({ reason: "closed" });
      },
    });
  }
}
