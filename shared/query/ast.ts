import type { FieldName } from "./fields.js";

/** How two spans stand to each other: child, descendant, parent, ancestor, sibling. The right one is what is selected. */
export const STRUCTURE_OPERATORS = [">", ">>", "<", "<<", "~"] as const;
export type StructureOperator = (typeof STRUCTURE_OPERATORS)[number];

export const COMPARISONS = [">=", "<=", "!=", ">", "<", "="] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Every span: the empty query. It stands alone, never inside another node. */
export interface EverythingNode {
  readonly type: "everything";
}
/** A word or a phrase. Both are looked for as they stand in one text, without case and accents. */
export interface TextNode {
  readonly type: "text";
  readonly value: string;
}
export interface RegexNode {
  readonly type: "regex";
  readonly source: string;
}
/** `field:value`. With `wildcard` each `*` in the value stands for anything; without it a `*` is a star. */
export interface MatchNode {
  readonly type: "match";
  readonly field: FieldName;
  readonly value: string;
  readonly wildcard: boolean;
}
/** `field>value`. The value is in the field's unit (ns, tokens, USD); a time stays as it was written (see units.ts). */
export interface CompareNode {
  readonly type: "compare";
  readonly field: FieldName;
  readonly operator: Comparison;
  readonly value: number | string;
}
export interface NotNode {
  readonly type: "not";
  readonly term: QueryNode;
}
export interface AndNode {
  readonly type: "and";
  readonly terms: readonly QueryNode[];
}
export interface OrNode {
  readonly type: "or";
  readonly terms: readonly QueryNode[];
}
/** `{...}`: all of it holds for one span. */
export interface SpanNode {
  readonly type: "span";
  readonly term: QueryNode;
}
/** `tool:search(status:error)`: the head and the condition hold for one span. */
export interface ConditionNode {
  readonly type: "condition";
  readonly head: MatchNode | CompareNode;
  readonly condition: QueryNode;
}
export interface StructureNode {
  readonly type: "structure";
  readonly operator: StructureOperator;
  readonly left: QueryNode;
  readonly right: QueryNode;
}

export type QueryNode =
  | EverythingNode
  | TextNode
  | RegexNode
  | MatchNode
  | CompareNode
  | NotNode
  | AndNode
  | OrNode
  | SpanNode
  | ConditionNode
  | StructureNode;

export const EVERYTHING: EverythingNode = { type: "everything" };

/** Joins terms so that no `and` lies directly in another and none has fewer than two terms. */
export function and(terms: readonly QueryNode[]): QueryNode {
  return join("and", terms);
}

/** Joins alternatives so that no `or` lies directly in another and none has fewer than two. */
export function or(terms: readonly QueryNode[]): QueryNode {
  return join("or", terms);
}

/** The opposite; two of them cancel each other. */
export function not(term: QueryNode): QueryNode {
  return term.type === "not" ? term.term : { type: "not", term };
}

/** The terms that a query is made of at its top: none for the empty query. */
export function conjuncts(query: QueryNode): readonly QueryNode[] {
  if (query.type === "everything") return [];
  return query.type === "and" ? query.terms : [query];
}

/** The nodes directly below one. */
export function childrenOf(node: QueryNode): readonly QueryNode[] {
  switch (node.type) {
    case "and":
    case "or":
      return node.terms;
    case "not":
    case "span":
      return [node.term];
    case "condition":
      return [node.head, node.condition];
    case "structure":
      return [node.left, node.right];
    default:
      return [];
  }
}

function join(type: "and" | "or", terms: readonly QueryNode[]): QueryNode {
  const flat = terms.flatMap((term) => (term.type === type ? term.terms : term.type === "everything" ? [] : [term]));
  const only = flat[0];
  if (only === undefined) return EVERYTHING;
  return flat.length === 1 ? only : { type, terms: flat };
}
