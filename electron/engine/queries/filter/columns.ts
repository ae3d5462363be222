import { SPAN_FLAG } from "../../../../shared/model/span-table.js";
import { isAnnotated, isJudged } from "./annotation-search.js";
import { HOLE_PATTERN } from "../../db/record-text.js";
import { SPAN_KINDS, SPAN_STATUSES, type SpanKind, type SpanStatus } from "../../../../shared/model/kind.js";

/**
 * The store's columns as the filter names them: the only identifiers that it writes into SQL. A changed column name is a
 * change here and nowhere else.
 */
export const SPAN = {
  agent: "owner_agent",
  tool: "tool",
  model: "model",
  name: "name",
  conversation: "owner_conversation",
  user: "owner_user",
  span: "span_id",
  duration: "duration_ns",
  tokens: "total_tokens",
  cost: "cost_usd",
  start: "start_ns",
  end: "end_ns",
  knowledge: "knowledge_base",
} as const;
export type SpanField = keyof typeof SPAN;

/** Where a trace has a figure of its own, and a conversation the sum or the span of its traces'. All else is asked of the spans. */
export const FIGURES = {
  duration: "duration_ns",
  tokens: "total_tokens",
  cost: "cost_usd",
  start: "start_ns",
  end: "end_ns",
} as const;
export type FigureField = keyof typeof FIGURES;

/** SQL of the figures of conversations: `members` is a relation of (conversation, trace). */
export function conversationFigures(members: string): string {
  return `SELECT m.conversation, min(t.start_ns) AS start_ns, max(t.end_ns) AS end_ns,
    max(t.end_ns) - min(t.start_ns) AS duration_ns, sum(t.total_tokens) AS total_tokens, sum(t.cost_usd) AS cost_usd
    FROM ${members} m JOIN trace t ON t.trace = m.trace GROUP BY m.conversation`;
}

/** The agent that a span itself is or names, not an inherited one. */
export const OWN_AGENT = "agent";

/** The folded form of a text, of table `text`. */
export const FOLDED_TEXT = "coalesce(folded, lower(body))";
/** The same; what marks the holes of an opened text is no word of it. */
export const FOLDED_TEXT_WITHOUT_HOLES = `CASE WHEN opened THEN regexp_replace(${FOLDED_TEXT}, '${HOLE_PATTERN}', '', 'g') ELSE ${FOLDED_TEXT} END`;

/** A text as it stood, without the marks of holes. */
export const TEXT_WITHOUT_HOLES = `CASE WHEN opened THEN regexp_replace(body, '${HOLE_PATTERN}', '', 'g') ELSE body END`;

/** SQL for a span's kind being one of some. */
export function kindIs(span: string, kinds: readonly SpanKind[]): string {
  return `${span}.kind IN (${kinds.map((kind) => enumLiteral(SPAN_KINDS, kind)).join(", ")})`;
}

/** SQL for a span's status being one of some. */
export function statusIs(span: string, statuses: readonly SpanStatus[]): string {
  return `${span}.status IN (${statuses.map((status) => enumLiteral(SPAN_STATUSES, status)).join(", ")})`;
}

/** A name of our own tables of names, never of the user's. */
function enumLiteral<Name extends string>(names: readonly Name[], name: Name): string {
  return `'${names[names.indexOf(name)] ?? ""}'`;
}

function isAmong(span: string, table: string, condition = "TRUE"): string {
  return `(${span}.trace, ${span}.preorder) IN (SELECT trace, preorder FROM ${table} WHERE ${condition})`;
}

/** What `has:` and `is:` ask for. */
export const TRAITS: Readonly<Record<string, (span: string) => string>> = {
  "has:retrieval": (span) => isAmong(span, "retrieval"),
  "has:score": (span) => isAmong(span, "document", "score IS NOT NULL"),
  "has:note": (span) => isAnnotated(span, "text IS NOT NULL"),
  "has:label": (span) => isJudged(span, "label IS NOT NULL"),
  "has:message": (span) => `${span}.messages > 0`,
  "has:event": (span) => isAmong(span, "event"),
  "has:link": (span) => isAmong(span, "link"),
  "has:embedding": (span) => isAmong(span, "embedding"),
  "has:error": (span) => statusIs(span, ["error"]),
  "has:agent": (span) => `${span}.${SPAN.agent} IS NOT NULL`,
  "has:tool": (span) => `${span}.${SPAN.tool} IS NOT NULL`,
  "has:model": (span) => `${span}.${SPAN.model} IS NOT NULL`,
  "has:conversation": (span) => `${span}.${SPAN.conversation} IS NOT NULL`,
  "has:user": (span) => `${span}.${SPAN.user} IS NOT NULL`,
  "has:tokens": (span) => `${span}.${SPAN.tokens} IS NOT NULL`,
  "has:cost": (span) => `${span}.${SPAN.cost} IS NOT NULL`,
  "is:root": (span) => `coalesce(${span}.parent, -1) < 0`,
  "is:leaf": (span) => `${span}.subtree_end <= ${span}.preorder + 1`,
  "is:orphan": (span) => `(${span}.flags & ${SPAN_FLAG.orphan}) > 0`,
  "is:unfinished": (span) => `${span}.${SPAN.duration} IS NULL`,
};
