/**
 * The character that opens a hole's marker in a stored record: `"<DEL>r123"`. A literal that holds it already, raw or
 * escaped, is stored without holes, so a marker is never mistaken.
 */
export const HOLE_MARK = "\u007f";

/**
 * The stored form of a record is its literal with holes. A hole is the JSON string `"<DEL>xN"`: `N` is the number of
 * the text, `x` how the text was escaped. All else is as it stood in the file. What is too long for one row is nothing but
 * pieces: `"<DEL>pN"` stands for a text as it is, `"<DEL>qN"` for one whose beginning the piece before it has too.
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
  // Where neither is there, all that is escaped can be escaped in one way only.
  if (!isAmbiguous(literal)) return "r";
  const raw = JSON.stringify(text);
  if (raw === literal) return "r";
  if (literal.includes("\\/") && raw.replaceAll("/", "\\/") === literal) return "s";
  return `"${escapeText(text, "a")}"` === literal ? "a" : null;
}

/** True where a literal holds what can be escaped in more than one way. */
export function isAmbiguous(literal: string): boolean {
  return literal.includes("\\u") || literal.includes("\\/");
}

/** True where a text or literal holds what could be taken for a hole's marker, as it is or escaped. */
export function holdsMark(text: string): boolean {
  if (text.includes(HOLE_MARK)) return true;
  return text.includes("\\u007") && (text.includes("\\u007f") || text.includes("\\u007F"));
}

const HOLE = new RegExp(`"${HOLE_MARK}([raspq])(\\d+)"`, "g");
/** A hole's marker as a pattern of SQL, without its quotes. */
export const HOLE_PATTERN = `${HOLE_MARK}[raspq][0-9]+`;

/** The numbers of the texts that a stored record points at, in order. */
export function textIdsOf(body: string): number[] {
  const ids: number[] = [];
  for (const match of body.matchAll(HOLE)) ids.push(Number(match[2]));
  return ids;
}

/** Longest body of a text or a record; what is longer is kept in pieces. Characters. */
export const MOST_BODY = 65_536;
/** What a piece of a text (`q`) has in common with the one before, so that words on the border are found. Characters. */
export const PIECE_OVERLAP = 256;

/** Puts the texts back: the record as it stood in its file. Throws when a text is missing. */
export function rebuildRecord(body: string, textOf: (id: number) => string): string {
  return body.replace(HOLE, (_whole, kind: Escaping | "p" | "q", id: string) => {
    const text = textOf(Number(id));
    if (kind === "p") return text;
    return kind === "q" ? text.slice(PIECE_OVERLAP) : `"${escapeText(text, kind)}"`;
  });
}

/** Puts texts in the place of their markers in a parsed value. Changes the value in place. */
export function fillHoles(
  value: unknown,
  holes: { readonly markers: readonly string[]; readonly texts: readonly string[] },
): unknown {
  const texts = new Map(holes.markers.map((marker, index) => [marker, holes.texts[index] ?? ""]));
  return fill(value, texts);
}

/** The same with a map of texts, or other values, by marker. */
export function fill(value: unknown, texts: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === "string") return value.startsWith(HOLE_MARK) ? (texts.get(value) ?? value) : value;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const element: unknown = value[index];
      if (typeof element === "string" || typeof element === "object") value[index] = fill(element, texts);
    }
  } else if (typeof value === "object" && value !== null) {
    const object = value as Record<string, unknown>;
    for (const key in object) {
      const member = object[key];
      if (typeof member === "string" || typeof member === "object") object[key] = fill(member, texts);
    }
  }
  return value;
}

/** The value of a stored record; undefined for a resource or scope that was no JSON in its file. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
