import { and, conjuncts, type QueryNode } from "./ast.js";
import type { QueryView } from "./fields.js";
import { formatQuery } from "./format.js";

const SAFE = /^[\w@%+=:,./-]+$/;
/** Signs that a terminal acts on, even within quotes: control characters, and those that turn the direction of writing. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * A text as one word of a shell command, whatever is in it. Quoted for POSIX shells; where it holds signs that a terminal would act
 * on when it is pasted they are written out in `$'...'` (POSIX.1-2024; bash, zsh and ksh know it).
 */
export function shellWord(text: string): string {
  if (SAFE.test(text)) return text;
  if (!UNSEEN.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const written = Array.from(text, (sign) => (UNSEEN.test(sign) || sign === "'" || sign === "\\" ? octal(sign) : sign));
  return `$'${written.join("")}'`;
}

/** The bytes of a sign's UTF-8, each as three octal digits. */
function octal(sign: string): string {
  const bytes = [...new TextEncoder().encode(sign)];
  return bytes.map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

/** Where a search is run at the command line: a list of `skein search`, or a command of its own. */
export type CommandLineView = QueryView | "network" | "retrieval";

export interface CommandLineSearch {
  readonly query: string;
  readonly in: CommandLineView;
  /** The workspace's file. */
  readonly workspace: string;
}

/** `skein search 'QUERY' --in traces --workspace FILE`, or `skein network 'QUERY' --workspace FILE`, to be pasted into a shell. */
export function searchCommandLine(search: CommandLineSearch): string {
  const own = search.in === "network" || search.in === "retrieval";
  const command = `skein ${own ? search.in : "search"}`;
  const options = `${own ? "" : `--in ${search.in} `}--workspace ${shellWord(search.workspace)}`;
  const query = search.query.trim();
  // What begins with a hyphen would be taken for an option.
  return query.startsWith("-")
    ? `${command} ${options} -- ${shellWord(query)}`
    : `${command} ${quoted(query)} ${options}`;
}

/** A query is always quoted: it is words of people, and reads better so. */
function quoted(query: string): string {
  const word = shellWord(query);
  return word === query ? `'${word}'` : word;
}

/** A query that holds only within some traces, as the search within one trace or conversation does; at least one. */
export function queryWithin(query: QueryNode, traceIds: readonly string[]): string {
  const traces = traceIds.map((value): QueryNode => ({ type: "match", field: "trace", value, wildcard: false }));
  const [only] = traces;
  const within: QueryNode = traces.length === 1 && only !== undefined ? only : { type: "or", terms: traces };
  return formatQuery(and([within, ...conjuncts(query)]));
}
