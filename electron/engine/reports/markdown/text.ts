import { asMarkdown } from "../markdown-text.js";

/** A text on one line, shown as it is. */
export function asTextLine(text: string): string {
  return asMarkdown(text.replaceAll(/\s+/g, " ").trim());
}

/** A text in a table. */
export function cell(text: string): string {
  return asTextLine(text);
}

/** A text with its lines, as a quotation in which nothing is Markdown: a fence that is longer than any in it. */
export function fenced(text: string): string {
  const longest = [...text.matchAll(/`{3,}/g)].reduce((most, { 0: run }) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}\n`;
}

/** Code within a line. */
export function inlineCode(text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, { 0: run }) => Math.max(most, run.length), 0);
  const ticks = "`".repeat(longest + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${ticks}${space}${text.replaceAll(/\s+/g, " ")}${space}${ticks}`;
}
