/** A tar archive is made of blocks of this size. */
export const BLOCK_BYTES = 512;
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const CHECKSUM = [148, 156] as const;
const TYPE = 156;
const MAGIC = [257, 262] as const;
const PREFIX = [345, 500] as const;

/** What stands before an entry. A "name" or a "pax" entry tells of the next one; "global" is passed over, and keeps that. */
export interface TarHeader {
  readonly type: "file" | "name" | "pax" | "global" | "other";
  readonly name: string;
  readonly bytes: number;
}

/** Whether a block is a header: it holds the sum of its own bytes, its sum taken as spaces. */
export function isTarHeader(block: Buffer): boolean {
  const said = octal(block.subarray(...CHECKSUM));
  if (said === null || block[0] === 0) return false;
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK_BYTES; at++) if (at < CHECKSUM[0] || at >= CHECKSUM[1]) sum += block[at] ?? 0;
  return sum === said;
}

export function tarHeader(block: Buffer): TarHeader {
  const name = textOf(block.subarray(...NAME));
  const isUstar = block.toString("latin1", ...MAGIC) === "ustar" && block[MAGIC[1]] === 0;
  const prefix = isUstar ? textOf(block.subarray(...PREFIX)) : "";
  return {
    type: typeOf(block[TYPE] ?? 0),
    name: prefix === "" ? name : `${prefix}/${name}`,
    bytes: sizeOf(block.subarray(...SIZE)),
  };
}

function typeOf(code: number): TarHeader["type"] {
  switch (String.fromCharCode(code)) {
    case "\0":
    case "0":
    case "7":
      return "file";
    case "L":
      return "name";
    case "x":
      return "pax";
    case "g":
    case "K":
      return "global";
    default:
      return "other";
  }
}

/** Octal digits; of more than 8 GB the bytes themselves, with the highest bit set. */
function sizeOf(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) === 0) return octal(field) ?? 0;
  return Number(field.readBigUInt64BE(field.length - 8));
}

function octal(field: Buffer): number | null {
  const digits = textOf(field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

function textOf(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end === -1 ? field.length : end);
}

/** The path among a pax header's records (`LENGTH key=value\n`), or null. */
export function paxPath(records: string): string | null {
  return /^\d+ path=(.*)$/m.exec(records)?.[1] ?? null;
}
