import type { Profile, Prompt, Run } from "../analysis/network/run.js";
import { type ReadColumns, readColumns } from "../db/column-reader.js";
import { readTexts } from "../db/read-texts.js";
import type { Session } from "../db/session.js";
import { SAME_PROFILE } from "./network-profiles.js";

const PROMPT_WORDS = 160;

/** What of runs is worth looking for. */
export type Look = Readonly<Record<"links" | "requests" | "prompts", boolean>>;

/** A run among those of a page: its trace's number, and where its spans lie in the page. */
export interface PageRun {
  readonly trace: number;
  readonly page: PageColumns;
  readonly from: number;
  readonly run: Run;
}

/** Reads the runs of some traces. `traces` is our own SQL behind a column: `BETWEEN 1 AND 9`. */
export async function readRuns(
  session: Session,
  traces: string,
  look: Look,
  profiles: readonly Profile[],
  elsewhere: ByTrace<Run["elsewhere"]> = new Map(),
): Promise<Iterable<PageRun>> {
  const spans = await readColumns(
    await session.result(`SELECT s.trace, p.id, s.parent, s.subtree_end, s.flags, (s.status = 'error')::UTINYINT,
      (s.status <> 'error' AND s.end_ns IS NOT NULL AND s.output_text IS NOT NULL)::UTINYINT,
      (s.start_ns - min(s.start_ns) OVER ())::DOUBLE, s.duration_ns::DOUBLE,
      (CASE WHEN s.counted THEN s.total_tokens END)::DOUBLE, (CASE WHEN s.counted THEN s.cost_usd END)::DOUBLE
    FROM span s JOIN stage_profile p ON ${SAME_PROFILE} WHERE s.trace ${traces} ORDER BY s.trace, s.preorder`),
  );
  const requests = look.requests ? await requestsOf(session, traces) : new Map<number, never>();
  const links = look.links ? await linksOf(session, traces) : new Map<number, never>();
  const prompts = look.prompts ? await promptsOf(session, traces) : new Map<number, never>();
  const trace = spans.integers(0);
  const page = pageColumns(spans);
  function* runs(): Generator<PageRun> {
    for (let from = 0; from < trace.length;) {
      const id = trace[from] ?? 0;
      let to = from + 1;
      while (to < trace.length && trace[to] === id) to++;
      const more = { requests: requests.get(id), links: links.get(id), prompts: prompts.get(id) };
      yield { trace: id, page, from, run: runOf(page, profiles, from, to, { ...more, elsewhere: elsewhere.get(id) }) };
      from = to;
    }
  }
  return runs();
}

/** The columns of a page of spans, in order of (trace, preorder). */
export interface PageColumns {
  readonly profile: Int32Array;
  readonly parent: Int32Array;
  readonly subtreeEnd: Int32Array;
  readonly orphan: Uint8Array;
  readonly failed: Uint8Array;
  readonly answered: Uint8Array;
  readonly startNs: Float64Array;
  readonly durationNs: Float64Array;
  readonly tokens: Float64Array;
  readonly costUsd: Float64Array;
}

function pageColumns(spans: ReadColumns): PageColumns {
  return {
    profile: spans.integers(1),
    parent: spans.integers(2),
    subtreeEnd: spans.integers(3),
    orphan: spans.codes(4).map((flags) => flags & 1),
    failed: spans.codes(5),
    answered: spans.codes(6),
    startNs: spans.doubles(7),
    durationNs: spans.doubles(8),
    tokens: spans.doubles(9),
    costUsd: spans.doubles(10),
  };
}

function runOf(
  page: PageColumns,
  profiles: readonly Profile[],
  from: number,
  to: number,
  known: { readonly [Part in "requests" | "links" | "prompts" | "elsewhere"]: Run[Part] | undefined },
): Run {
  const profile = page.profile.subarray(from, to);
  return {
    rows: to - from,
    profiles,
    profile,
    parent: page.parent.subarray(from, to),
    subtreeEnd: page.subtreeEnd.subarray(from, to),
    startNs: page.startNs.subarray(from, to),
    hasGraphNodes: profile.some((id) => profiles[id]?.graphNode !== null && profiles[id]?.kind !== "agent"),
    orphan: page.orphan.subarray(from, to),
    requests: known.requests ?? new Map(),
    links: known.links ?? new Map(),
    prompts: known.prompts ?? new Map(),
    elsewhere: known.elsewhere ?? new Map(),
  };
}

/** By trace. */
export type ByTrace<T> = ReadonlyMap<number, T>;

/** Tools that a model asked for, each call once, that no span of their trace ran. */
async function requestsOf(session: Session, traces: string): Promise<ByTrace<Map<number, string[]>>> {
  const rows = await session.rows<{
    trace: number;
    row: number;
    tool: string;
  }>(`SELECT m.trace, min(m.preorder) AS row, m.tool
    FROM message m WHERE m.trace ${traces} AND m.type = 'tool_call' AND m.direction = 'output' AND m.tool IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM span s WHERE s.trace = m.trace AND s.tool = m.tool)
      AND NOT EXISTS (SELECT 1 FROM span s WHERE s.trace = m.trace AND s.tool_call_id = m.call_id)
    GROUP BY m.trace, m.tool, coalesce(m.call_id, concat_ws(' ', m.preorder, m.position, m.part)) ORDER BY m.trace, row, min(m.position), m.tool`);
  const found = new Map<number, Map<number, string[]>>();
  for (const { trace, row, tool } of rows) {
    const run = found.get(trace) ?? new Map<number, string[]>();
    found.set(trace, run);
    run.set(row, [...(run.get(row) ?? []), tool]);
  }
  return found;
}

/** Links between spans of one trace. */
async function linksOf(session: Session, traces: string): Promise<ByTrace<Map<number, number[]>>> {
  const rows = await session.rows<{ trace: number; row: number; linked: number }>(`SELECT l.trace, l.preorder AS row,
      s.preorder AS linked FROM link l JOIN span s ON s.trace = l.trace AND s.span_id = l.linked_span_id
    WHERE l.trace ${traces} AND s.trace ${traces} ORDER BY l.trace, l.preorder, l.position`);
  const found = new Map<number, Map<number, number[]>>();
  for (const { trace, row, linked } of rows) {
    const run = found.get(trace) ?? new Map<number, number[]>();
    found.set(trace, run);
    run.set(row, [...(run.get(row) ?? []), linked]);
  }
  return found;
}

/** System prompts of model calls that no agent is named for. */
async function promptsOf(session: Session, traces: string): Promise<ByTrace<Map<number, Prompt>>> {
  const rows = await session.rows<{ trace: number; row: number; text: number; hash: string }>(`SELECT m.trace,
      m.preorder AS row, arg_min(m.text, (m.position, m.part)) AS text, arg_min(t.hash::VARCHAR, (m.position, m.part)) AS hash
    FROM message m JOIN span s ON s.trace = m.trace AND s.preorder = m.preorder JOIN text t ON t.id = m.text
    WHERE m.trace ${traces} AND s.trace ${traces} AND s.owner_agent IS NULL AND s.kind = 'llm' AND m.role = 'system'
      AND m.direction = 'input' AND m.type = 'text' GROUP BY m.trace, m.preorder`);
  const found = new Map<number, Map<number, Prompt>>();
  if (rows.length === 0) return found;
  const texts = await readTexts(session, [...new Set(rows.map((row) => row.text))]);
  for (const { trace, row, text, hash } of rows) {
    const run = found.get(trace) ?? new Map<number, Prompt>();
    found.set(trace, run);
    run.set(row, { hash: hash.replaceAll("-", ""), opening: (texts.get(text) ?? "").slice(0, PROMPT_WORDS) });
  }
  return found;
}
