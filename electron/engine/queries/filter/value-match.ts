import { fold } from "../../../../shared/base/fold.js";
import type { CompareNode } from "../../../../shared/query/ast.js";
import { parseTime } from "../../../../shared/query/units.js";
import type { FilterScope } from "./filter-scope.js";

export interface Pattern {
  readonly value: string;
  readonly wildcard: boolean;
}

/** How much of a value a pattern has to cover. */
export type Cover = "whole" | "start" | "part" | "base name";

const BIGGEST = 2n ** 63n - 1n;

/**
 * SQL for a column of names matching a pattern, without case and accents. Names are short and have no folded form in the
 * store: both what lower-casing and what DuckDB's own folding makes of them may match (the latter takes marks away that
 * `fold` keeps, in Thai for one).
 */
export function nameMatches(scope: FilterScope, column: string, pattern: Pattern, cover: Cover): string {
  const forms = [`lower(${column})`, `lower(strip_accents(${column}))`];
  return `(${forms.map((form) => formMatches(scope, form, pattern, cover)).join(" OR ")})`;
}

function formMatches(scope: FilterScope, form: string, pattern: Pattern, cover: Cover): string {
  const folded = fold(pattern.value);
  if (pattern.wildcard) {
    const open = cover === "start" ? `${folded}*` : cover === "part" ? `*${folded}*` : folded;
    return `regexp_full_match(${form}, ${scope.bind(wildcardExpression(open))}, 's')`;
  }
  switch (cover) {
    case "whole":
      return `${form} = ${scope.bind(folded)}`;
    case "start":
      return `starts_with(${form}, ${scope.bind(folded)})`;
    case "part":
      return `contains(${form}, ${scope.bind(folded)})`;
    case "base name":
      return `${form} = ${scope.bind(folded)} OR starts_with(${form}, ${scope.bind(`${folded}.`)})`;
  }
}

/**
 * A pattern with `*` as a regular expression: DuckDB's take time in proportion to the text whatever the pattern is, which
 * its LIKE does not.
 */
function wildcardExpression(pattern: string): string {
  return pattern.split("*").map(literalExpression).join(".*");
}

/** What stands for itself, as a regular expression of the database. */
export function literalExpression(text: string): string {
  return text.replace(/[^\w\u0080-\uffff]/g, (sign) => `\\x{${sign.charCodeAt(0).toString(16)}}`);
}

/** SQL for a column of figures in the field's unit. A figure that is not known compares with nothing. */
export function figureCompares(scope: FilterScope, column: string, node: CompareNode): string {
  if (typeof node.value === "string") return timeCompares(scope, column, node.operator, node.value);
  const operator = node.operator === "!=" ? "<>" : node.operator;
  return `${column} ${operator} CAST(${scope.bind(node.value)} AS DOUBLE)`;
}

/** A written time is a period: "after" begins with it, "before" ends at its start, "until" ends with it. */
function timeCompares(scope: FilterScope, column: string, operator: CompareNode["operator"], text: string): string {
  const period = parseTime(text, scope.zoneOffsetMinutes);
  if (period === null) return "FALSE";
  // Bound only where it is used: a bound value without a place in the statement is an error.
  const from = (): string => bindNanos(scope, period.fromNs);
  const until = (): string => bindNanos(scope, period.untilNs);
  switch (operator) {
    case ">":
    case ">=":
      return `${column} >= ${from()}`;
    case "<":
      return `${column} < ${from()}`;
    case "<=":
      return `${column} < ${until()}`;
    case "=":
      return `(${column} >= ${from()} AND ${column} < ${until()})`;
    case "!=":
      return `(${column} < ${from()} OR ${column} >= ${until()})`;
  }
}

function bindNanos(scope: FilterScope, value: bigint): string {
  const clamped = value > BIGGEST ? BIGGEST : value < -BIGGEST ? -BIGGEST : value;
  return `CAST(${scope.bind(clamped.toString())} AS BIGINT)`;
}
