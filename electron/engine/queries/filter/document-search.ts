import type { CompareNode } from "../../../../shared/query/ast.js";
import type { FilterScope } from "./filter-scope.js";
import { figureCompares } from "./value-match.js";

/** The subquery (trace, preorder) of retrievals whose best score is such. */
export function spansWithScore(scope: FilterScope, node: CompareNode): string {
  return scope.table(`SELECT trace, preorder FROM retrieval WHERE ${figureCompares(scope, "best", node)}`);
}

/** The subquery (trace, preorder) of retrievals of which so many documents stand in a later prompt of the trace. */
export function spansWithUsed(scope: FilterScope, node: CompareNode): string {
  return scope.table(`SELECT trace, preorder FROM retrieval WHERE ${figureCompares(scope, "kept", node)}`);
}
