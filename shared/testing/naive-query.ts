import { fold } from "../base/fold.js";
import type { CompareNode, MatchNode, QueryNode } from "../query/ast.js";
import { and, conjuncts } from "../query/ast.js";
import { parseTime } from "../query/units.js";
import { matchesWildcard } from "../query/wildcard.js";
import { KIND_SYNONYMS } from "../model/kind.js";
import { parentOf, SOURCES, subtreeEnd, type TestSpan, type TestTrace } from "./network.js";

/** What the language means, said once more without SQL, span by span. */
interface Context {
  readonly trace: TestTrace;
  readonly all: boolean;
  readonly roles: readonly MatchNode[];
}

export function naiveSpan(query: QueryNode, trace: TestTrace, preorder: number): boolean {
  return spanHolds(query, preorder, { trace, all: hasInAll(query), roles: [] });
}

export function naiveTrace(query: QueryNode, trace: TestTrace): boolean {
  return traceHolds(query, { trace, all: hasInAll(query), roles: [] });
}

function hasInAll(query: QueryNode): boolean {
  return conjuncts(query).some((term) => term.type === "match" && term.field === "in");
}

function traceHolds(node: QueryNode, context: Context): boolean {
  const { trace } = context;
  switch (node.type) {
    case "everything":
      return true;
    case "not":
      return !traceHolds(node.term, context);
    case "and":
      return node.terms.every((term) => traceHolds(term, withRoles(node.terms, context)));
    case "or":
      return node.terms.some((term) => traceHolds(term, context));
    case "match":
      if (node.field === "conversation") return named(trace.conversation, node);
      if (node.field === "user") return named(trace.user, node);
      if (node.field === "trace") return starts(trace.traceId, node);
      break;
    case "compare":
      return compares(node, trace);
    default:
  }
  return trace.spans.some((_, preorder) => spanHolds(node, preorder, context));
}

function spanHolds(node: QueryNode, preorder: number, context: Context): boolean {
  const span = context.trace.spans[preorder];
  if (!span) return false;
  switch (node.type) {
    case "everything":
      return true;
    case "regex":
      throw new Error("not in the language yet");
    case "text":
      return says(node.value, span, context);
    case "match":
      return matches(node, span, preorder, context);
    case "compare":
      return compares(node, span);
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

function says(words: string, span: TestSpan, { all, roles }: Context): boolean {
  const found = (text: string | null): boolean => text !== null && fold(text).includes(fold(words));
  const said = span.uses
    .filter((use) => all || use.isNew)
    .filter((use) => roles.length === 0 || roles.some((role) => named(use.role, role)))
    .some((use) => found(use.text));
  return said || (roles.length === 0 && [span.name, span.agent, span.tool, span.error].some(found));
}

function matches(node: MatchNode, span: TestSpan, preorder: number, context: Context): boolean {
  const wanted = (value: string): boolean =>
    node.wildcard ? matchesWildcard(value, node.value) : value === node.value;
  const traits: Record<string, boolean> = {
    "has:retrieval": span.documents > 0,
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
      return span.uses.some((use) => (context.all || use.isNew) && named(use.role, node));
    case "source": {
      const name = SOURCES[span.source] ?? "";
      return named(name, node) || (!node.wildcard && fold(name).startsWith(`${fold(node.value)}.`));
    }
    case "trace":
      return starts(context.trace.traceId, node);
    case "span":
      return starts(span.spanId, node);
    case "agent":
      return named(span.ownerAgent, node);
    case "tool":
    case "model":
    case "name":
    case "conversation":
    case "user":
      return named(span[node.field], node);
    default:
      return false;
  }
}

function named(value: string | null, node: MatchNode): boolean {
  if (value === null) return false;
  return node.wildcard ? matchesWildcard(fold(value), fold(node.value)) : fold(value) === fold(node.value);
}

function starts(value: string, node: MatchNode): boolean {
  return node.wildcard ? matchesWildcard(value, `${node.value}*`) : value.startsWith(node.value);
}

function compares(node: CompareNode, of: Pick<TestSpan, "durationNs" | "tokens" | "cost" | "startNs">): boolean {
  const figure = { duration: of.durationNs, tokens: of.tokens, cost: of.cost, start: of.startNs }[node.field as "cost"];
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
