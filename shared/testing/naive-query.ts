import { fold } from "../base/fold.js";
import type { AttributeValue } from "../model/facts.js";
import type { CompareNode, MatchNode, QueryNode } from "../query/ast.js";
import { and, conjuncts } from "../query/ast.js";
import { attributeOf } from "../query/fields.js";
import { parseTime } from "../query/units.js";
import { matchesWildcard } from "../query/wildcard.js";
import { KIND_SYNONYMS } from "../model/kind.js";
import {
  bestScore,
  keptDocuments,
  parentOf,
  SOURCES,
  subtreeEnd,
  type TestSpan,
  type TestTrace,
  type TestUse,
} from "./network.js";

/** What the language means, said once more without SQL, span by span. */
interface Context {
  readonly trace: TestTrace;
  /** What the list has rows of: the traces of one row, and its own figures. */
  readonly unit: Unit;
  readonly all: boolean;
  readonly roles: readonly MatchNode[];
}

interface Unit {
  readonly traces: readonly TestTrace[];
  readonly figures: Figures;
  /** Null where a row has several of them. */
  readonly traceId: string | null;
}
type Figures = Pick<TestSpan, "durationNs" | "tokens" | "cost" | "startNs" | "endNs">;

export function naiveSpan(query: QueryNode, trace: TestTrace, preorder: number): boolean {
  const unit = { traces: [trace], figures: trace, traceId: trace.traceId };
  return spanHolds(query, preorder, { trace, unit, all: hasInAll(query), roles: [] });
}

export function naiveTrace(query: QueryNode, trace: TestTrace): boolean {
  const unit = { traces: [trace], figures: trace, traceId: trace.traceId };
  return unitHolds(query, { trace, unit, all: hasInAll(query), roles: [] });
}

/** `traces`: those of one conversation, at least one. */
export function naiveConversation(query: QueryNode, traces: readonly TestTrace[]): boolean {
  const [trace] = traces;
  if (!trace) return false;
  const unit = { traces, figures: figuresOf(traces), traceId: null };
  return unitHolds(query, { trace, unit, all: hasInAll(query), roles: [] });
}

function figuresOf(traces: readonly TestTrace[]): Figures {
  const known = (values: readonly (number | null)[], join: (a: number, b: number) => number): number | null =>
    values.filter((value) => value !== null).reduce<number | null>((a, b) => (a === null ? b : join(a, b)), null);
  const sum = (a: number, b: number): number => a + b;
  const startNs = known(
    traces.map((trace) => trace.startNs),
    Math.min,
  );
  const endNs = known(
    traces.map((trace) => trace.endNs),
    Math.max,
  );
  return {
    startNs,
    endNs,
    durationNs: startNs === null || endNs === null ? null : endNs - startNs,
    tokens: known(
      traces.map((trace) => trace.tokens),
      sum,
    ),
    cost: known(
      traces.map((trace) => trace.cost),
      sum,
    ),
  };
}

const OF_THE_UNIT: ReadonlySet<string> = new Set(["duration", "tokens", "cost", "start", "end"]);

function hasInAll(query: QueryNode): boolean {
  return conjuncts(query).some((term) => term.type === "match" && term.field === "in");
}

function unitHolds(node: QueryNode, context: Context): boolean {
  const { unit } = context;
  switch (node.type) {
    case "everything":
      return true;
    case "not":
      return !unitHolds(node.term, context);
    case "and":
      return node.terms.every((term) => unitHolds(term, withRoles(node.terms, context)));
    case "or":
      return node.terms.some((term) => unitHolds(term, context));
    case "match":
      if (node.field === "trace" && unit.traceId !== null) return starts(unit.traceId, node);
      break;
    case "compare":
      if (OF_THE_UNIT.has(node.field)) return compares(node, unit.figures);
      break;
    default:
  }
  return unit.traces.some((trace) =>
    trace.spans.some((_, preorder) => spanHolds(node, preorder, { ...context, trace })),
  );
}

function spanHolds(node: QueryNode, preorder: number, context: Context): boolean {
  const span = context.trace.spans[preorder];
  if (!span) return false;
  switch (node.type) {
    case "everything":
      return true;
    case "regex":
      return says((text) => new RegExp(node.source, "i").test(text), span, context);
    case "text":
      return says((text) => fold(text).includes(fold(node.value)), span, context);
    case "match":
      return matches(node, span, preorder, context);
    case "compare":
      return spanCompares(node, span, preorder, context);
    case "not":
      return !spanHolds(node.term, preorder, context);
    case "and":
      return node.terms.every((term) => spanHolds(term, preorder, withRoles(node.terms, context)));
    case "or":
      return node.terms.some((term) => spanHolds(term, preorder, context));
    case "span":
      return spanHolds(node.term, preorder, context);
    case "condition":
      return spanHolds(and([node.head, ...conjuncts(node.condition)]), preorder, context);
    case "structure": {
      if (!spanHolds(node.right, preorder, context)) return false;
      return context.trace.spans.some(
        (_, other) => related(context.trace, other, node.operator, preorder) && spanHolds(node.left, other, context),
      );
    }
  }
}

function related(trace: TestTrace, left: number, operator: string, right: number): boolean {
  switch (operator) {
    case ">":
      return parentOf(trace, right) === left;
    case "<":
      return parentOf(trace, left) === right;
    case ">>":
      return left < right && right < subtreeEnd(trace, left);
    case "<<":
      return right < left && left < subtreeEnd(trace, right);
    default:
      return left !== right && parentOf(trace, left) >= 0 && parentOf(trace, left) === parentOf(trace, right);
  }
}

function withRoles(terms: readonly QueryNode[], context: Context): Context {
  for (const term of terms) {
    const choice = term.type === "or" ? term.terms : [term];
    const roles = choice.filter((one): one is MatchNode => one.type === "match" && one.field === "role");
    if (roles.length === choice.length) return { ...context, roles };
  }
  return context;
}

/** What nobody in particular says, as the input of a turn, is said by whoever says the same text in that trace. */
function isSaidBy(use: TestUse, role: MatchNode, { trace }: Context): boolean {
  if (use.role !== null) return named(use.role, role);
  return trace.spans.some((span) => span.uses.some((other) => other.text === use.text && named(other.role, role)));
}

function says(holds: (text: string) => boolean, span: TestSpan, context: Context): boolean {
  const { all, roles } = context;
  const found = (text: string | null): boolean => text !== null && holds(text);
  const said = span.uses
    .filter((use) => all || use.isNew)
    .filter((use) => roles.length === 0 || roles.some((role) => isSaidBy(use, role, context)))
    .some((use) => found(use.text));
  return said || (roles.length === 0 && [span.name, span.agent, span.tool, span.error].some(found));
}

function matches(node: MatchNode, span: TestSpan, preorder: number, context: Context): boolean {
  const wanted = (value: string): boolean =>
    node.wildcard ? matchesWildcard(value, node.value) : value === node.value;
  const traits: Record<string, boolean> = {
    "has:retrieval": span.documents.length > 0,
    "has:score": span.documents.some((found) => found.score !== null),
    "has:label": labelsOf(span, preorder, context).length > 0,
    "has:note": notesOf(span, context).length > 0,
    "is:orphan": span.isOrphan,
    "has:error": span.status === "error",
    "has:tool": span.tool !== null,
    "has:cost": span.cost !== null,
    "is:root": parentOf(context.trace, preorder) < 0,
    "is:leaf": subtreeEnd(context.trace, preorder) === preorder + 1,
    "is:unfinished": span.durationNs === null,
  };
  switch (node.field) {
    case "kind":
      return (
        wanted(span.kind) ||
        Object.entries(KIND_SYNONYMS).some(([name, kinds]) => wanted(name) && kinds.includes(span.kind))
      );
    case "status":
      return wanted(span.status);
    case "has":
    case "is":
      return traits[`${node.field}:${node.value}`] ?? false;
    case "in":
      return true;
    case "role":
      return span.uses.some((use) => (context.all || use.isNew) && isSaidBy(use, node, context));
    case "source": {
      const name = SOURCES[span.source] ?? "";
      return named(name, node) || (!node.wildcard && fold(name).startsWith(`${fold(node.value)}.`));
    }
    case "trace":
      return starts(context.trace.traceId, node);
    case "span":
      return starts(span.spanId, node);
    case "label":
      return labelsOf(span, preorder, context).some((label) => named(label, node));
    case "note":
      return notesOf(span, context).some(({ text }) => contains(text, node));
    case "by":
      return notesOf(span, context).some(({ by }) => named(by, node));
    case "agent":
      return named(span.ownerAgent, node);
    case "tool":
    case "model":
    case "name":
    case "conversation":
    case "user":
      return named(span[node.field], node);
    default:
      return attributesOf(span, node.field).some((value) =>
        typeof value === "number" && /^[\d.]+$/.test(node.value)
          ? value === Number(node.value)
          : named(typeof value === "string" ? value : JSON.stringify(value), node),
      );
  }
}

/** Spans of one id are one span to those who label them; what is said of the whole trace is said of its first span. */
function labelsOf(span: TestSpan, preorder: number, { trace }: Context): string[] {
  const own = trace.spans.flatMap((other) => (other.spanId === span.spanId ? other.labels : []));
  return preorder === 0 ? [...own, ...trace.labels] : own;
}

function notesOf(span: TestSpan, { trace }: Context): TestSpan["notes"] {
  return trace.spans.flatMap((other) => (other.spanId === span.spanId ? other.notes : []));
}

/** What an attribute holds, each element of a list by itself. `metadata.inner` is also what `metadata` holds. */
function attributesOf(span: TestSpan, field: string): AttributeValue[] {
  const key = attributeOf(field) ?? "";
  const [first = "", inner = ""] = key.split(".");
  const map = span.attributes[first];
  const nested = typeof map === "object" && map !== null ? (map as Record<string, AttributeValue>)[inner] : undefined;
  const own = span.attributes[key] ?? nested;
  const resource = key === "tier" && span.tier !== null ? [span.tier] : [];
  return [...resource, ...(own === undefined ? [] : Array.isArray(own) ? (own as AttributeValue[]) : [own])];
}

function spanCompares(node: CompareNode, span: TestSpan, preorder: number, { trace }: Context): boolean {
  if (attributeOf(node.field) !== null) {
    const numbers = attributesOf(span, node.field).flatMap((value) =>
      typeof value === "number" || (typeof value === "string" && /^[\d.]+$/.test(value)) ? [Number(value)] : [],
    );
    return numbers.some((value) => figureHolds(node, value));
  }
  if (node.field === "score") return figureHolds(node, bestScore(span));
  if (node.field === "used") return figureHolds(node, keptDocuments(trace, preorder));
  return compares(node, span);
}

function named(value: string | null, node: MatchNode): boolean {
  if (value === null) return false;
  return node.wildcard ? matchesWildcard(fold(value), fold(node.value)) : fold(value) === fold(node.value);
}

function contains(value: string, node: MatchNode): boolean {
  return node.wildcard ? matchesWildcard(fold(value), `*${fold(node.value)}*`) : fold(value).includes(fold(node.value));
}

function starts(value: string, node: MatchNode): boolean {
  return node.wildcard ? matchesWildcard(value, `${node.value}*`) : value.startsWith(node.value);
}

function compares(node: CompareNode, of: Figures): boolean {
  const figure = { duration: of.durationNs, tokens: of.tokens, cost: of.cost, start: of.startNs, end: of.endNs }[
    node.field as "cost"
  ];
  return figureHolds(node, figure);
}

function figureHolds(node: CompareNode, figure: number | null | undefined): boolean {
  if (figure === null || figure === undefined) return false;
  const period = typeof node.value === "string" ? parseTime(node.value) : null;
  const from = period ? Number(period.fromNs) : Number(node.value);
  const until = period ? Number(period.untilNs) : from;
  const inside = period ? figure >= from && figure < until : figure === from;
  switch (node.operator) {
    case ">":
      return period ? figure >= from : figure > from;
    case ">=":
      return figure >= from;
    case "<":
      return figure < from;
    case "<=":
      return period ? figure < until : figure <= from;
    case "=":
      return inside;
    case "!=":
      return !inside;
  }
}
