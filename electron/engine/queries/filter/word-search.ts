import { OWN_AGENT, SPAN } from "./columns.js";
import type { FilterScope } from "./filter-scope.js";
import { type Finding, FOUND_TEXTS, FOUND_USES } from "./text-scan.js";
import type { Pattern } from "./value-match.js";
import { nameMatches } from "./value-match.js";

/**
 * Columns in which a word is looked for besides the texts, because they say who and what a span is. The agent is the span's
 * own: what an agent's name is in should not be every span below it.
 */
const NAMED_BY = [SPAN.name, OWN_AGENT, SPAN.tool] as const;

/**
 * The subquery (trace, preorder) of spans that a word, phrase or pattern is found in: in a text that they newly use, in their name,
 * in that of their agent or tool, in their error. With roles it must have been said by one of them. A span may come twice.
 */
export function spansWithWords(scope: FilterScope, finding: Finding, roles: readonly Pattern[]): string {
  return scope.table(wordsSql(scope, finding, roles));
}

/** The subquery (trace) of the traces of those spans, each once: they are few beside the spans. */
export function tracesWithWords(scope: FilterScope, finding: Finding, roles: readonly Pattern[]): string {
  return scope.table(`SELECT DISTINCT trace FROM (${wordsSql(scope, finding, roles)})`);
}

function wordsSql(scope: FilterScope, finding: Finding, roles: readonly Pattern[]): string {
  const column = scope.word(finding);
  const texts = `SELECT text FROM ${FOUND_TEXTS} WHERE ${column}`;
  if (roles.length > 0) {
    return `SELECT u.trace, u.preorder FROM use u WHERE u.text IN (${texts})${saidBy(scope, roles, texts)}`;
  }
  const names = namesWith(scope, finding);
  const spans = (condition: string): string =>
    `SELECT s.trace, s.preorder FROM span s WHERE ${condition}${scope.inTrace("s")}`;
  // One branch each: where no name and no error has the word, none of them reads a row.
  return [
    `SELECT trace, preorder FROM ${FOUND_USES} WHERE ${column}`,
    ...NAMED_BY.map((name) => spans(`s.${name} IN (SELECT value FROM ${names})`)),
    spans(`s.error_text IN (${texts} AND text IN (SELECT error_text FROM ${errorTexts(scope)}))`),
  ].join(" UNION ALL ");
}

/** The subquery (trace, preorder) of spans that newly use anything said by one of some roles. */
export function spansWithRole(scope: FilterScope, roles: readonly Pattern[]): string {
  return scope.table(`SELECT DISTINCT u.trace, u.preorder FROM use u WHERE TRUE${saidBy(scope, roles)}`);
}

/** Errors repeat: they are told apart first, once for all words. */
function errorTexts(scope: FilterScope): string {
  return scope.table(`SELECT DISTINCT error_text FROM span WHERE error_text IS NOT NULL${scope.inTrace("span")}`);
}

/** Names repeat: they are told apart first, once for all words, and compared then. */
function namesWith(scope: FilterScope, finding: Finding): string {
  const every = NAMED_BY.map(
    (column) => `SELECT ${column} AS value FROM span WHERE ${column} IS NOT NULL${scope.inTrace("span")}`,
  );
  const names = scope.table(every.join(" UNION "));
  const matches =
    finding.type === "regex"
      ? `regexp_matches(value, ${scope.bindPattern(finding.source)}, 'i')`
      : nameMatches(scope, "value", { value: finding.value, wildcard: false }, "part");
  return scope.table(`SELECT value FROM ${names} WHERE ${matches}`);
}

/**
 * A further condition on rows of `use`, `u`: a text that one of some roles says, newly where that is asked for. The input of a turn or an
 * agent is often the user's message before any call has it as a message: what no role says there is said by whoever says the
 * same text in that trace. `texts` keeps that to some texts, a subquery of ids.
 */
function saidBy(scope: FilterScope, roles: readonly Pattern[], texts?: string): string {
  const fresh = scope.all ? "" : " AND u.is_new";
  const among = texts === undefined ? "" : ` AND w.text IN (${texts})`;
  const says = (use: string): string =>
    `(${roles.map((role) => nameMatches(scope, `${use}.role`, role, "whole")).join(" OR ")})`;
  const elsewhere = `SELECT w.trace, w.text FROM use w WHERE ${says("w")}${among}${scope.inTrace("w")}`;
  return `${fresh} AND (${says("u")} OR (u.role IS NULL AND (u.trace, u.text) IN (${elsewhere})))${scope.inTrace("u")}`;
}
