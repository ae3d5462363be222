/**
 * The character that opens a hole's marker in a stored record: `"<DEL>r123"`. A literal that holds it already, raw or
 * escaped, is stored without holes, so a marker is never mistaken.
 */
export const HOLE_MARK = "\u007f";

/**
 * The stored form of a record is its literal with holes. A hole is the JSON string `"<DEL>xN"`: `N` is the number of
 * the text, `x` how the text was escaped. All else is as it stood in the file.
 */
export type Escaping = "r" | "a" | "s";

/** Escapes a text as the three usual writers do: `JSON.stringify`, ASCII only, ASCII-agnostic with `\/`. */
export function escapeText(text: string, escaping: Escaping): string {
  const raw = JSON.stringify(text);
  const inner = raw.slice(1, -1);
  if (escaping === "r") return inner;
  if (escaping === "s") return inner.replaceAll("/", "\\/");
  return inner.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** How a string's literal, its quotes included, was escaped; null when none of the known ways gives it back. */
export function escapingOf(literal: string, text: string): Escaping | null {
  const raw = JSON.stringify(text);
  if (raw === literal) return "r";
  if (literal.includes("\\/") && raw.replaceAll("/", "\\/") === literal) return "s";
  return `"${escapeText(text, "a")}"` === literal ? "a" : null;
}

const HOLE = new RegExp(`"${HOLE_MARK}([ras])(\\d+)"`, "g");

/** The numbers of the texts that a stored record points at, in order. */
export function textIdsOf(body: string): number[] {
  const ids: number[] = [];
  for (const match of body.matchAll(HOLE)) ids.push(Number(match[2]));
  return ids;
}

/** Puts the texts back: the record as it stood in its file. Throws when a text is missing. */
export function rebuildRecord(body: string, textOf: (id: number) => string): string {
  return body.replace(
    HOLE,
    (_whole, escaping: Escaping, id: string) => `"${escapeText(textOf(Number(id)), escaping)}"`,
  );
}

/** The value of a stored record; undefined for a resource or scope that was no JSON in its file. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
