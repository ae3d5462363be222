import { REDACTION_MARKS } from "../../../../shared/model/redaction.js";
import { inStretches } from "../../handlers/in-stretches.js";
import { finish } from "../../redaction/steps.js";
import { type HtmlNode, markdownHtml } from "../markdown-text.js";

/** What took the place of something: `EMAIL_1`. */
const PSEUDONYM = new RegExp(`\\b(?:${Object.values(REDACTION_MARKS).join("|")})_\\d+\\b`, "g");
/** Signs that are no text: XML has none of them, and editors stumble. Tab and line break stay. */
const CONTROL = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu;

/** A text between tags or within quotes. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(CONTROL, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Writes the words of a report as HTML; where it is redacted, the names that took the place of something stand out. */
export class HtmlText {
  readonly #marksPseudonyms: boolean;
  readonly #prepared = new Map<string, string>();

  constructor(isRedacted: boolean) {
    this.#marksPseudonyms = isRedacted;
  }

  /** A text as it is. */
  plain(text: string): string {
    const escaped = escapeHtml(text);
    return this.#marksPseudonyms ? escaped.replaceAll(PSEUDONYM, '<span class="ps">$&</span>') : escaped;
  }

  /** Makes HTML of Markdown that `markdown` will be asked for, a bit at a time: a long one holds up nobody. */
  async prepare(texts: readonly string[], signal: AbortSignal): Promise<void> {
    this.#prepared.clear();
    for (const text of texts) {
      this.#prepared.set(
        text,
        await inStretches(
          markdownHtml(text, (run) => this.#marked(run)),
          signal,
        ),
      );
    }
  }

  markdown(text: string): string {
    return this.#prepared.get(text) ?? finish(markdownHtml(text, (run) => this.#marked(run)));
  }

  /** A text that may be long and of any script, with its line breaks. */
  said(text: string): string {
    return `<p class="said" dir="auto">${this.plain(text)}</p>`;
  }

  #marked(run: string): HtmlNode[] {
    if (!this.#marksPseudonyms) return [{ type: "text", value: run }];
    const nodes: HtmlNode[] = [];
    let from = 0;
    for (const match of run.matchAll(PSEUDONYM)) {
      if (match.index > from) nodes.push({ type: "text", value: run.slice(from, match.index) });
      nodes.push({
        type: "element",
        tagName: "span",
        properties: { className: ["ps"] },
        children: [{ type: "text", value: match[0] }],
      });
      from = match.index + match[0].length;
    }
    if (from < run.length) nodes.push({ type: "text", value: run.slice(from) });
    return nodes;
  }
}
