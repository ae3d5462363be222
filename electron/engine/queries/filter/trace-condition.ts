import type { QueryNode } from "../../../../shared/query/ast.js";
import { fieldNamed } from "../../../../shared/query/fields.js";
import { TRACE, type TraceField } from "./columns.js";
import { type FilterScope, unless } from "./filter-scope.js";
import { rolesWithin } from "./roles.js";
import { joined, spanCondition } from "./span-condition.js";
import { figureCompares, nameMatches, type Pattern } from "./value-match.js";
import { spansWithWords } from "./word-search.js";

/**
 * SQL for a node holding for a trace, a row of `trace` under the name `alias`: each term for some span of it, a negated
 * one for none; braces, conditions and structure are one term. Fields of which the trace has its own ask the trace.
 */
export function traceCondition(
  scope: FilterScope,
  node: QueryNode,
  alias: string,
  negated = false,
  roles: readonly Pattern[] = [],
): string {
  const own = ownField(node);
  switch (node.type) {
    case "everything":
      return negated ? "FALSE" : "TRUE";
    case "not":
      return traceCondition(scope, node.term, alias, !negated, roles);
    case "and": {
      const inner = rolesWithin(node.terms, roles);
      return joined(
        node.terms.map((term) => traceCondition(scope, term, alias, negated, inner)),
        negated ? "OR" : "AND",
      );
    }
    case "or":
      return joined(
        node.terms.map((term) => traceCondition(scope, term, alias, negated, roles)),
        negated ? "AND" : "OR",
      );
    case "match":
      if (own === null) return someSpan(scope, node, alias, negated, roles);
      return unless(
        negated,
        nameMatches(scope, `${alias}.${TRACE[own]}`, node, fieldNamed(node.field)?.type === "id" ? "start" : "whole"),
      );
    case "compare":
      if (own === null) return someSpan(scope, node, alias, negated, roles);
      return unless(negated, figureCompares(scope, `${alias}.${TRACE[own]}`, node));
    case "text":
      return unless(negated, `${alias}.trace IN (SELECT trace FROM ${spansWithWords(scope, node.value, roles)})`);
    case "regex":
    case "span":
    case "condition":
    case "structure":
      return someSpan(scope, node, alias, negated, roles);
  }
}

function ownField(node: QueryNode): TraceField | null {
  if (node.type !== "match" && node.type !== "compare") return null;
  const isOwn = fieldNamed(node.field)?.level === "trace" && node.field in TRACE;
  return isOwn ? (node.field as TraceField) : null;
}

function someSpan(
  scope: FilterScope,
  node: QueryNode,
  alias: string,
  negated: boolean,
  roles: readonly Pattern[],
): string {
  const span = scope.alias();
  const spans = `SELECT ${span}.trace FROM span ${span} WHERE ${spanCondition(scope, node, span, false, roles)}`;
  return unless(negated, `${alias}.trace IN (${spans})`);
}
