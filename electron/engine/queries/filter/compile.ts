import { fold } from "../../../../shared/base/fold.js";
import type { QueryNode } from "../../../../shared/query/ast.js";
import { conjuncts } from "../../../../shared/query/ast.js";
import { highlightTerms } from "../../../../shared/query/highlight.js";
import { type BoundValue, FilterScope } from "./filter-scope.js";
import { spanCondition } from "./span-condition.js";
import { traceCondition } from "./trace-condition.js";

/** A query as pieces of SQL that a larger statement takes in. Placeholders are named `$q_0` and on, subqueries `q_t0` and on. */
export interface CompiledFilter {
  /** `WITH` clauses, without the word, in order; empty where there are none. */
  readonly tables: readonly string[];
  /** A condition over the row that the caller named. */
  readonly where: string;
  readonly parameters: Readonly<Record<string, BoundValue>>;
  /**
   * Names of those tables whose rows (`text`) are the texts in which the query's words stand, one a word or phrase, without
   * excluded ones; in the order of `highlightTerms`; empty without words.
   */
  readonly wordTables: readonly string[];
}

export interface CompileOptions {
  /** Minutes to add to UTC, for times without a zone. */
  readonly zoneOffsetMinutes?: number;
  /** The name of the row in the caller's statement: `s` for spans, `t` for traces. */
  readonly alias?: string;
  /** The number of the one trace that is asked for. The caller still has to keep to it. */
  readonly trace?: number;
}

/** Compiles a query to a condition over rows of `span`: all terms hold for the one span. */
export function compileSpans(query: QueryNode, options: CompileOptions = {}): CompiledFilter {
  const scope = scopeFor(query, options);
  return compiled(query, scope, spanCondition(scope, query, options.alias ?? "s"));
}

/** Compiles a query to a condition over rows of `trace`: each term holds for some span of it, `-term` for none. */
export function compileTraces(query: QueryNode, options: CompileOptions = {}): CompiledFilter {
  const scope = scopeFor(query, options);
  return compiled(query, scope, traceCondition(scope, query, options.alias ?? "t"));
}

/** `WITH ...` for tables of the caller and of filters, or nothing where there are none. */
export function withTables(...tables: readonly (readonly string[])[]): string {
  const all = tables.flat();
  return all.length === 0 ? "" : `WITH ${all.join(", ")} `;
}

function scopeFor(query: QueryNode, options: CompileOptions): FilterScope {
  return new FilterScope({
    zoneOffsetMinutes: options.zoneOffsetMinutes ?? 0,
    all: conjuncts(query).some((term) => term.type === "match" && term.field === "in"),
    trace: options.trace ?? null,
  });
}

function compiled(query: QueryNode, scope: FilterScope, where: string): CompiledFilter {
  const wordTables = highlightTerms(query).flatMap((term) => scope.wordTables.get(fold(term)) ?? []);
  return { tables: scope.tables, where, parameters: scope.parameters, wordTables };
}
