import type { OutputOf, ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { draftContract } from "../../../../shared/contract/incidents.js";
import { and, conjuncts, type MatchNode, type QueryNode } from "../../../../shared/query/ast.js";
import { withoutFacet } from "../../../../shared/query/facets.js";
import { queryTree } from "../../queries/parse-filter.js";

export type Draft = OutputOf<(typeof draftContract)["incident.draft"]>;
export type Figure = Draft["figures"][number];
export type DraftEvent = Draft["events"][number];

const FAILED: MatchNode = { type: "match", field: "status", value: "error", wildcard: false };

/** What a draft is asked of. */
export interface Asked {
  readonly query: QueryNode;
  /** Of that, what failed. */
  readonly failed: QueryNode;
  /** What failed and what did not: the query without its asking for errors. */
  readonly all: QueryNode;
  readonly zoneOffsetMinutes: number;
}

/** Throws QUERY_SYNTAX. */
export function askedOf(input: ParsedInputOf<(typeof draftContract)["incident.draft"]>): Asked {
  const query = queryTree(input.query);
  const terms = conjuncts(query).filter((term) => !isErrorTerm(term));
  return {
    query,
    failed: conjuncts(query).some(isErrorTerm) ? query : and([query, FAILED]),
    all: withoutFacet(and(terms), "status"),
    zoneOffsetMinutes: input.zoneOffsetMinutes,
  };
}

/** `status:error`, and `has:error`, which means the same. */
function isErrorTerm(term: QueryNode): boolean {
  return term.type === "match" && !term.wildcard && ["status", "has"].includes(term.field) && term.value === "error";
}
