import type { CompareNode, MatchNode } from "../../../../shared/query/ast.js";
import { type Finding, findingKey, type ScannedWord, scannedWord } from "./text-scan.js";

export type BoundValue = string | number;

/** A table (record) that no SQL can make: the records with an attribute. */
export interface AttributeLookup {
  readonly table: string;
  readonly node: MatchNode | CompareNode;
  readonly trace: number | null;
}

/**
 * What grows while a query is compiled: bound values and named subqueries. Nothing that the user wrote gets into the SQL
 * but through `bind`. All names start with `q_`, so that they can stand beside those of the query around.
 */
export class FilterScope {
  readonly zoneOffsetMinutes: number;
  /** Look through repeated history too. */
  readonly all: boolean;
  /** Only this trace is asked for, so only its texts are looked through. */
  readonly trace: number | null;
  /** Only these traces are asked for; null for all. */
  readonly traces: readonly number[] | null;
  readonly #parameters: Record<string, BoundValue> = {};
  readonly #placeholders = new Map<BoundValue, string>();
  readonly #tables: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #words = new Map<string, ScannedWord>();
  readonly #lookups: AttributeLookup[] = [];
  readonly #patterns = new Set<string>();
  #aliases = 0;

  constructor(options: {
    zoneOffsetMinutes: number;
    all: boolean;
    trace: number | null;
    traces?: readonly number[] | undefined;
  }) {
    this.zoneOffsetMinutes = options.zoneOffsetMinutes;
    this.all = options.all;
    this.trace = options.trace;
    this.traces = options.traces ?? (options.trace === null ? null : [options.trace]);
  }

  /** The placeholder of a value; the same value has the same one. */
  bind(value: BoundValue): string {
    const known = this.#placeholders.get(value);
    if (known !== undefined) return known;
    const name = `q_${this.#placeholders.size}`;
    this.#parameters[name] = value;
    this.#placeholders.set(value, `$${name}`);
    return `$${name}`;
  }

  /** The name of a subquery, which is made once however often it is asked for. */
  table(sql: string): string {
    const known = this.#names.get(sql);
    if (known !== undefined) return known;
    const name = `q_t${this.#names.size}`;
    this.#names.set(sql, name);
    this.#tables.push(`${name} AS MATERIALIZED (${sql})`);
    return name;
  }

  /** The column of `FOUND_TEXTS` and `FOUND_USES` that tells where something is found. */
  word(finding: Finding): string {
    const key = findingKey(finding);
    const word = this.#words.get(key) ?? scannedWord(this, finding, `in_${this.#words.size}`);
    this.#words.set(key, word);
    return word.column;
  }

  /** The name of the table (record) of records with an attribute. It is there once the filter's tables are held. */
  lookup(node: MatchNode | CompareNode): string {
    const { type, field, value } = node;
    const asked = JSON.stringify([type, field, type === "compare" ? node.operator : node.wildcard, value]);
    const known = this.#names.get(asked);
    if (known !== undefined) return known;
    const table = `q_t${this.#names.size}`;
    this.#names.set(asked, table);
    this.#lookups.push({ table, node, trace: this.trace });
    return table;
  }

  /** The placeholder of a regular expression, which the database checks before anything runs. */
  bindPattern(source: string): string {
    this.#patterns.add(source);
    return this.bind(source);
  }

  alias(): string {
    this.#aliases += 1;
    return `q_s${this.#aliases}`;
  }

  get parameters(): Readonly<Record<string, BoundValue>> {
    return this.#parameters;
  }

  get tables(): readonly string[] {
    return this.#tables;
  }

  get lookups(): readonly AttributeLookup[] {
    return this.#lookups;
  }

  get patterns(): readonly string[] {
    return [...this.#patterns];
  }

  /** What is looked for in texts, by its key. */
  get words(): ReadonlyMap<string, ScannedWord> {
    return this.#words;
  }

  /** Keeps a table to the traces that are asked for: a further condition, or nothing. */
  inTrace(table: string): string {
    if (this.traces === null) return "";
    const [only, ...others] = this.traces;
    // Numbers are the store's own; a list of them is written out.
    return only !== undefined && others.length === 0
      ? ` AND ${table}.trace = CAST(${this.bind(only)} AS INTEGER)`
      : ` AND ${table}.trace IN (${this.traces.join(", ")})`;
  }
}

/** Turns a condition into its opposite; what is not known does not hold. */
export function unless(negated: boolean, condition: string): string {
  return negated ? `(${condition}) IS NOT TRUE` : condition;
}
