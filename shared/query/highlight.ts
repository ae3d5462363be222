import { fold, foldWithOffsets } from "../base/fold.js";
import type { QueryNode, RegexNode, TextNode } from "./ast.js";
import { childrenOf } from "./ast.js";
import { patternFinder } from "./pattern/pattern-finder.js";

/** The words and phrases that a query looks for, without those that it excludes; each once, longest first. */
export function highlightTerms(query: QueryNode): string[] {
  const terms = new Map<string, string>();
  const visit = (node: QueryNode): void => {
    if (node.type === "not") return;
    if (node.type === "text") terms.set(fold(node.value), node.value);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(query);
  return [...terms.values()].toSorted((left, right) => right.length - left.length);
}

/** The regular expressions that a query looks for, without those that it excludes; each once. */
function highlightPatterns(query: QueryNode): string[] {
  if (query.type === "not") return [];
  const own = query.type === "regex" ? [query.source] : [];
  return [...new Set([...own, ...childrenOf(query).flatMap(highlightPatterns)])];
}

/** What a query looks for in texts, as nodes: first the words and phrases, then the regular expressions. */
export function highlightNodes(query: QueryNode): (TextNode | RegexNode)[] {
  return [
    ...highlightTerms(query).map((value) => ({ type: "text", value }) as const),
    ...highlightPatterns(query).map((source) => ({ type: "regex", source }) as const),
  ];
}

export interface Mark {
  readonly start: number;
  readonly end: number;
}

/**
 * Where terms stand in a text, without regard to case and accents: ranges in UTF-16 units of the text, in order, never
 * touching each other. At most `limit` finds of each term.
 */
export function findMarks(text: string, terms: readonly string[], limit = 1000): Mark[] {
  const needles = terms.map(fold).filter((needle) => needle !== "");
  if (needles.length === 0) return [];
  const mapped = foldWithOffsets(text);
  const found: Mark[] = [];
  for (const needle of needles) {
    let at = mapped.folded.indexOf(needle);
    for (let count = 0; at >= 0 && count < limit; count += 1) {
      const end = at + needle.length;
      found.push({ start: mapped.originalStart(at), end: mapped.originalEnd(end) });
      at = mapped.folded.indexOf(needle, end);
    }
  }
  return merge(found.toSorted((left, right) => left.start - right.start || left.end - right.end));
}

/**
 * Finds in any text what a query looks for, words as well as patterns: at most `limit` places of each. Undefined where it looks
 * for neither.
 */
export function queryMarker(query: QueryNode, limit = 200): ((text: string) => Mark[]) | undefined {
  const terms = highlightTerms(query);
  const finders = highlightPatterns(query).flatMap((source) => patternFinder(source) ?? []);
  if (terms.length + finders.length === 0) return undefined;
  return (text) => {
    const words = findMarks(text, terms, limit);
    if (finders.length === 0) return words;
    const finds = finders.flatMap((finder) => finder(text, limit));
    return merge([...words, ...finds].toSorted((left, right) => left.start - right.start || left.end - right.end));
  };
}

export interface Excerpt {
  readonly excerpt: string;
  /** Ranges in UTF-16 units of the excerpt. */
  readonly marks: readonly Mark[];
}

/**
 * The words around the first place where a term stands, on one line, with `…` where it was cut. Without any place it is
 * the start of the text. `length` is in UTF-16 units, about.
 */
export function excerptAround(text: string, terms: readonly string[], length = 160): Excerpt {
  const first = findMarks(text, terms, 1)[0];
  const lead = Math.floor(length / 4);
  let from = Math.max(0, (first?.start ?? 0) - lead);
  let to = Math.min(text.length, Math.max(from + length, first?.end ?? 0));
  from = Math.max(0, Math.min(from, to - length));
  if (from > 0) from = wordStart(text, from, first?.start ?? from);
  if (isLowSurrogate(text, from)) from -= 1;
  if (isLowSurrogate(text, to)) to += 1;
  const cut = text.slice(from, to).replace(/\s+/g, " ").trim();
  const excerpt = (from > 0 ? "…" : "") + cut + (to < text.length ? "…" : "");
  return { excerpt, marks: findMarks(excerpt, terms) };
}

/** Moves a cut to behind the next space, if one comes before the match. */
function wordStart(text: string, from: number, before: number): number {
  const space = text.slice(from, Math.min(before, from + 24)).search(/\s/);
  return space < 0 ? from : from + space + 1;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function merge(sorted: readonly Mark[]): Mark[] {
  const merged: Mark[] = [];
  for (const mark of sorted) {
    const last = merged.at(-1);
    if (last && mark.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
    else merged.push(mark);
  }
  return merged;
}
