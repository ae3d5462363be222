import { readFileSync, writeFileSync } from "node:fs";

/**
 * An archive of Electron: two numbers, the length of a header and its length again as text, the header as JSON, then the files one
 * after the other. A directory has `files`; a file lies in the archive, or beside it where it is `unpacked`.
 */
interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly size?: number;
  readonly offset?: string;
  readonly unpacked?: boolean;
}

export interface AsarFile {
  readonly path: string;
  readonly unpacked: boolean;
  /** Null where it lies beside the archive. */
  readonly bytes: Buffer | null;
}

const SIZES_BYTES = 16;

/** All files of an archive, with slashes in their paths. */
export function readAsar(path: string): AsarFile[] {
  const archive = readFileSync(path);
  const headerBytes = archive.readUInt32LE(12);
  const start = 8 + archive.readUInt32LE(4);
  const header = JSON.parse(archive.toString("utf8", SIZES_BYTES, SIZES_BYTES + headerBytes)) as Entry;
  const files: AsarFile[] = [];
  const walk = (entry: Entry, prefix: string): void => {
    for (const [name, child] of Object.entries(entry.files ?? {})) {
      const own = `${prefix}${name}`;
      if (child.files !== undefined) walk(child, `${own}/`);
      else {
        const from = start + Number(child.offset ?? 0);
        const unpacked = child.unpacked === true;
        files.push({ path: own, unpacked, bytes: unpacked ? null : archive.subarray(from, from + (child.size ?? 0)) });
      }
    }
  };
  walk(header, "");
  return files;
}

/** Writes an archive with one file at its top. */
export function writeAsar(path: string, name: string, content: string): void {
  const bytes = Buffer.from(content);
  const json = Buffer.from(JSON.stringify({ files: { [name]: { size: bytes.length, offset: "0" } } }));
  const padded = Math.ceil(json.length / 4) * 4;
  const sizes = Buffer.alloc(SIZES_BYTES);
  for (const [at, value] of [4, padded + 8, padded + 4, json.length].entries()) sizes.writeUInt32LE(value, at * 4);
  writeFileSync(path, Buffer.concat([sizes, json, Buffer.alloc(padded - json.length), bytes]));
}
