import { KIND_SYNONYMS, SPAN_KINDS, SPAN_STATUSES } from "../../../../shared/model/kind.js";
import type { CompareNode, MatchNode, QueryNode, StructureNode } from "../../../../shared/query/ast.js";
import { and, conjuncts } from "../../../../shared/query/ast.js";
import { attributeOf } from "../../../../shared/query/fields.js";
import { matchesWildcard } from "../../../../shared/query/wildcard.js";
import { isSaidOf } from "./annotation-search.js";
import { kindIs, SPAN, type SpanField, statusIs, TRAITS } from "./columns.js";
import { spansWithScore, spansWithUsed } from "./document-search.js";
import { type FilterScope, unless } from "./filter-scope.js";
import { rolesOf, rolesWithin } from "./roles.js";
import { relatedSpans } from "./structure-search.js";
import { figureCompares, nameMatches, type Pattern } from "./value-match.js";
import { spansWithRole, spansWithWords } from "./word-search.js";

/** Fields whose values are few: they are told apart before they are compared. */
const FEW_VALUES: ReadonlySet<string> = new Set([
  "agent",
  "tool",
  "model",
  "name",
  "conversation",
  "user",
  "knowledge",
]);

/**
 * SQL for a node holding for one span, a row of `span` under the name `alias`. Negation is pushed down to the leaves, where
 * an unknown value counts as not holding. `roles` are those who must have said the words.
 */
export function spanCondition(
  scope: FilterScope,
  node: QueryNode,
  alias: string,
  negated = false,
  roles: readonly Pattern[] = [],
): string {
  const chosen = rolesOf(node);
  if (chosen !== null) return unless(negated, isIn(alias, spansWithRole(scope, chosen)));
  switch (node.type) {
    case "everything":
      return negated ? "FALSE" : "TRUE";
    case "text":
    case "regex":
      return unless(negated, isIn(alias, spansWithWords(scope, node, roles)));
    case "match":
      return unless(negated, matchCondition(scope, node, alias));
    case "compare":
      return unless(negated, compareCondition(scope, node, alias));
    case "not":
      return spanCondition(scope, node.term, alias, !negated, roles);
    case "and": {
      const inner = rolesWithin(node.terms, roles);
      return joined(
        node.terms.map((term) => spanCondition(scope, term, alias, negated, inner)),
        negated ? "OR" : "AND",
      );
    }
    case "or":
      return joined(
        node.terms.map((term) => spanCondition(scope, term, alias, negated, roles)),
        negated ? "AND" : "OR",
      );
    case "span":
      return spanCondition(scope, node.term, alias, negated, roles);
    case "condition":
      return spanCondition(scope, and([node.head, ...conjuncts(node.condition)]), alias, negated, roles);
    case "structure": {
      const sides = [
        structureCondition(scope, node, alias, negated, roles),
        spanCondition(scope, node.right, alias, negated, roles),
      ];
      return joined(sides, negated ? "OR" : "AND");
    }
  }
}

/** SQL for conditions joined by AND or OR, in brackets: a balanced tree, because DuckDB limits how deep a chain may be. */
export function joined(conditions: readonly string[], by: "AND" | "OR"): string {
  if (conditions.length <= 8) return `(${conditions.join(` ${by} `)})`;
  const middle = conditions.length >> 1;
  return `(${joined(conditions.slice(0, middle), by)} ${by} ${joined(conditions.slice(middle), by)})`;
}

function structureCondition(
  scope: FilterScope,
  node: StructureNode,
  alias: string,
  negated: boolean,
  roles: readonly Pattern[],
): string {
  const from = scope.alias();
  const holds = spanCondition(scope, node.left, from, false, roles);
  const left = scope.table(
    `SELECT ${from}.trace, ${from}.preorder, ${from}.subtree_end, ${from}.parent FROM span ${from} WHERE ${holds}`,
  );
  return unless(negated, isIn(alias, relatedSpans(scope, node.operator, left)));
}

function compareCondition(scope: FilterScope, node: CompareNode, alias: string): string {
  if (attributeOf(node.field) !== null) return hasAttribute(scope, node, alias);
  if (node.field === "score") return isIn(alias, spansWithScore(scope, node));
  if (node.field === "used") return isIn(alias, spansWithUsed(scope, node));
  return figureCompares(scope, `${alias}.${SPAN[node.field as SpanField]}`, node);
}

function hasAttribute(scope: FilterScope, node: MatchNode | CompareNode, alias: string): string {
  return `${alias}.record IN (SELECT record FROM ${scope.lookup(node)})`;
}

function matchCondition(scope: FilterScope, node: MatchNode, alias: string): string {
  const wanted = (known: string): boolean =>
    node.wildcard ? matchesWildcard(known, node.value) : known === node.value;
  switch (node.field) {
    case "kind": {
      const kinds = SPAN_KINDS.filter(wanted).flatMap((kind) => KIND_SYNONYMS[kind] ?? [kind]);
      return kindIs(alias, [...new Set(kinds)]);
    }
    case "status":
      return statusIs(alias, SPAN_STATUSES.filter(wanted));
    case "has":
    case "is": {
      const traits = Object.entries(TRAITS).filter(
        ([name]) => name.startsWith(`${node.field}:`) && wanted(name.slice(node.field.length + 1)),
      );
      return joined(
        traits.map(([, trait]) => trait(alias)),
        "OR",
      );
    }
    case "in":
      return "TRUE";
    case "source":
      return `${alias}.source IN (SELECT id FROM source WHERE ${nameMatches(scope, "name", node, "base name")})`;
    case "trace":
      return `${alias}.trace IN (SELECT trace FROM trace WHERE ${nameMatches(scope, "trace_id", node, "start")})`;
    case "span":
      return nameMatches(scope, `${alias}.${SPAN.span}`, node, "start");
    case "label":
    case "verdict":
    case "note":
    case "by":
      return isSaidOf(scope, { ...node, field: node.field }, alias);
    case "set":
      return `(${alias}.trace_id, ${alias}.span_id) IN
        (SELECT trace_id, span_id FROM selection WHERE ${nameMatches(scope, "id", node, "whole")})`;
    default:
      return columnMatches(scope, node, alias);
  }
}

function columnMatches(scope: FilterScope, node: MatchNode, alias: string): string {
  if (attributeOf(node.field) !== null) return hasAttribute(scope, node, alias);
  const column = SPAN[node.field as SpanField];
  if (!FEW_VALUES.has(node.field)) return nameMatches(scope, `${alias}.${column}`, node, "whole");
  const values = scope.table(
    `SELECT value FROM (SELECT DISTINCT ${column} AS value FROM span) WHERE ${nameMatches(scope, "value", node, "whole")}`,
  );
  return `${alias}.${column} IN (SELECT value FROM ${values})`;
}

function isIn(alias: string, spans: string): string {
  return `(${alias}.trace, ${alias}.preorder) IN (SELECT trace, preorder FROM ${spans})`;
}
