import { and, conjuncts, type CompareNode, type QueryNode } from "../../../../shared/query/ast.js";

export interface ScoreRange {
  readonly from: number;
  readonly to: number;
  /** The last bucket holds its end too. */
  readonly last: boolean;
}

function isScore(term: QueryNode): boolean {
  return term.type === "compare" && term.field === "score";
}

/** The query with `score>=FROM score<TO` in the place of what it said of scores at the top. */
export function withScores(query: QueryNode, { from, to, last }: ScoreRange): QueryNode {
  const limit = (operator: ">=" | "<" | "<=", value: number): CompareNode => ({
    type: "compare",
    field: "score",
    operator,
    value: Number(value.toPrecision(6)),
  });
  const others = conjuncts(query).filter((term) => !isScore(term));
  return and([...others, limit(">=", from), limit(last ? "<=" : "<", to)]);
}

/** The query without what it says of scores at the top; null where it says nothing. */
export function withoutScores(query: QueryNode): QueryNode | null {
  const terms = conjuncts(query);
  const others = terms.filter((term) => !isScore(term));
  return others.length === terms.length ? null : and(others);
}
