import type { FacetField } from "../../../../shared/contract/search.js";
import { KIND_SYNONYMS, SPAN_KINDS, SPAN_STATUSES } from "../../../../shared/model/kind.js";
import type { Choice } from "./chosen.js";

/** Columns of `span` that hold a field's value. */
const COLUMNS = { agent: "owner_agent", tool: "tool", model: "model", kind: "kind", status: "status" } as const;

/** What `chooseEach` has to count of spans. */
export const COUNTED_COLUMNS = `${Object.values(COLUMNS).join(", ")}, source`;

/** Which kinds a search for a kind means, as rows of (shown, kind). */
const KINDS = SPAN_KINDS.flatMap((shown) => (KIND_SYNONYMS[shown] ?? [shown]).map((kind) => `('${shown}', '${kind}')`));

/**
 * SQL for the values of a field in what a query selects, one of those that `chooseEach` was asked for, by its place: (value, count),
 * rows of the view that have the value. Of spans `chooseEach` has counted `COUNTED_COLUMNS`.
 */
export function facetRows(field: FacetField, choice: Choice, place: number): string {
  if (field === "label" || field === "verdict") return saidRows(SAID_COLUMNS[field], choice, place);
  const chosen = `(FROM ${choice.rows} WHERE (mask >> ${place}) & 1 = 1)`;
  return choice.view === "spans" ? spanRows(field, chosen) : unitRows(field, chosen);
}

function spanRows(field: Exclude<FacetField, "label" | "verdict">, chosen: string): string {
  if (field === "source") {
    return `SELECT o.name AS value, sum(c.n) AS count FROM ${chosen} c JOIN source o ON o.id = c.source GROUP BY o.name`;
  }
  const column = COLUMNS[field];
  const counted = `SELECT ${column}::VARCHAR AS value, sum(n) AS count FROM ${chosen} WHERE ${column} IS NOT NULL GROUP BY ${column}`;
  if (field !== "kind") return counted;
  return `SELECT k.shown AS value, sum(c.count) AS count FROM (${counted}) c JOIN (VALUES ${KINDS.join(", ")}) k(shown, kind)
    ON k.kind = c.value GROUP BY k.shown HAVING bool_or(k.kind = k.shown)`;
}

/** A trace knows its agents, models and sources; the others are asked of its spans. */
const LISTS: Readonly<Partial<Record<FacetField, string>>> = { agent: "agents", model: "models", source: "sources" };

function unitRows(field: Exclude<FacetField, "label" | "verdict">, chosen: string): string {
  const list = LISTS[field];
  if (list !== undefined) {
    const values = `SELECT c.unit, unnest(t.${list}) AS value FROM ${chosen} c JOIN trace t ON t.trace = c.trace`;
    return field === "source"
      ? `SELECT o.name AS value, count(DISTINCT v.unit) AS count FROM (${values}) v JOIN source o ON o.id = v.value GROUP BY o.name`
      : `SELECT value, count(DISTINCT unit) AS count FROM (${values}) GROUP BY value`;
  }
  const spans = `FROM span s JOIN ${chosen} c ON c.trace = s.trace`;
  if (field === "tool")
    return `SELECT value, count(*) AS count FROM (SELECT DISTINCT c.unit, s.tool AS value ${spans} WHERE s.tool IS NOT NULL) GROUP BY value`;
  // Sets of few values are quicker to make than rows that are told apart.
  const codes = field === "kind" ? SPAN_KINDS : SPAN_STATUSES;
  const bits = codes.map((name, code) => `('${name}', ${1 << code}, ${maskOf(name, codes)})`);
  return `SELECT v.name AS value, count(*) AS count
    FROM (SELECT c.unit, bit_or(1::INTEGER << enum_code(s.${field})::INTEGER) AS mask ${spans} GROUP BY c.unit) m
    JOIN (VALUES ${bits.join(", ")}) v(name, own, bits) ON (m.mask & v.bits) > 0
    GROUP BY v.name HAVING bool_or((m.mask & v.own) > 0)`;
}

/** The set of kinds that a search for a kind means, or of the one status. */
function maskOf(name: string, codes: readonly string[]): number {
  return (KIND_SYNONYMS[name] ?? [name]).reduce((mask, one) => mask | (1 << codes.indexOf(one)), 0);
}

/** Columns of `annotation` and of `evaluation`. */
const SAID_COLUMNS = { label: "label", verdict: "name" } as const;

/** What is said of a whole trace is said of its first span. */
function saidRows(column: "label" | "name", choice: Choice, place: number): string {
  const said = `(SELECT DISTINCT trace_id, span_id, ${column} AS value FROM annotation WHERE ${column} IS NOT NULL AND trace_id IS NOT NULL)`;
  const condition = choice.view === "spans" ? choice.spanIs(place) : "TRUE";
  const values = `SELECT s.trace, s.preorder, l.value FROM ${said} l JOIN trace own ON own.trace_id = l.trace_id
      JOIN span s ON s.trace = own.trace AND s.span_id = l.span_id WHERE ${condition}
    UNION SELECT s.trace, s.preorder, l.value FROM ${said} l JOIN trace own ON own.trace_id = l.trace_id
      JOIN span s ON s.trace = own.trace AND s.preorder = 0 WHERE l.span_id IS NULL AND ${condition}
    UNION SELECT s.trace, s.preorder, e.${column} FROM evaluation e JOIN span s
      ON s.trace = e.trace AND s.preorder = e.preorder WHERE e.${column} IS NOT NULL AND ${condition}`;
  if (choice.view === "spans") return `SELECT value, count(*) AS count FROM (${values}) GROUP BY value`;
  return `SELECT v.value, count(DISTINCT c.unit) AS count FROM (${values}) v JOIN ${choice.rows} c ON c.trace = v.trace
    WHERE (c.mask >> ${place}) & 1 = 1 GROUP BY v.value`;
}
