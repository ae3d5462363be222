import type { CompareNode, MatchNode, QueryNode } from "../../../../shared/query/ast.js";
import { fieldNamed } from "../../../../shared/query/fields.js";
import { conversationFigures, FIGURES, type FigureField } from "./columns.js";
import { type FilterScope, unless } from "./filter-scope.js";
import { rolesWithin } from "./roles.js";
import { joined, spanCondition } from "./span-condition.js";
import { figureCompares, nameMatches, type Pattern } from "./value-match.js";
import { tracesWithWords } from "./word-search.js";

/** What a list has rows of, where a row has many spans: a trace, or a conversation. */
export interface Unit {
  /** SQL for the unit having a span in one of some traces; `traces` is a subquery of `trace`. */
  holds(traces: string): string;
  /** SQL for what the unit itself says of a field; null where its spans are asked. */
  own(node: MatchNode | CompareNode): string | null;
}

/** A row of `trace` under the name `alias`. */
export function traceUnit(scope: FilterScope, alias: string): Unit {
  return {
    holds: (traces) => `${alias}.trace IN (${traces})`,
    own: (node) => {
      if (node.type === "match" && node.field === "trace")
        return nameMatches(scope, `${alias}.trace_id`, node, "start");
      const figure = figureOf(node);
      return figure === null ? null : figureCompares(scope, `${alias}.${figure.column}`, figure.node);
    },
  };
}

/** A row with the column `conversation` under the name `alias`; `members` is a relation of (conversation, trace). */
export function conversationUnit(scope: FilterScope, alias: string, members: string): Unit {
  const among = (conversations: string): string => `${alias}.conversation IN (${conversations})`;
  return {
    holds: (traces) => among(`SELECT m.conversation FROM ${members} m WHERE m.trace IN (${traces})`),
    own: (node) => {
      const figure = figureOf(node);
      if (figure === null) return null;
      const figures = scope.table(conversationFigures(members));
      const holds = figureCompares(scope, `f.${figure.column}`, figure.node);
      return among(`SELECT f.conversation FROM ${figures} f WHERE ${holds}`);
    },
  };
}

function figureOf(node: MatchNode | CompareNode): { column: string; node: CompareNode } | null {
  if (node.type !== "compare" || fieldNamed(node.field)?.level !== "trace" || !(node.field in FIGURES)) return null;
  return { column: FIGURES[node.field as FigureField], node };
}

/**
 * SQL for a node holding for a unit: each term for some span of it, a negated one for none; braces, conditions and
 * structure are one term. Fields of which the unit has its own ask the unit.
 */
export function unitCondition(
  scope: FilterScope,
  node: QueryNode,
  unit: Unit,
  negated = false,
  roles: readonly Pattern[] = [],
): string {
  switch (node.type) {
    case "everything":
      return negated ? "FALSE" : "TRUE";
    case "not":
      return unitCondition(scope, node.term, unit, !negated, roles);
    case "and": {
      const inner = rolesWithin(node.terms, roles);
      return joined(
        node.terms.map((term) => unitCondition(scope, term, unit, negated, inner)),
        negated ? "OR" : "AND",
      );
    }
    case "or":
      return joined(
        node.terms.map((term) => unitCondition(scope, term, unit, negated, roles)),
        negated ? "AND" : "OR",
      );
    case "match":
    case "compare":
      return unless(negated, unit.own(node) ?? someSpan(scope, node, unit, roles));
    case "text":
    case "regex":
      return unless(negated, unit.holds(`SELECT trace FROM ${tracesWithWords(scope, node, roles)}`));
    case "span":
    case "condition":
    case "structure":
      return unless(negated, someSpan(scope, node, unit, roles));
  }
}

function someSpan(scope: FilterScope, node: QueryNode, unit: Unit, roles: readonly Pattern[]): string {
  const span = scope.alias();
  return unit.holds(`SELECT ${span}.trace FROM span ${span} WHERE ${spanCondition(scope, node, span, false, roles)}`);
}
