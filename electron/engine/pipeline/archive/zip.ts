import { crc32, createInflateRaw } from "node:zlib";
import { AppError } from "../../../../shared/contract/errors.js";
import type { ArchiveEntry } from "./archive-entry.js";
import { PIECE_BYTES, type ByteSource } from "./byte-source.js";
import {
  DESCRIPTOR,
  END_OF_ARCHIVE,
  LOCAL_HEADER,
  type LocalHeader,
  localHeader,
  takeDescriptor,
} from "./zip-headers.js";

const STORED = 0;
const DEFLATED = 8;
/** Its frames are unpacked by whoever reads the entry, as those of a file are. */
const ZSTANDARD = 93;

/** Whether these are the first bytes of a zip archive: an entry's header, or the end of an archive without entries. */
export function isZip(head: Buffer): boolean {
  return head.length >= 4 && [LOCAL_HEADER, END_OF_ARCHIVE].includes(head.readUInt32LE(0));
}

/**
 * The files of a zip archive in the order in which they lie in it, read from its beginning to its end, so that it can
 * come from a stream. Throws CORRUPT_FILE where the archive was cut off or is damaged between two of them.
 */
export async function* zipEntries(source: ByteSource): AsyncGenerator<ArchiveEntry> {
  for (;;) {
    const header = await localHeader(source);
    if (header === "end") return;
    if (header === null) throw cutOff();
    const contents = contentsOf(source, header);
    // Whoever stops in the middle of an entry must not stop the archive.
    const once: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({ next: () => contents.next(), return: () => DONE }),
    };
    if (!header.name.endsWith("/")) yield { name: header.name, stream: once };
    while ((await contents.next()).done !== true);
  }
}
const DONE = Promise.resolve({ done: true as const, value: undefined });

async function* contentsOf(source: ByteSource, header: LocalHeader): AsyncGenerator<Uint8Array> {
  if (header.isEncrypted) {
    if (header.sizes !== null) await source.pass(header.sizes.packed, cutOff);
    throw corrupt("It is encrypted.", "Unpack the archive with its password and import the files.");
  }
  const found = { packed: 0, unpacked: 0, crc: 0 };
  const counted = (piece: Uint8Array): Uint8Array => {
    found.unpacked += piece.length;
    found.crc = crc32(piece, found.crc);
    return piece;
  };
  const { method, sizes } = header;
  if (method === DEFLATED) {
    for await (const piece of inflated(source, found, sizes?.packed ?? Infinity)) yield counted(piece);
  } else if (sizes !== null && (method === STORED || method === ZSTANDARD)) {
    for await (const piece of source.exactly(sizes.packed, cutOff)) yield counted(piece);
    if (method === ZSTANDARD) return;
  } else if (method === STORED) {
    yield* untilDescriptor(source, found, counted);
    return;
  } else {
    if (sizes !== null) await source.pass(sizes.packed, cutOff);
    throw corrupt(
      `It is packed by a method that Skein does not know (${method}).`,
      "Pack it by deflate, or not at all.",
    );
  }
  const isWhole =
    sizes === null ? await takeDescriptor(source, found) : sizes.crc === found.crc && sizes.unpacked === found.unpacked;
  if (!isWhole) throw damaged();
}

/** Unpacks one deflated entry and gives back what lies behind it. */
async function* inflated(
  source: ByteSource,
  found: { packed: number },
  packedSize: number,
): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw({ chunkSize: PIECE_BYTES });
  let given = 0;
  const feed = async (): Promise<void> => {
    for (;;) {
      const piece = given === packedSize ? null : await source.piece(Math.min(PIECE_BYTES, packedSize - given));
      if (piece === null) {
        if (given < packedSize) inflater.destroy(cutOff());
        else inflater.end();
        return;
      }
      given += piece.length;
      await new Promise<void>((resolve, reject) => {
        inflater.write(piece, (error) => (error == null ? resolve() : reject(error)));
      });
      const unused = given - inflater.bytesWritten;
      if (unused === 0) continue;
      if (packedSize === Infinity) source.putBack(piece.subarray(piece.length - unused));
      found.packed = inflater.bytesWritten;
      return;
    }
  };
  const feeding = feed().catch((error: unknown) => {
    inflater.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const piece of inflater) yield piece as Buffer;
    await feeding;
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The next entry is found all the same.
    if (packedSize !== Infinity) await source.pass(packedSize - given, cutOff);
    throw damaged(error);
  } finally {
    inflater.destroy();
  }
  found.packed = inflater.bytesWritten;
  if (packedSize !== Infinity) await source.pass(packedSize - given, cutOff);
}

/** An entry that is not packed and whose size stands behind it: it ends where its own checksum and size follow. */
async function* untilDescriptor(
  source: ByteSource,
  found: { packed: number; unpacked: number; crc: number },
  counted: (piece: Uint8Array) => Uint8Array,
): AsyncGenerator<Uint8Array> {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(DESCRIPTOR);
  for (;;) {
    const held = await source.peek(PIECE_BYTES);
    if (held.length === 0) throw cutOff();
    const at = held.indexOf(mark);
    if (at === 0) {
      found.packed = found.unpacked;
      if (await takeDescriptor(source, found)) return;
      // The mark belongs to the contents.
    }
    const length = at > 0 ? at : at === 0 ? 1 : Math.max(1, held.length - 3);
    const piece = await source.take(length);
    if (piece !== null) yield counted(piece);
  }
}

function cutOff(): AppError {
  return corrupt("The zip archive was cut off.", "Copy it again; `unzip -t` tells whether it is whole.");
}

function damaged(cause?: unknown): AppError {
  return new AppError("CORRUPT_FILE", "The zip archive is damaged.", {
    hint: "Copy it again; `unzip -t` tells whether it is whole.",
    cause,
  });
}

function corrupt(message: string, hint: string): AppError {
  return new AppError("CORRUPT_FILE", message, { hint });
}
