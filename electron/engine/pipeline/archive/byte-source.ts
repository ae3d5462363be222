/** So much of an entry is held at once. */
export const PIECE_BYTES = 1 << 18;

/** Takes bytes from a stream in pieces of the size that is asked for. */
export class ByteSource {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#iterator = stream[Symbol.asyncIterator]();
  }

  /** The next bytes, at least as many as asked for unless the stream ends before. They stay where they are. */
  async peek(length: number): Promise<Buffer> {
    while (this.#held.length < length) {
      const next = await this.#iterator.next();
      if (next.done === true) break;
      const { buffer, byteOffset, byteLength } = next.value;
      const piece = Buffer.from(buffer, byteOffset, byteLength);
      this.#held = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece]);
    }
    return this.#held;
  }

  /** Exactly that many bytes, or null where the stream ends before. */
  async take(length: number): Promise<Buffer | null> {
    const held = await this.peek(length);
    if (held.length < length) return null;
    this.#held = held.subarray(length);
    return held.subarray(0, length);
  }

  /** What comes next, at most that many bytes; null at the end. */
  async piece(most: number): Promise<Buffer | null> {
    const held = await this.peek(1);
    if (held.length === 0) return null;
    this.#held = held.subarray(most);
    return held.subarray(0, most);
  }

  /** Exactly that many bytes, piece by piece. Throws what `cutOff` makes where the stream ends before. */
  async *exactly(length: number, cutOff: () => Error): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0;) {
      const piece = await this.piece(Math.min(left, PIECE_BYTES));
      if (piece === null) throw cutOff();
      left -= piece.length;
      yield piece;
    }
  }

  /** Passes over that many bytes. Throws what `cutOff` makes where the stream ends before. */
  async pass(length: number, cutOff: () => Error): Promise<void> {
    for await (const _piece of this.exactly(length, cutOff));
  }

  /** Puts bytes back in front of the next ones. */
  putBack(bytes: Buffer): void {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([bytes, this.#held]);
  }

  /** What is left, as a stream. */
  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const piece = await this.piece(Infinity);
        if (piece === null) return;
        yield piece;
      }
    } finally {
      await this.close();
    }
  }

  /** No more is wanted: the sender is told. */
  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
