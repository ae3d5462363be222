import { AppError } from "../../../shared/contract/errors.js";
import type { QueryNode } from "../../../shared/query/ast.js";
import { parseQuery } from "../../../shared/query/parse.js";

/** The tree of a query. Throws QUERY_SYNTAX with the column. */
export function queryTree(text: string): QueryNode {
  const parsed = parseQuery(text);
  if (parsed.ok) return parsed.query;
  const { message, start, hint } = parsed.error;
  throw new AppError("QUERY_SYNTAX", `Column ${start + 1}: ${message}`, {
    column: start,
    ...(hint === undefined ? {} : { hint }),
  });
}
