import { isAscii, isUtf8 } from "node:buffer";
import { bytesOf } from "./bytes-of.js";
import { type Literal, Scanner } from "./literal.js";

const NOT_ASCII = /[\x80-\xff]/;
const MARK = "\u00ef\u00bb\u00bf";

/** A piece of a window as it reads, where each char of the window may be a byte. */
export function asRead(text: string, isBytes: boolean): string {
  return isBytes && NOT_ASCII.test(text) ? Buffer.from(text, "latin1").toString("utf8") : text;
}

/** Chars of the byte order mark at a place of a window; 0 where there is none. */
export function byteOrderMark(window: string, position: number, isBytes: boolean): number {
  if (!isBytes) return window.charCodeAt(position) === 0xfeff ? 1 : 0;
  return window.startsWith(MARK, position) ? MARK.length : 0;
}

/** The text of valid UTF-8, one char a byte. */
export function textOf(bytes: string): string {
  const buffer = bytesOf(bytes);
  return isAscii(buffer) ? bytes : buffer.toString("utf8");
}

/** What the chars of a piece of a window are as bytes of UTF-8; undefined where they are none. */
export function kindOfBytes(text: string, isBytes: boolean): "ascii" | "utf8" | undefined {
  if (!isBytes) return Buffer.byteLength(text) === text.length ? "ascii" : undefined;
  const bytes = bytesOf(text);
  if (isAscii(bytes)) return "ascii";
  return isUtf8(bytes) ? "utf8" : undefined;
}

/** A value as text, where it was left as bytes. */
export function asText(literal: Literal): Literal {
  if (literal.bytes !== "utf8") return literal;
  const { bytes: _bytes, doubles: _doubles, ...rest } = literal;
  return decoded({ ...rest, latin1: true });
}

/** A value of a window of bytes: it is text all the same where its own bytes are valid UTF-8. */
export function decoded(literal: Literal): Literal {
  const bytes = Buffer.from(literal.window.slice(literal.start, literal.end), "latin1");
  if (isAscii(bytes)) return { ...literal, latin1: false };
  if (!isUtf8(bytes)) return literal;
  const window = bytes.toString("utf8");
  const holes: number[] = [];
  new Scanner(window).valueEnd(0, holes);
  return { ...literal, window, start: 0, end: window.length, holes, latin1: false };
}
