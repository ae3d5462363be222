import type { StructureOperator } from "../../../../shared/query/ast.js";
import type { FilterScope } from "./filter-scope.js";

/**
 * The subquery (trace, preorder) of spans that stand to one of `left` as an operator says. `left` is a subquery of
 * (trace, preorder, subtree_end, parent). Subtrees are ranges of preorder and lie in or beside each other, so one look at
 * the nearest range tells a span's ancestors and descendants, however many there are.
 */
export function relatedSpans(scope: FilterScope, operator: StructureOperator, left: string): string {
  switch (operator) {
    case ">":
      return scope.table(
        `SELECT s.trace, s.preorder FROM span s JOIN ${left} l ON s.trace = l.trace AND s.parent = l.preorder`,
      );
    case "<":
      return scope.table(`SELECT DISTINCT trace, parent AS preorder FROM ${left} WHERE parent >= 0`);
    case ">>":
      return scope.table(
        `SELECT s.trace, s.preorder FROM (${spansBeside(left)}) s ASOF JOIN ${outermost(scope, left)} l ON s.trace = l.trace AND s.preorder > l.preorder WHERE s.preorder < l.subtree_end`,
      );
    case "<<":
      return scope.table(
        `SELECT s.trace, s.preorder FROM (${spansBeside(left)} AND subtree_end > preorder + 1) s ASOF JOIN ${left} l ON s.trace = l.trace AND s.preorder < l.preorder WHERE l.preorder < s.subtree_end`,
      );
    case "~": {
      const groups = scope.table(
        `SELECT trace, parent, min(preorder) AS first, max(preorder) AS last FROM ${left} WHERE parent >= 0 GROUP BY trace, parent`,
      );
      return scope.table(
        `SELECT s.trace, s.preorder FROM span s JOIN ${groups} g ON s.trace = g.trace AND s.parent = g.parent WHERE s.preorder <> g.first OR s.preorder <> g.last`,
      );
    }
  }
}

/** Spans of the traces that are in question at all. */
function spansBeside(left: string): string {
  return `SELECT trace, preorder, subtree_end FROM span WHERE trace IN (SELECT trace FROM ${left})`;
}

/** Those of `left` that lie in no other of them: their ranges are apart, so that the nearest one decides. */
function outermost(scope: FilterScope, left: string): string {
  const before = "PARTITION BY trace ORDER BY preorder ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING";
  return scope.table(
    `SELECT trace, preorder, subtree_end FROM (SELECT *, max(subtree_end) OVER (${before}) AS covered FROM ${left}) WHERE covered IS NULL OR covered <= preorder`,
  );
}
