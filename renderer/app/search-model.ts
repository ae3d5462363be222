import { tokenize } from "../../shared/query/tokenize.js";
import { parseQuery } from "../../shared/query/parse.js";
import type { QueryError } from "../../shared/query/query-error.js";

export type Shade = "plain" | "field" | "operator" | "word" | "error" | "wrong";
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
      if (token.name.toLowerCase() === "status" && token.value === "error") fill(token.valueStart, token.end, "error");
    } else if (token.type === "text" || token.type === "regex") {
      fill(token.start, token.end, "word");
    } else if (token.type === "structure" || token.type === "AND" || token.type === "OR" || token.type === "NOT") {
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

/** A query with a completion put in. Values with spaces are quoted; a value is followed by a space. */
export function withCompletion(
  query: string,
  from: number,
  to: number,
  insert: string,
): { readonly text: string; readonly cursor: number } {
  const isField = /[:>]$/.test(insert);
  const quoted = isField || /^[^\s(){}"<>]+$/.test(insert) ? insert : `"${insert.replaceAll('"', "")}"`;
  // What stands between the cursor and the next space is replaced too, so that a word is not doubled.
  const rest = /^[^\s(){}]*/.exec(query.slice(to))?.[0].length ?? 0;
  const after = query.slice(to + rest);
  const gap = isField || after.startsWith(" ") || after.startsWith(")") ? "" : " ";
  const before = query.slice(0, from) + quoted + gap;
  return { text: before + after, cursor: before.length };
}

/** A query with a mistake mended by the replacement that its error names. */
export function mended(query: string, error: QueryError): string {
  return query.slice(0, error.start) + (error.replacement ?? "") + query.slice(error.end);
}
