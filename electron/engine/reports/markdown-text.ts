import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import type { Redactor } from "../redaction/redactor.js";
import type { Steps } from "../redaction/steps.js";
import { markdownPieces } from "./markdown-pieces.js";

/** Markdown by people, and by whoever wrote a file that was imported: hostile until it went through here. */
const reader = unified().use(remarkParse).use(remarkGfm);
const writer = unified()
  .use(remarkRehype)
  .use(rehypeSanitize, {
    ...defaultSchema,
    tagNames: (defaultSchema.tagNames ?? []).filter((name) => !["img", "input", "picture", "source"].includes(name)),
    // No class, id or style comes through; an address only on a link, and only of these kinds.
    attributes: { a: ["href"], th: ["align"], td: ["align"], ol: ["start"] },
    protocols: { href: ["http", "https", "mailto", "skein"] },
  });
const printer = unified().use(rehypeStringify);

type Root = ReturnType<typeof reader.parse>;
type Nodes = Root | Root["children"][number];
type HtmlRoot = Parameters<typeof printer.stringify>[0];
/** A piece of HTML as a tree. */
export type HtmlNode = HtmlRoot["children"][number];

/** Headings of the report itself are levels 1 to 3. */
const LEAST_LEVEL = 4;
const LAST_LEVEL = 6;

/** Markdown as HTML without anything that runs, loads or has a look of its own. `mark` changes the text of plain runs. */
export function* markdownHtml(text: string, mark: (text: string) => readonly HtmlNode[]): Steps<string> {
  const parts: string[] = [];
  for (const piece of markdownPieces(text)) {
    yield;
    const tree = reader.parse(piece);
    settle(tree);
    const html = writer.runSync(tree);
    markTexts(html, mark);
    parts.push(printer.stringify(html));
  }
  return parts.join("\n");
}

/** Addresses that a link may lead to. */
const SAFE_ADDRESS = /^(?:https?:|mailto:|skein:|#)/i;

/**
 * Markdown for a file that other programs show: HTML, pictures and links to anything that could run stand there as text, headings
 * below those of the report.
 */
export function* safeMarkdown(text: string): Steps<string> {
  const parts: string[] = [];
  for (const piece of markdownPieces(text)) {
    yield;
    let result = piece;
    for (const { start, end, markdown } of changesIn(reader.parse(piece), piece).toReversed()) {
      result = result.slice(0, start) + markdown + result.slice(end);
    }
    parts.push(result);
  }
  return parts.join("");
}

function changesIn(node: Nodes, text: string): { start: number; end: number; markdown: string }[] {
  const [start, end] = [node.position?.start.offset, node.position?.end.offset];
  if (start === undefined || end === undefined) return [];
  const source = text.slice(start, end);
  const isText =
    ["html", "image", "imageReference"].includes(node.type) || ("url" in node && !SAFE_ADDRESS.test(node.url));
  if (isText) return [{ start, end, markdown: asMarkdown(source) }];
  const below = "children" in node ? node.children.flatMap((child) => changesIn(child, text)) : [];
  const marks = node.type === "heading" ? /^#+/.exec(source)?.[0].length : undefined;
  if (marks === undefined) return below;
  return [{ start, end: start + marks, markdown: "#".repeat(Math.min(LAST_LEVEL, marks + LEAST_LEVEL - 1)) }, ...below];
}

/** The text of Markdown without its signs, on one line. */
export function plainText(text: string): string {
  return textOf(reader.parse(text)).replaceAll(/\s+/g, " ").trim();
}

/** HTML and pictures become the text that they are, headings stand below those of the report. */
function settle(node: Nodes): void {
  if (node.type === "heading") {
    node.depth = Math.min(LAST_LEVEL, node.depth + LEAST_LEVEL - 1) as typeof node.depth;
  }
  if (!("children" in node)) return;
  node.children.forEach((child, index) => {
    if (child.type === "html") node.children[index] = { type: "text", value: child.value } as never;
    else if (child.type === "image" || child.type === "imageReference") {
      const name = child.alt === null || child.alt === undefined || child.alt === "" ? "" : `: ${child.alt}`;
      node.children[index] = { type: "text", value: `[picture${name}]` } as never;
    } else settle(child);
  });
}

function markTexts(node: HtmlRoot | HtmlNode, mark: (text: string) => readonly HtmlNode[]): void {
  if (!("children" in node)) return;
  const children = node.children.flatMap((child) => {
    if (child.type === "text") return mark(child.value);
    if (child.type === "element") markTexts(child, mark);
    return [child];
  });
  node.children = children as never;
}

/**
 * Markdown without what must not leave: as it is written, and as it reads. `ada&#64;**example**.org` is an address only once it is
 * shown; a block in which something is found that way becomes plain text.
 */
export function* redactMarkdown(text: string, redactor: Redactor): Steps<string> {
  const parts: string[] = [];
  for (const piece of markdownPieces(yield* redactor.textInSteps(text))) {
    yield;
    let result = piece;
    for (const block of blocksOf(reader.parse(piece)).toReversed()) {
      const safe = yield* redactor.textInSteps(block.text);
      if (safe === block.text) continue;
      // A cell of a table reaches from one line to the next.
      const [, left = "", right = ""] = /^(\|?).*?(\|?)$/s.exec(result.slice(block.start, block.end)) ?? [];
      const words = [left, asMarkdown(safe), right].filter((part) => part !== "").join(" ");
      result = result.slice(0, block.start) + words + result.slice(block.end);
    }
    parts.push(result);
  }
  return parts.join("");
}

interface Block {
  readonly start: number;
  readonly end: number;
  /** What a reader sees of it, and where its links lead. */
  readonly text: string;
}

function blocksOf(node: Nodes): Block[] {
  const isBlock = ["paragraph", "heading", "tableCell", "definition"].includes(node.type);
  const [start, end] = [node.position?.start.offset, node.position?.end.offset];
  if (!isBlock) return "children" in node ? node.children.flatMap((child) => blocksOf(child)) : [];
  const text = [textOf(node), ...addressesOf(node)].join("\n");
  return start === undefined || end === undefined ? [] : [{ start, end, text }];
}

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  if (node.type === "break") return "\n";
  if ("alt" in node) return node.alt ?? "";
  if (!("children" in node)) return "";
  const parts = (node as Root).children.map((child) => textOf(child));
  return parts.join(node.type === "root" || node.type === "list" || node.type === "listItem" ? "\n" : "");
}

function addressesOf(node: Nodes): string[] {
  // An address that is shown as it is has been read.
  const isShown = "url" in node && [node.url, node.url.replace(/^mailto:/, "")].includes(textOf(node));
  const own = "url" in node && !isShown ? [node.url, ...(typeof node.title === "string" ? [node.title] : [])] : [];
  return "children" in node ? [...own, ...(node as Root).children.flatMap((child) => addressesOf(child))] : own;
}

/** A text that Markdown shows as it is. */
export function asMarkdown(text: string): string {
  return text.replaceAll(/[\\`*[\]<>#|~&!]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`).replaceAll("\n", " ");
}
