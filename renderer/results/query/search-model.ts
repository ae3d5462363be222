import { tokenize } from "../../../shared/query/tokenize.js";
import { parseQuery } from "../../../shared/query/parse.js";
import type { QueryError } from "../../../shared/query/query-error.js";

export type Shade = "plain" | "field" | "operator" | "value" | "word" | "regex" | "error" | "wrong";
export interface Piece {
  readonly text: string;
  readonly shade: Shade;
}

/** A query cut into pieces for the box's colours; joined they are the query again. `wrong` marks where a mistake is. */
export function shadePieces(query: string, error: QueryError | null): readonly Piece[] {
  const shades: Shade[] = Array.from({ length: query.length }, () => "plain");
  const fill = (start: number, end: number, shade: Shade) => shades.fill(shade, start, Math.min(end, query.length));
  for (const token of tokenize(query)) {
    if (token.type === "field") {
      fill(token.start, token.valueStart, "field");
      fill(token.valueStart, token.end, "value");
      if (token.name.toLowerCase() === "status" && token.value === "error") fill(token.valueStart, token.end, "error");
    } else if (token.type === "text" || token.type === "regex") {
      fill(token.start, token.end, token.type === "regex" ? "regex" : "word");
    } else {
      fill(token.start, token.end, "operator");
    }
  }
  if (error !== null) fill(error.start, Math.max(error.end, error.start + 1), "wrong");
  const pieces: Piece[] = [];
  for (let start = 0; start < query.length;) {
    const shade = shades[start] ?? "plain";
    let end = start + 1;
    while (end < query.length && shades[end] === shade) end += 1;
    pieces.push({ text: query.slice(start, end), shade });
    start = end;
  }
  return pieces;
}

/** What is wrong with a query, or null. */
export function queryError(query: string): QueryError | null {
  const parsed = parseQuery(query);
  return parsed.ok ? null : parsed.error;
}

/** A query with a completion put in. What is complete, a value or a word, is followed by a space. */
export function withCompletion(
  query: string,
  from: number,
  to: number,
  insert: string,
): { readonly text: string; readonly cursor: number } {
  // What stands between the cursor and the next space is replaced too, so that a word is not doubled.
  const rest = /^[^\s(){}]*/.exec(query.slice(to))?.[0].length ?? 0;
  const after = query.slice(to + rest);
  const gap = goesOn(insert) || after.startsWith(" ") || after.startsWith(")") ? "" : " ";
  const before = query.slice(0, from) + insert + gap;
  return { text: before + after, cursor: before.length };
}

/** True for a completion that more has to follow: a field with its operator, `attr.`. */
export function goesOn(insert: string): boolean {
  return /\w["\w.-]*(?::|[<>!]?=|[<>]|\.)$/.test(insert) || insert.endsWith('":');
}

/** True while the key of an attribute is being typed: until its operator comes it would be searched for as a word. */
export function isUnfinished(query: string): boolean {
  return /(?:^|[\s({-])attr\.(?:[^\s:=<>!"]*|"[^"]*"?)$/i.test(query);
}

/** True where nothing but words is searched for: no field, no pattern, no structure. */
export function isOnlyWords(query: string): boolean {
  return tokenize(query).every(({ type }) => type === "text");
}

/** A query with a mistake mended by the replacement that its error names. */
export function mended(query: string, error: QueryError): string {
  return query.slice(0, error.start) + (error.replacement ?? "") + query.slice(error.end);
}
