import { isAscii, isUtf8 } from "node:buffer";
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
