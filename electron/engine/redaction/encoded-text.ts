/** Base64 and base64url of 12 bytes or more: the shortest addresses. */
const RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}(?![A-Za-z0-9+/=_-])/g;
/** Enough to tell a text from a picture. */
const PROBE = 256;
const CONTROL = /[\0-\x08\x0E-\x1F\x7F\uFFFD]/;

/** A text that stands in another in base64. */
export interface EncodedText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Texts in base64 within a text. What decodes to no UTF-8, or to signs that no text has, is none. */
export function encodedTexts(text: string): EncodedText[] {
  const found: EncodedText[] = [];
  for (const match of text.length < 16 ? [] : text.matchAll(RUN)) {
    const [run] = match;
    if (CONTROL.test(decoded(run.slice(0, PROBE)).replace(/\uFFFD{1,3}$/, ""))) continue;
    const whole = decoded(run);
    if (!CONTROL.test(whole)) found.push({ start: match.index, end: match.index + run.length, text: whole });
  }
  return found;
}

function decoded(run: string): string {
  return Buffer.from(run, "base64").toString("utf8");
}
