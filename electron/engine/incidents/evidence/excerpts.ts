import type { TextPreview } from "../../../../shared/contract/spans.js";
import type { Excerpt } from "../../../../shared/model/incident.js";

/** A reader takes in a few hundred words of a message; the rest is one click away. */
export const EXCERPT_LENGTH = 4_000;

/** A piece of a text that fits a report; null where there is nothing to read. */
export function excerptOf(part: string, speaker: string | null, content: TextPreview | null): Excerpt | null {
  if (content === null || content.text.trim() === "") return null;
  return { part, speaker: cut(speaker, 300), text: shortened(content.text, EXCERPT_LENGTH), length: content.length };
}

/** A name as far as there is room for it. */
export function cut(text: string, length: number): string;
export function cut(text: string | null, length: number): string | null;
export function cut(text: string | null, length: number): string | null {
  return text === null ? null : shortened(text, length);
}

/** The beginning of a text, no character cut in two. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const isPair = /[\uD800-\uDBFF]/.test(text[length - 1] ?? "");
  return text.slice(0, isPair ? length - 1 : length);
}

/** Words on one line, as long as a heading may be. */
export function headingFrom(text: string, most = 120): string {
  const line = text
    .slice(0, 2 * most)
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length <= most ? line : `${shortened(line, most - 1).trimEnd()}…`;
}
