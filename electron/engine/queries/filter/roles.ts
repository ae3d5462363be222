import type { MatchNode, QueryNode } from "../../../../shared/query/ast.js";
import type { Pattern } from "./value-match.js";

/** A choice of roles: `role:user`, or alternatives of nothing else; null for any other node. */
export function rolesOf(node: QueryNode): readonly Pattern[] | null {
  const terms = node.type === "or" ? node.terms : [node];
  const roles = terms.filter((term): term is MatchNode => term.type === "match" && term.field === "role");
  return roles.length === terms.length ? roles : null;
}

/** Who must have said the words of a conjunction: the roles beside them, else those from around. */
export function rolesWithin(terms: readonly QueryNode[], around: readonly Pattern[]): readonly Pattern[] {
  return terms.map(rolesOf).find((roles) => roles !== null) ?? around;
}
