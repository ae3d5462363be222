import { SPAN_KINDS } from "../model/kind.js";
import type { SpanKind } from "../model/kind.js";

/** A line of the trace text: one span. */
export interface SpanLine {
  readonly kind: SpanKind;
  readonly name: string;
  /** `name`, or `name#2` for the second of that name in its trace. */
  readonly key: string;
  readonly parent: SpanLine | null;
  readonly startNs: number;
  /** Null for a span that has not ended. */
  readonly endNs: number | null;
  /** Name of the agent that handed over, from `<- name`. */
  readonly handedOverBy: string | null;
  readonly error: string | null;
  /** What stands in brackets: `in`, `out`, `cost`, `model` and any attribute. */
  readonly options: ReadonlyMap<string, string>;
  /** The quoted texts: what went in, and after `=>` what came out. */
  readonly input: string | null;
  readonly output: string | null;
}

export interface TraceLines {
  readonly name: string;
  /** ISO 8601 or null. */
  readonly at: string | null;
  /** `conversation`, `user`, `service` of the head line. */
  readonly options: ReadonlyMap<string, string>;
  readonly spans: readonly SpanLine[];
}

const NS_BY_UNIT: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };
const TOKEN = /\[[^\]]*\]|"(?:[^"\\]|\\.)*"|<-|=>|\S+/g;
const TIMES = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?|\?)(ns|us|ms|s)$/;

/** Reads the trace text. @throws Error that names the line */
export function parseTraceText(text: string): TraceLines[] {
  const traces: { name: string; at: string | null; options: Map<string, string>; spans: SpanLine[] }[] = [];
  let open: { indent: number; span: SpanLine }[] = [];
  let counts = new Map<string, number>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.trim().startsWith("#")) continue;
    const tokens = line.match(TOKEN) ?? [];
    if (tokens[0] === "trace") {
      const options = optionsOf(tokens.filter((token) => token.startsWith("[")).join(" "));
      traces.push({ name: tokens[1] ?? "trace", at: options.get("at") ?? null, options, spans: [] });
      open = [];
      counts = new Map();
      continue;
    }
    if (traces.length === 0) traces.push({ name: "trace", at: null, options: new Map(), spans: [] });
    const indent = line.length - line.trimStart().length;
    open = open.filter((ancestor) => ancestor.indent < indent);
    const span = parseSpan(tokens, index + 1, open.at(-1)?.span ?? null, counts);
    open.push({ indent, span });
    traces.at(-1)?.spans.push(span);
  }
  return traces;
}

function parseSpan(tokens: string[], line: number, parent: SpanLine | null, counts: Map<string, number>): SpanLine {
  const [kindWord, name, ...rest] = tokens;
  const kind = SPAN_KINDS.find((known) => known === kindWord);
  if (kind === undefined) throw new Error(`line ${line}: "${kindWord}" is no span kind`);
  if (name === undefined) throw new Error(`line ${line}: the ${kind} has no name`);
  const times = rest.map((token) => TIMES.exec(token)).find((match) => match !== null);
  if (times === undefined) throw new Error(`line ${line}: ${name} has no times like 5-40ms`);
  const unit = NS_BY_UNIT[times[3] ?? ""] ?? 1;
  const arrow = rest.indexOf("<-");
  const becomes = rest.indexOf("=>");
  const quoted = rest.flatMap((token, at) => (token.startsWith('"') ? [{ at, text: String(JSON.parse(token)) }] : []));
  const options = optionsOf(rest.filter((token) => token.startsWith("[")).join(" "));
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return {
    kind,
    name,
    key: count === 1 ? name : `${name}#${count}`,
    parent,
    startNs: Math.round(Number(times[1]) * unit),
    endNs: times[2] === "?" ? null : Math.round(Number(times[2]) * unit),
    handedOverBy: arrow === -1 ? null : (rest[arrow + 1] ?? null),
    error: options.get("error") ?? null,
    options,
    input: quoted.find(({ at }) => becomes === -1 || at < becomes)?.text ?? null,
    output: becomes === -1 ? null : (quoted.find(({ at }) => at > becomes)?.text ?? null),
  };
}

/** `[in:900 out:40] [error:timeout]` → in, out, error. A word without a value stands for itself. */
function optionsOf(brackets: string): Map<string, string> {
  const options = new Map<string, string>();
  for (const word of brackets.replaceAll(/[[\]]/g, " ").split(/\s+/)) {
    if (word === "") continue;
    const colon = word.indexOf(":");
    if (colon === -1) options.set(word, word);
    else options.set(word.slice(0, colon), word.slice(colon + 1));
  }
  return options;
}
