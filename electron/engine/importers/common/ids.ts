import { isObject } from "./fields.js";

/**
 * An id as lower-case hex of `bytes` bytes, from hex in either case, with dashes or 0x, base64 of the bytes or of their
 * hex text, or a list of bytes. Shorter hex is padded on the left; other text is kept. All zeros and nothing give "".
 */
export function normaliseId(value: unknown, bytes: 16 | 8): string {
  if (typeof value === "string") return fromText(value.trim(), bytes);
  if (typeof value === "number" || typeof value === "bigint") return fromText(String(value), bytes);
  const list = Array.isArray(value) ? value : isObject(value) && Array.isArray(value["data"]) ? value["data"] : null;
  if (list === null || !list.every((entry) => typeof entry === "number")) return "";
  return withoutZeros(Buffer.from(list).toString("hex"));
}

const HEX = /^[0-9a-f]+$/;
const ZEROS = /^0*$/;

function fromText(text: string, bytes: number): string {
  if (text.length === bytes * 2) {
    const lower = text.toLowerCase();
    if (HEX.test(lower)) return withoutZeros(lower);
  }
  const stripped = text.replace(/^0x/i, "").replaceAll("-", "").toLowerCase();
  if (stripped === "" || ZEROS.test(stripped)) return "";
  if (HEX.test(stripped) && stripped.length <= bytes * 2) {
    // Ids of 64 bits in a field of 128 are padded so that both forms meet. Very short ids are somebody's own text.
    return stripped.length >= 8 ? stripped.padStart(bytes * 2, "0") : text;
  }
  return fromBase64(text, bytes) ?? text;
}

function fromBase64(text: string, bytes: number): string | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return null;
  const decoded = Buffer.from(text, "base64");
  if (decoded.length === bytes) return withoutZeros(decoded.toString("hex"));
  if (decoded.length === bytes * 2) {
    const ascii = decoded.toString("latin1").toLowerCase();
    if (HEX.test(ascii)) return withoutZeros(ascii);
  }
  return null;
}

function withoutZeros(hex: string): string {
  return ZEROS.test(hex) ? "" : hex;
}
