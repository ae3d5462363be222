import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { isAscii } from "node:buffer";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { TextChunk } from "../../importers/json/visitor.js";
import { fromUtf16, utf16Of } from "./utf16.js";
import { isFramedZstd, isZstd, unpackZstd, withoutLengths } from "./zstd.js";

const LINE_END = 10;
const READ_BYTES = 1 << 20;

/** The bytes of a file or of a stream, hashed and counted as they pass, unpacked as far as they are packed. */
export class ByteReader {
  readonly #hash = createHash("sha256");
  readonly #input: AsyncIterable<Uint8Array>;
  /** Bytes taken from the file so far, still packed. */
  bytesRead = 0;
  /** Packings, outermost first. */
  readonly packings: string[] = [];

  constructor(source: { path: string } | { stream: AsyncIterable<Uint8Array> }) {
    this.#input = "path" in source ? createReadStream(source.path, { highWaterMark: READ_BYTES }) : source.stream;
  }

  /** Hex SHA-256 of the file as it lies on the disk; after the last chunk. */
  digest(): string {
    return this.#hash.digest("hex");
  }

  async *#raw(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#input) {
      this.#hash.update(chunk);
      this.bytesRead += chunk.length;
      yield chunk;
    }
  }

  /** The unpacked bytes, in chunks of about a megabyte. */
  async *chunks(): AsyncGenerator<Buffer> {
    let bytes: AsyncIterable<Uint8Array> = this.#raw();
    for (let layer = 0; layer < 3; layer++) {
      const { head, all } = await peek(bytes);
      if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) {
        this.packings.push("gzip");
        bytes = unzipped(all);
        continue;
      }
      if (isZstd(head)) {
        this.packings.push("zstd");
        bytes = unpackZstd(all);
        continue;
      }
      if (isFramedZstd(head)) {
        this.packings.push("zstd frames");
        bytes = unpackZstd(withoutLengths(all));
        continue;
      }
      bytes = all;
      const encoding = utf16Of(head);
      if (encoding !== null) {
        this.packings.push("UTF-16");
        bytes = fromUtf16(all, encoding);
      }
      break;
    }
    for await (const chunk of bytes) {
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    }
  }
}

/** Looks at the first bytes without losing them. */
async function peek(bytes: AsyncIterable<Uint8Array>): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  while (size < 16) {
    const next = await iterator.next();
    if (next.done === true) break;
    held.push(next.value);
    size += next.value.length;
  }
  const head = Buffer.concat(held).subarray(0, 16);
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* held;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  }
  return { head, all: all() };
}

/** What gzip packed. */
export function unzipped(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const transform = createGunzip({ chunkSize: READ_BYTES });
  const input = Readable.from(bytes);
  input.on("error", (error) => transform.destroy(error));
  // Who stops reading lets go of what is read.
  transform.on("close", () => input.destroy());
  return input.pipe(transform);
}

/**
 * Cuts bytes into text before the last line end, where there is one, so that a line is not put together from two strings;
 * else at the border of a character. A chunk that is not all ASCII comes as one char a byte: whoever takes
 * a piece of it decodes that piece, so that what is no valid UTF-8 is not lost, and all else is looked at in strings of
 * half the size.
 */
export class TextCutter {
  #rest: Buffer = Buffer.alloc(0);
  #room: Buffer = Buffer.alloc(0);
  #first = true;

  cut(bytes: Buffer, last: boolean): TextChunk {
    let joined = this.#rest.length === 0 ? bytes : this.#joined(bytes);
    if (this.#first && joined.length >= 3) {
      this.#first = false;
      if (joined[0] === 0xef && joined[1] === 0xbb && joined[2] === 0xbf) joined = joined.subarray(3);
    }
    const lineEnd = joined.lastIndexOf(LINE_END);
    const end = last ? joined.length : lineEnd > 0 ? lineEnd : wholeCharacters(joined);
    const whole = joined.subarray(0, end);
    this.#rest = Buffer.from(joined.subarray(end));
    return { text: whole.toString("latin1"), latin1: !isAscii(whole), bytes: whole.length };
  }

  /** The rest and what follows it, in one buffer that is used again. */
  #joined(bytes: Buffer): Buffer {
    const length = this.#rest.length + bytes.length;
    if (this.#room.length < length) this.#room = Buffer.alloc(length + READ_BYTES);
    this.#rest.copy(this.#room);
    bytes.copy(this.#room, this.#rest.length);
    return this.#room.subarray(0, length);
  }
}

/** Length without a character that is cut at the end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
