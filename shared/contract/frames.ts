import { CodecError, type EncodedMessage } from "./codec.js";
import { FRAME_BYTES, MAX_FRAME_BYTES } from "./envelope.js";

/**
 * A frame: 16 bytes of head and a piece of a message. `[u8 version][u8 flags][u16 0][u32 call][u32 bytes of the whole
 * message][u32 offset of the piece]`. The piece starts at a multiple of 8 in the frame and in the message, so a message of
 * one frame can be read in place.
 */
export const FRAME_HEAD_BYTES = 16;
const VERSION = 1;
const LAST = 1;

/** Cuts a message into frames, each in a buffer of its own, made when it is asked for. */
export function* framesOf(call: number, message: EncodedMessage, frameBytes = FRAME_BYTES): Generator<Uint8Array> {
  const room = frameBytes - FRAME_HEAD_BYTES;
  let part = 0;
  let partOffset = 0;
  let offset = 0;
  do {
    const size = Math.min(room, message.bytes - offset);
    const frame = new Uint8Array(FRAME_HEAD_BYTES + size);
    const view = new DataView(frame.buffer);
    view.setUint8(0, VERSION);
    view.setUint8(1, offset + size === message.bytes ? LAST : 0);
    view.setUint32(4, call, true);
    view.setUint32(8, message.bytes, true);
    view.setUint32(12, offset, true);
    let filled = 0;
    while (filled < size) {
      const source = message.parts[part];
      if (source === undefined) throw new CodecError("A message is shorter than it says");
      const piece = source.subarray(partOffset, partOffset + size - filled);
      frame.set(piece, FRAME_HEAD_BYTES + filled);
      filled += piece.length;
      partOffset += piece.length;
      if (partOffset === source.length) {
        part++;
        partOffset = 0;
      }
    }
    offset += size;
    yield frame;
  } while (offset < message.bytes);
}

export interface FrameHead {
  readonly call: number;
  readonly last: boolean;
  readonly messageBytes: number;
  readonly offset: number;
}

/** Throws `CodecError` for what is no frame of ours. */
export function readFrameHead(frame: Uint8Array): FrameHead {
  if (frame.length < FRAME_HEAD_BYTES || frame.length > MAX_FRAME_BYTES)
    throw new CodecError("A frame has a wrong size");
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint8(0) !== VERSION) throw new CodecError("A frame is of another version");
  return {
    call: view.getUint32(4, true),
    last: (view.getUint8(1) & LAST) !== 0,
    messageBytes: view.getUint32(8, true),
    offset: view.getUint32(12, true),
  };
}

/** What a frame brought: a whole message, more of one, or one that is too big and will never be whole. */
export type Received =
  | { readonly type: "message"; readonly call: number; readonly bytes: Uint8Array }
  | { readonly type: "partial"; readonly call: number }
  | { readonly type: "too-large"; readonly call: number };

interface Partial {
  readonly bytes: Uint8Array;
  filled: number;
}

/** Puts messages together again. The frames of several calls may come in between each other. */
export class Reassembler {
  readonly #maxMessageBytes: number;
  readonly #maxPartials: number;
  readonly #partials = new Map<number, Partial>();
  /** Calls whose message is too large: the rest of its frames is let pass. */
  readonly #refused = new Set<number>();

  constructor(options: { maxMessageBytes: number; maxPartials: number }) {
    this.#maxMessageBytes = options.maxMessageBytes;
    this.#maxPartials = options.maxPartials;
  }

  /** Throws `CodecError` where the peer breaks the rules; the wire is then of no more use. */
  push(frame: Uint8Array): Received {
    const { call, last, messageBytes, offset } = readFrameHead(frame);
    const piece = frame.subarray(FRAME_HEAD_BYTES);
    if (messageBytes > this.#maxMessageBytes) return this.#refuse(call, last);
    if (offset === 0 && last) {
      if (piece.length !== messageBytes || this.#partials.has(call)) throw new CodecError("A frame is out of order");
      return { type: "message", call, bytes: piece };
    }
    const partial = this.#partialOf(call, messageBytes, offset);
    if (offset + piece.length > messageBytes || piece.length === 0) throw new CodecError("A frame is out of order");
    partial.bytes.set(piece, offset);
    partial.filled += piece.length;
    if (!last) return { type: "partial", call };
    if (partial.filled !== messageBytes) throw new CodecError("A frame is out of order");
    this.#partials.delete(call);
    return { type: "message", call, bytes: partial.bytes };
  }

  /** Lets go of what has come of a call's message. */
  forget(call: number): void {
    this.#partials.delete(call);
    this.#refused.delete(call);
  }

  #partialOf(call: number, messageBytes: number, offset: number): Partial {
    const known = this.#partials.get(call);
    if (known === undefined) {
      if (offset !== 0 || this.#partials.size >= this.#maxPartials) throw new CodecError("A frame is out of order");
      const partial = { bytes: new Uint8Array(messageBytes), filled: 0 };
      this.#partials.set(call, partial);
      return partial;
    }
    if (known.filled !== offset || known.bytes.length !== messageBytes) throw new CodecError("A frame is out of order");
    return known;
  }

  #refuse(call: number, last: boolean): Received {
    const known = this.#refused.has(call);
    if (last) this.#refused.delete(call);
    else if (this.#refused.size < this.#maxPartials) this.#refused.add(call);
    return known ? { type: "partial", call } : { type: "too-large", call };
  }
}
