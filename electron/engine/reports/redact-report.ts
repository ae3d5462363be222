import type { ItemBody } from "../../../shared/model/incident.js";
import { svgMarkup } from "../incidents/plain-svg.js";
import type { Redactor } from "../redaction/redactor.js";
import { linkOf } from "./links.js";
import { redactMarkdown } from "./markdown-text.js";
import { redactSvg, svgTree } from "./pictures.js";
import type { Remark, ReportHead, ReportItem } from "./report.js";

/** Members that Skein writes itself: one of a few words each. */
const OWN_WORDS = new Set(["type", "kind", "status", "severity", "in", "view", "scoreKind"]);
/** Members that are Markdown, as a reader sees it. */
const MARKDOWN = new Set(["summary", "caption"]);

/**
 * What a report says without what must not leave: before any format sees it, so that all leave alike. The order is that of the report,
 * which numbers the pseudonyms.
 */
export function redactHead(head: ReportHead, redactor: Redactor): ReportHead {
  return {
    ...head,
    incident: redactMembers(head.incident, redactor),
    sources: head.sources.map((source) => ({ ...source, name: redactor.text(source.name) })),
    workspace: { ...head.workspace, name: redactor.text(head.workspace.name) },
  };
}

export function redactItem(item: ReportItem, redactor: Redactor, workspaceId: string): ReportItem {
  const heading = redactor.text(item.heading);
  const caption = redactMarkdown(item.caption, redactor);
  const body = redactBody(item.body, redactor);
  return {
    ...item,
    heading,
    caption,
    body,
    link: linkOf(body, workspaceId) === item.link ? item.link : null,
    remarks: item.remarks.map((remark) => redactRemark(remark, redactor)),
  };
}

function redactBody(body: ItemBody, redactor: Redactor): ItemBody {
  if (body.type === "note") return { ...body, text: redactMarkdown(body.text, redactor) };
  if (body.type !== "picture") return redactMembers(body, redactor);
  const tree = svgTree(body.svg);
  return {
    ...redactMembers({ ...body, svg: "" }, redactor),
    svg: tree === null ? "" : svgMarkup(redactSvg(tree, redactor)),
  };
}

function redactRemark(remark: Remark, redactor: Redactor): Remark {
  const { text } = remark;
  return {
    ...redactMembers({ ...remark, text: null }, redactor),
    text: text === null ? null : redactMarkdown(text, redactor),
  };
}

/** A copy with its texts redacted. Numbers stay: they are Skein's own figures. */
function redactMembers<T extends object>(value: T, redactor: Redactor): T {
  return redacted(value, redactor, null) as T;
}

function redacted(value: unknown, redactor: Redactor, key: string | null): unknown {
  if (typeof value === "string") {
    if (key !== null && OWN_WORDS.has(key)) return value;
    return key !== null && MARKDOWN.has(key) ? redactMarkdown(value, redactor) : redactor.text(value, key ?? undefined);
  }
  if (Array.isArray(value)) return value.map((one) => redacted(one, redactor, key));
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, redacted(inner, redactor, name)] as const),
  );
  return { ...copy, ...lengthOf(value, copy) };
}

/** An excerpt says how long the whole is: what it lacks stays the same. */
function lengthOf(before: object, after: Readonly<Record<string, unknown>>): { length?: number } {
  if (!("text" in before && "length" in before)) return {};
  const [was, is] = [before.text, after["text"]];
  if (typeof was !== "string" || typeof is !== "string" || typeof before.length !== "number") return {};
  return { length: before.length + is.length - was.length };
}
