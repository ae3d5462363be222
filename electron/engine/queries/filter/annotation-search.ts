import type { MatchNode } from "../../../../shared/query/ast.js";
import type { FilterScope } from "./filter-scope.js";
import { nameMatches } from "./value-match.js";

/**
 * SQL for a span, a row under the name `alias`, being annotated as a condition over `annotation` says. What is said of a
 * whole trace is said of its first span.
 */
export function isAnnotated(alias: string, condition: string): string {
  const those = `FROM annotation WHERE ${condition} AND span_id IS`;
  return `((${alias}.trace_id, ${alias}.span_id) IN (SELECT trace_id, span_id ${those} NOT NULL AND trace_id IS NOT NULL)
    OR (${alias}.preorder = 0 AND ${alias}.trace_id IN (SELECT trace_id ${those} NULL AND trace_id IS NOT NULL)))`;
}

/** SQL for a span having a verdict of its own, or being judged by somebody, as a condition over name, label and score says. */
export function isJudged(alias: string, condition: string): string {
  return `(${isAnnotated(alias, condition)}
    OR (${alias}.trace, ${alias}.preorder) IN (SELECT trace, preorder FROM evaluation WHERE ${condition}))`;
}

/** Columns of `annotation` and `evaluation` that a field is compared with. */
const COLUMNS = { label: "label", verdict: "name", by: "annotator" } as const;

/** SQL for a span having a label, a verdict of that name, something by somebody, or a note with these words. */
export function isSaidOf(
  scope: FilterScope,
  node: MatchNode & { readonly field: keyof typeof COLUMNS | "note" },
  alias: string,
): string {
  if (node.field === "note") return isAnnotated(alias, nameMatches(scope, "text", node, "part"));
  return isJudged(alias, nameMatches(scope, COLUMNS[node.field], node, "whole"));
}
