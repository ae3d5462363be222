import type { ErrorData } from "./errors.js";

/** Why a wire ended: the engine is being started again, for good, or because this side closed it. */
export type WireEnd =
  | { readonly reason: "restarting" }
  | { readonly reason: "gone"; readonly error?: ErrorData }
  | { readonly reason: "closed" };

/**
 * A two-way path for frames, whatever carries it: a MessagePort, a WebSocket, or nothing at all in one process. Frames
 * arrive whole and in order. A frame belongs to the wire once it is sent: neither side changes its bytes afterwards.
 */
export interface Wire {
  send(frame: Uint8Array): void;
  /** One listener. Frames that come before it is set are kept. */
  onFrame(listener: (frame: Uint8Array) => void): void;
  /** Each listener is called once; at once where the wire has ended already. */
  onEnd(listener: (end: WireEnd) => void): void;
  close(): void;
}

/** The listeners of a wire, and what came before they were there. For those who build wires. */
export class WireEnds {
  #onFrame: ((frame: Uint8Array) => void) | undefined;
  #onEnd: ((end: WireEnd) => void)[] = [];
  #early: Uint8Array[] = [];
  #end: WireEnd | undefined;

  get ended(): boolean {
    return this.#end !== undefined;
  }

  frame(frame: Uint8Array): void {
    if (this.#end !== undefined) return;
    if (this.#onFrame === undefined) this.#early.push(frame);
    else this.#onFrame(frame);
  }

  /** Later ends are ignored. */
  end(end: WireEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    for (const listener of this.#onEnd) listener(end);
  }

  onFrame(listener: (frame: Uint8Array) => void): void {
    this.#onFrame = listener;
    const early = this.#early;
    this.#early = [];
    for (const frame of early) listener(frame);
  }

  onEnd(listener: (end: WireEnd) => void): void {
    if (this.#end === undefined) this.#onEnd.push(listener);
    else listener(this.#end);
  }
}
