import { constants, gunzipSync } from "node:zlib";
import { AppError } from "../../../../shared/contract/errors.js";
import type { ArchiveEntry } from "./archive-entry.js";
import type { ByteSource } from "./byte-source.js";
import { BLOCK_BYTES, isTarHeader, paxPath, type TarHeader, tarHeader } from "./tar-headers.js";

/** Longer names are no names. */
const MOST_NAME_BYTES = 1 << 20;
/** So much of a gzip file holds the first block of what it unpacks to. */
export const GZIP_HEAD_BYTES = 4096;

/** Whether these are the first bytes of a tar archive. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK_BYTES && isTarHeader(Buffer.from(head.subarray(0, BLOCK_BYTES)));
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Whether these are the first bytes of a tar archive that gzip packed. */
export function isPackedTar(head: Uint8Array): boolean {
  if (!isGzip(head)) return false;
  try {
    return isTar(gunzipSync(head.subarray(0, GZIP_HEAD_BYTES), { finishFlush: constants.Z_SYNC_FLUSH }));
  } catch {
    return false; // Damaged: whoever reads it says so.
  }
}

/**
 * The files of a tar archive (ustar, GNU, pax), read from its beginning to its end. Folders, links and devices are passed
 * over. Throws CORRUPT_FILE where the archive was cut off or is damaged between two of them.
 */
export async function* tarEntries(source: ByteSource): AsyncGenerator<ArchiveEntry> {
  let longName: string | null = null;
  for (;;) {
    const header = await nextHeader(source);
    if (header === null) return;
    if (header.type === "name" || header.type === "pax") {
      const said = await text(source, header.bytes);
      longName = header.type === "name" ? said.replace(/\0.*$/s, "") : (paxPath(said) ?? longName);
    } else if (header.type === "file") {
      const contents = source.exactly(header.bytes, cutOff);
      // Whoever stops in the middle of an entry must not stop the archive.
      const once: AsyncIterable<Uint8Array> = {
        [Symbol.asyncIterator]: () => ({ next: () => contents.next(), return: () => DONE }),
      };
      // Old archives tell folders by their names alone.
      const name = plain(longName ?? header.name);
      if (!name.endsWith("/")) yield { name, stream: once };
      while ((await contents.next()).done !== true);
      longName = null;
    } else {
      await source.pass(header.bytes, cutOff);
      if (header.type === "other") longName = null;
    }
    await source.pass((BLOCK_BYTES - (header.bytes % BLOCK_BYTES)) % BLOCK_BYTES, cutOff);
  }
}
const DONE = Promise.resolve({ done: true as const, value: undefined });

/** Null at the archive's end: blocks of zeros, or nothing more. */
async function nextHeader(source: ByteSource): Promise<TarHeader | null> {
  const block = await source.take(BLOCK_BYTES);
  if (block === null) {
    if ((await source.peek(1)).length === 0) return null;
    throw cutOff();
  }
  if (block.every((byte) => byte === 0)) return null;
  if (!isTarHeader(block)) throw corrupt("The tar archive is damaged.");
  return tarHeader(block);
}

async function text(source: ByteSource, length: number): Promise<string> {
  if (length > MOST_NAME_BYTES) throw corrupt("The tar archive is damaged.");
  const bytes = await source.take(length);
  if (bytes === null) throw cutOff();
  return bytes.toString("utf8");
}

/** `./dump/a.json` is `dump/a.json`. */
function plain(name: string): string {
  return name.replace(/^(\.?\/)+/, "");
}

function cutOff(): AppError {
  return corrupt("The tar archive was cut off.");
}

function corrupt(message: string): AppError {
  return new AppError("CORRUPT_FILE", message, { hint: "Copy it again; `tar -t` tells whether it is whole." });
}
