import { crc32 } from "node:zlib";

/** A file of an archive: its path there, and its bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** The sizes follow the bytes, and names are UTF-8. */
const FLAGS = 0x0808;
/** 1 January 1980: what an archive is made of says nothing about when. */
const DATE = 0x0021;
const MOST_BYTES = 0xffff_ffff;

/**
 * A zip archive of these files, piece by piece, without packing: what is in it is a few megabytes. Throws a RangeError beyond 4 GB.
 */
export async function* zipStream(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const central: Buffer[] = [];
  let offset = 0;
  for await (const { name, bytes } of entries) {
    const path = Buffer.from(name, "utf8");
    const start = offset;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(LOCAL_HEADER, 0);
    local.writeUInt16LE(VERSION, 4);
    local.writeUInt16LE(FLAGS, 6);
    local.writeUInt16LE(DATE, 12);
    local.writeUInt16LE(path.length, 26);
    yield Buffer.concat([local, path]);
    offset += local.length + path.length;
    let sum = 0;
    let size = 0;
    for await (const piece of bytes) {
      sum = crc32(piece, sum);
      size += piece.length;
      yield piece;
    }
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(DESCRIPTOR, 0);
    descriptor.writeUInt32LE(sum, 4);
    descriptor.writeUInt32LE(size, 8);
    descriptor.writeUInt32LE(size, 12);
    yield descriptor;
    offset += size + descriptor.length;
    if (offset > MOST_BYTES) throw new RangeError("The archive is larger than 4 GB.");
    central.push(centralHeader(path, sum, size, start));
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([directory, end]);
}

function centralHeader(path: Buffer, sum: number, size: number, start: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(sum, 16);
  header.writeUInt32LE(size, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(path.length, 28);
  header.writeUInt32LE(start, 42);
  return Buffer.concat([header, path]);
}
