import type { Mark } from "../../lib/marks.js";

export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/**
 * A line of JSON for reading at a glance: `{"query":"jacket","lang":"de"` becomes `query: jacket, lang: de`, whole or cut
 * off. Marks go along. Other text stays as it is.
 */
export function plainWords(text: string, marks: readonly Mark[]): MarkedText {
  if (!/^\s*(?:\{\s*"|\[\s*[{"])/.test(text)) return { text, marks };
  // Where each letter of the source begins in what is written.
  const places = new Int32Array(text.length + 1);
  let out = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    places[at] = out.length;
    const letter = text[at] ?? "";
    if (letter === '"') quoted = !quoted;
    else if (quoted && letter === "\\") {
      at += 1;
      places[at] = out.length;
      out += unescaped(text[at] ?? "");
    } else if (quoted) out += letter;
    else if (letter === ",") out += ", ";
    else if (letter === ":") out += ": ";
    else if (!/[\s{}[\]]/.test(letter)) out += letter;
  }
  places[text.length] = out.length;
  const moved = (at: number): number => places[Math.min(at, text.length)] ?? out.length;
  return { text: out, marks: marks.map(({ start, end }) => ({ start: moved(start), end: moved(end) })) };
}

function unescaped(letter: string): string {
  return /[nrtbf]/.test(letter) ? " " : letter;
}
