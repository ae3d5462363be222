import type { QueryNode } from "../../../../shared/query/ast.js";
import { and, conjuncts } from "../../../../shared/query/ast.js";
import type { QueryView } from "../../../../shared/query/fields.js";
import { formatQuery } from "../../../../shared/query/format.js";
import { highlightNodes } from "../../../../shared/query/highlight.js";
import { type AttributeLookup, type BoundValue, FilterScope } from "./filter-scope.js";
import { rolesWithin } from "./roles.js";
import { joined, spanCondition } from "./span-condition.js";
import type { Pattern } from "./value-match.js";
import { conversationUnit, traceUnit, unitCondition } from "./unit-condition.js";
import { findingKey, FOUND_TEXTS, FOUND_USES, type ScannedWord } from "./text-scan.js";

/** A query as pieces of SQL that a larger statement takes in. Placeholders are named `$q_0` and on, subqueries `q_t0` and on. */
export interface CompiledFilter {
  /** `WITH` clauses, without the word, in order; empty where there are none. */
  readonly tables: readonly string[];
  /** A condition over the row that the caller named. */
  readonly where: string;
  readonly parameters: Readonly<Record<string, BoundValue>>;
  /**
   * Columns of `FOUND_TEXTS` and `FOUND_USES` that tell where the query's words stand, one a word, phrase or pattern, without
   * excluded ones; in the order of `highlightNodes`; empty without any.
   */
  readonly words: readonly string[];
  /** How `FOUND_TEXTS` and `FOUND_USES` are made, the first two of `tables`; null where nothing is looked for in texts. */
  readonly scan: TextScan | null;
  /** Tables that are made by looking at records, before those of `tables`. */
  readonly lookups: readonly AttributeLookup[];
  /** Regular expressions that `tables` look for. */
  readonly patterns: readonly string[];
}

/** All that a query looks for in texts, for one pass over them. */
export interface TextScan {
  readonly words: readonly ScannedWord[];
  /** A condition on rows of `text` besides that they hold a word. */
  readonly among: string;
  /** A condition on rows of `use`, `u`. */
  readonly where: string;
  /** True where all these rows are new. */
  readonly isFresh: boolean;
}

export interface CompileOptions {
  /** Minutes to add to UTC, for times without a zone. */
  readonly zoneOffsetMinutes?: number;
  /** The name of the row in the caller's statement: `s` for spans, `t` for traces, `c` for conversations. */
  readonly alias?: string;
  /** The number of the one trace that is asked for. The caller still has to keep to it. */
  readonly trace?: number;
  /** The numbers of the traces that are asked for, at least one. The caller still has to keep to them. */
  readonly traces?: readonly number[];
}

/** Compiles a query to a condition over rows of `span`: all terms hold for the one span. */
export function compileSpans(query: QueryNode, options: CompileOptions = {}): CompiledFilter {
  const scope = scopeFor(query, options);
  return compiled(query, scope, spanCondition(scope, query, options.alias ?? "s"));
}

/** Compiles a query to a condition over rows of `trace`: each term holds for some span of it, `-term` for none. */
export function compileTraces(query: QueryNode, options: CompileOptions = {}): CompiledFilter {
  const scope = scopeFor(query, options);
  return compiled(query, scope, unitCondition(scope, query, traceUnit(scope, options.alias ?? "t")));
}

/** Traces of one session or thread, where their spans name it: a relation of (conversation, trace). */
export const NAMED_CONVERSATIONS = "(SELECT conversation, trace FROM trace WHERE conversation IS NOT NULL)";

/**
 * Compiles a query to a condition over rows that have a column `conversation`: each term holds for some span of some trace
 * of it, `-term` for none; duration, tokens, cost, start and end are the whole conversation's. `members` is our own SQL for
 * a relation of (conversation, trace): a table's name, or a subquery in brackets.
 */
export function compileConversations(
  query: QueryNode,
  options: CompileOptions & { readonly members?: string } = {},
): CompiledFilter {
  const scope = scopeFor(query, options);
  const members = scope.table(`SELECT conversation, trace FROM ${options.members ?? NAMED_CONVERSATIONS}`);
  return compiled(query, scope, unitCondition(scope, query, conversationUnit(scope, options.alias ?? "c", members)));
}

/** Several queries over rows of the same view. */
export interface CompiledSelections {
  /** What they have in common, as the condition of a filter. */
  readonly filter: CompiledFilter;
  /** What each asks besides, in the order of the queries. */
  readonly conditions: readonly string[];
}

/**
 * Compiles queries that differ in a term or two to one filter, so that one pass tells which of them a row meets. Words are looked for in the same pass over the texts.
 */
export function compileSelections(
  queries: readonly QueryNode[],
  view: QueryView,
  options: CompileOptions & { readonly members?: string } = {},
): CompiledSelections {
  const all = and(queries.flatMap(conjuncts));
  const scope = scopeFor(all, options);
  const own = termCompiler(scope, view, options);
  const roles = rolesWithin(conjuncts(all), []);
  const terms = queries.map((query) => new Map(conjuncts(query).map((term) => [formatQuery(term), term])));
  const [first = new Map<string, QueryNode>(), ...others] = terms;
  const common = new Set([...first.keys()].filter((key) => others.every((other) => other.has(key))));
  const holding = (nodes: readonly QueryNode[]): string =>
    nodes.length === 0
      ? "TRUE"
      : joined(
          nodes.map((node) => own(node, roles)),
          "AND",
        );
  const where = holding([...first].filter(([key]) => common.has(key)).map(([, node]) => node));
  const conditions = terms.map((own) => holding([...own].filter(([key]) => !common.has(key)).map(([, node]) => node)));
  return { filter: compiled(all, scope, where), conditions };
}

/** Compiles one term for the rows of a view. */
function termCompiler(
  scope: FilterScope,
  view: QueryView,
  options: CompileOptions & { readonly members?: string },
): (node: QueryNode, roles: readonly Pattern[]) => string {
  if (view === "spans") {
    const alias = options.alias ?? "s";
    return (node, roles) => spanCondition(scope, node, alias, false, roles);
  }
  const unit =
    view === "traces"
      ? traceUnit(scope, options.alias ?? "t")
      : conversationUnit(
          scope,
          options.alias ?? "c",
          scope.table(`SELECT conversation, trace FROM ${options.members ?? NAMED_CONVERSATIONS}`),
        );
  return (node, roles) => unitCondition(scope, node, unit, false, roles);
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
    traces: options.traces,
  });
}

function compiled(query: QueryNode, scope: FilterScope, where: string): CompiledFilter {
  const words = highlightNodes(query).flatMap((finding) => scope.words.get(findingKey(finding))?.column ?? []);
  const scan = scanOf(scope);
  const made = scan === null ? [] : scanTables(scan, words);
  const { parameters, lookups, patterns } = scope;
  return { tables: [...made, ...scope.tables], where, parameters, words, scan, lookups, patterns };
}

function scanOf(scope: FilterScope): TextScan | null {
  if (scope.words.size === 0) return null;
  const within = `SELECT text FROM use WHERE TRUE${scope.inTrace("use")} UNION SELECT error_text FROM span WHERE TRUE${scope.inTrace("span")}`;
  return {
    words: [...scope.words.values()],
    among: scope.traces === null ? "TRUE" : `id IN (${within})`,
    isFresh: !scope.all,
    where: `${scope.all ? "TRUE" : "u.is_new"}${scope.inTrace("u")}`,
  };
}

/** How many of a filter's tables are its scan's. */
export const SCAN_TABLES = 2;

/** The two tables of a scan as `WITH` clauses; the score of a text is how many of the words it holds. */
function scanTables(scan: TextScan, words: readonly string[]): string[] {
  const score = words.length === 0 ? "0" : words.map((column) => `q.${column}::INTEGER`).join(" + ");
  return [
    `${FOUND_TEXTS} AS MATERIALIZED (${textsSql(scan)})`,
    `${FOUND_USES} AS MATERIALIZED (${usesSql(scan, score)})`,
  ];
}

/** SQL of `FOUND_TEXTS`, of texts in a range of ids, with further columns over rows of `text` and the columns of the words. */
export function textsSql(scan: TextScan, range = "TRUE", more: readonly string[] = []): string {
  const [only, ...others] = scan.words;
  const rest = more.map((column) => `, ${column}`).join("");
  if (only !== undefined && others.length === 0) {
    // What was asked of every row that is left is not asked again.
    return `SELECT id AS text, length, TRUE AS ${only.column}${rest} FROM text WHERE ${range} AND ${scan.among} AND ${only.holds}`;
  }
  // What is volatile is not moved below a projection: without it each text would be looked through once more for the condition.
  const found = scan.words.map(({ column, holds }) => `(${holds} AND random() >= 0) AS ${column}`).join(", ");
  const columns = scan.words.map(({ column }) => column);
  return `SELECT id AS text, length, ${columns.join(", ")}${rest} FROM (
    SELECT id, length, body, folded, opened, ${found} FROM text WHERE ${range} AND ${scan.among}) WHERE ${columns.join(" OR ")}`;
}

/** SQL of `FOUND_USES`; `score` is over a row of `FOUND_TEXTS`, `q`. */
export function usesSql(scan: TextScan, score: string): string {
  const columns = scan.words.map(({ column }) => `q.${column}`).join(", ");
  return `SELECT u.trace, u.preorder, u.text, u.is_new, ${columns}, (${score})::DOUBLE AS score
    FROM "use" u JOIN ${FOUND_TEXTS} q ON q.text = u.text WHERE ${scan.where}`;
}
