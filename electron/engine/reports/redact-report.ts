import type { ItemBody } from "../../../shared/model/incident.js";
import { svgMarkup } from "../incidents/plain-svg.js";
import type { Redactor } from "../redaction/redactor.js";
import type { Steps } from "../redaction/steps.js";
import { linkOf } from "./links.js";
import { redactMarkdown } from "./markdown-text.js";
import { redactSvg, svgTree } from "./pictures.js";
import type { Remark, ReportHead, ReportItem, ReportSource } from "./report.js";

/** Members that Skein writes itself: one of a few words each. */
const OWN_WORDS = new Set(["type", "kind", "status", "severity", "in", "view", "scoreKind"]);
/** Members that are Markdown, as a reader sees it. */
const MARKDOWN = new Set(["summary", "caption"]);

/**
 * What a report says without what must not leave: before any format sees it, so that all leave alike. The order is that of the report,
 * which numbers the pseudonyms.
 */
export function* redactHead(head: ReportHead, redactor: Redactor): Steps<ReportHead> {
  const incident = yield* redactMembers(head.incident, redactor);
  const sources: ReportSource[] = [];
  for (const source of head.sources) sources.push({ ...source, name: yield* redactor.textInSteps(source.name) });
  const name = yield* redactor.textInSteps(head.workspace.name);
  return { ...head, incident, sources, workspace: { ...head.workspace, name } };
}

export function* redactItem(item: ReportItem, redactor: Redactor, workspaceId: string): Steps<ReportItem> {
  const heading = yield* redactor.textInSteps(item.heading);
  const caption = yield* redactMarkdown(item.caption, redactor);
  const body = yield* redactBody(item.body, redactor);
  const remarks: Remark[] = [];
  for (const remark of item.remarks) remarks.push(yield* redactRemark(remark, redactor));
  const link = linkOf(body, workspaceId) === item.link ? item.link : null;
  return { ...item, heading, caption, body, link, remarks };
}

function* redactBody(body: ItemBody, redactor: Redactor): Steps<ItemBody> {
  if (body.type === "note") return { ...body, text: yield* redactMarkdown(body.text, redactor) };
  if (body.type !== "picture") return yield* redactMembers(body, redactor);
  const tree = svgTree(body.svg);
  yield;
  const rest = yield* redactMembers({ ...body, svg: "" }, redactor);
  return { ...rest, svg: tree === null ? "" : svgMarkup(yield* redactSvg(tree, redactor)) };
}

function* redactRemark(remark: Remark, redactor: Redactor): Steps<Remark> {
  const { text } = remark;
  const rest = yield* redactMembers({ ...remark, text: null }, redactor);
  return { ...rest, text: text === null ? null : yield* redactMarkdown(text, redactor) };
}

/** A copy with its texts redacted. Numbers stay: they are Skein's own figures. */
function* redactMembers<T extends object>(value: T, redactor: Redactor): Steps<T> {
  return (yield* redacted(value, redactor, null)) as T;
}

function* redacted(value: unknown, redactor: Redactor, key: string | null): Steps<unknown> {
  if (typeof value === "string") {
    if (key !== null && OWN_WORDS.has(key)) return value;
    if (key !== null && MARKDOWN.has(key)) return yield* redactMarkdown(value, redactor);
    return yield* redactor.textInSteps(value, key ?? undefined);
  }
  yield;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const one of value) list.push(yield* redacted(one, redactor, key));
    return list;
  }
  if (typeof value !== "object" || value === null) return value;
  const members: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) members.push([name, yield* redacted(inner, redactor, name)]);
  const copy = Object.fromEntries(members);
  return { ...copy, ...lengthOf(value, copy) };
}

/** An excerpt says how long the whole is: what it lacks stays the same. */
function lengthOf(before: object, after: Readonly<Record<string, unknown>>): { length?: number } {
  if (!("text" in before && "length" in before)) return {};
  const [was, is] = [before.text, after["text"]];
  if (typeof was !== "string" || typeof is !== "string" || typeof before.length !== "number") return {};
  return { length: before.length + is.length - was.length };
}
