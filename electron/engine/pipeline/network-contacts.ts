import { findContacts } from "../analysis/network/contacts.js";
import type { ContactSink, Party, Profile, Prompt, Relation, Run } from "../analysis/network/run.js";
import { type ReadColumns, readColumns } from "../db/column-reader.js";
import { ColumnWriter } from "../db/column-writer.js";
import { readTexts } from "../db/read-texts.js";
import type { Session } from "../db/session.js";
import { ContactOutput } from "./contact-output.js";
import { readProfiles, SAME_PROFILE } from "./network-profiles.js";
import { Relations } from "./network-relations.js";

/** Spans that are read at once, more where one trace has more. */
const PAGE_SPANS = 16_384;
/** Spans after which other work gets its turn. */
const PAUSE_SPANS = 5000;
const PROMPT_WORDS = 160;

/** Finds who did what with whom in the traces that were staged. To be called when the derived tables are filled. */
export async function noteContacts(session: Session): Promise<void> {
  const staged = await session.first<Staged>(`SELECT min(trace) AS first, max(trace) AS last,
      (SELECT count(*) FROM stage_span)::DOUBLE AS spans, (SELECT count(*) FROM stage_link)::DOUBLE AS links,
      (SELECT count(*) FROM stage_message WHERE type = 'tool_call'
        AND direction = 'output')::DOUBLE AS requests FROM stage_trace`);
  if (staged === undefined || staged.spans === 0) return;
  const profiles = await readProfiles(session);
  const relations = await Relations.open(session);
  const output = new ContactOutput(new ColumnWriter(await session.appender("contact")));
  const look = {
    links: staged.links > 0,
    requests: staged.requests > 0,
    prompts: profiles.some((profile) => profile.kind === "llm" && profile.agent === null),
  };
  for (const { first, last } of await pagesOf(session, staged)) {
    await notePage(session, `BETWEEN ${first} AND ${last}`, look, profiles, relations, output);
  }
  output.close();
  await relations.store();
}

interface Range {
  readonly first: number;
  readonly last: number;
}
interface Staged extends Range {
  readonly spans: number;
  readonly links: number;
  readonly requests: number;
}
/** What is worth looking for. */
type Look = Readonly<Record<"links" | "requests" | "prompts", boolean>>;

/** Traces that are staged have numbers of their own, so that a range has no others in it. */
async function pagesOf(session: Session, staged: Staged): Promise<readonly Range[]> {
  if (staged.spans <= PAGE_SPANS) return [staged];
  return session.rows<Range>(`SELECT min(trace) AS first, max(trace) AS last FROM (
      SELECT trace, sum(spans) OVER (ORDER BY trace) // ${PAGE_SPANS} AS page FROM trace WHERE trace IN (SELECT trace FROM stage_trace))
    GROUP BY page ORDER BY first`);
}

async function notePage(
  session: Session,
  range: string,
  look: Look,
  profiles: readonly Profile[],
  relations: Relations,
  output: ContactOutput,
): Promise<void> {
  const spans = await readColumns(
    await session.result(`SELECT s.trace, p.id, s.parent, s.subtree_end, s.flags, (s.status = 'error')::UTINYINT,
      (s.status <> 'error' AND s.end_ns IS NOT NULL AND s.output_text IS NOT NULL)::UTINYINT,
      (s.start_ns - min(s.start_ns) OVER ())::DOUBLE, s.duration_ns::DOUBLE,
      (CASE WHEN s.counted THEN s.total_tokens END)::DOUBLE, (CASE WHEN s.counted THEN s.cost_usd END)::DOUBLE
    FROM span s JOIN stage_profile p ON ${SAME_PROFILE} WHERE s.trace ${range} ORDER BY s.trace, s.preorder`),
  );
  const requests = look.requests ? await requestsOf(session, range) : NONE;
  const links = look.links ? await linksOf(session, range) : NONE;
  const prompts = look.prompts ? await promptsOf(session, range) : NONE;
  const trace = spans.integers(0);
  const page = pageColumns(spans);
  let sincePause = 0;
  for (let from = 0; from < spans.rows;) {
    const id = trace[from] ?? 0;
    let to = from + 1;
    while (to < spans.rows && trace[to] === id) to++;
    const run = runOf(page, profiles, from, to, requests.get(id), links.get(id), prompts.get(id));
    output.begin(id, page, from);
    findContacts(run, sinkOf(run, relations, output));
    sincePause += to - from;
    from = to;
    if (sincePause < PAUSE_SPANS) continue;
    sincePause = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
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
  requests: Run["requests"] = new Map(),
  links: Run["links"] = new Map(),
  prompts: Run["prompts"] = new Map(),
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
    requests,
    links,
    prompts,
  };
}

function sinkOf(run: Run, relations: Relations, output: ContactOutput): ContactSink {
  return {
    add: (row: number, of: number, relation: Relation) => output.add(row, of, relations.idOf(relation), true),
    addCall: (row: number, actor: Party) => {
      const profile = run.profiles[run.profile[row] ?? -1];
      if (profile === undefined) return;
      for (const id of relations.ofCall(actor, profile)) output.add(row, row, id, false);
    },
  };
}

/** By trace and row. */
type ByTrace<T> = ReadonlyMap<number, ReadonlyMap<number, T>>;
const NONE: ByTrace<never> = new Map();

/** Tools that a model asked for, each call once, that no span of their trace ran. */
async function requestsOf(session: Session, range: string): Promise<ByTrace<string[]>> {
  const rows = await session.rows<{
    trace: number;
    row: number;
    tool: string;
  }>(`SELECT m.trace, min(m.preorder) AS row, m.tool
    FROM message m WHERE m.trace ${range} AND m.type = 'tool_call' AND m.direction = 'output' AND m.tool IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM span s WHERE s.trace = m.trace AND s.tool = m.tool)
      AND NOT EXISTS (SELECT 1 FROM span s WHERE s.trace = m.trace AND s.tool_call_id = m.call_id)
    GROUP BY m.trace, m.tool, coalesce(m.call_id, concat_ws(' ', m.preorder, m.position, m.part)) ORDER BY m.trace, row`);
  const found = new Map<number, Map<number, string[]>>();
  for (const { trace, row, tool } of rows) {
    const run = found.get(trace) ?? new Map<number, string[]>();
    found.set(trace, run);
    run.set(row, [...(run.get(row) ?? []), tool]);
  }
  return found;
}

/** Links between spans of one trace. */
async function linksOf(session: Session, range: string): Promise<ByTrace<number[]>> {
  const rows = await session.rows<{ trace: number; row: number; linked: number }>(`SELECT l.trace, l.preorder AS row,
      s.preorder AS linked FROM link l JOIN span s ON s.trace = l.trace AND s.span_id = l.linked_span_id
    WHERE l.trace ${range} AND s.trace ${range} ORDER BY l.trace, l.preorder, l.position`);
  const found = new Map<number, Map<number, number[]>>();
  for (const { trace, row, linked } of rows) {
    const run = found.get(trace) ?? new Map<number, number[]>();
    found.set(trace, run);
    run.set(row, [...(run.get(row) ?? []), linked]);
  }
  return found;
}

/** System prompts of model calls that no agent is named for. */
async function promptsOf(session: Session, range: string): Promise<ByTrace<Prompt>> {
  const rows = await session.rows<{ trace: number; row: number; text: number; hash: string }>(`SELECT m.trace,
      m.preorder AS row, arg_min(m.text, (m.position, m.part)) AS text, arg_min(t.hash::VARCHAR, (m.position, m.part)) AS hash
    FROM message m JOIN span s ON s.trace = m.trace AND s.preorder = m.preorder JOIN text t ON t.id = m.text
    WHERE m.trace ${range} AND s.trace ${range} AND s.owner_agent IS NULL AND s.kind = 'llm' AND m.role = 'system'
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
