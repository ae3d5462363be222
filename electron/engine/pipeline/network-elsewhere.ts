import { findActors } from "../analysis/network/actors.js";
import type { Party, Profile } from "../analysis/network/run.js";
import type { Session } from "../db/session.js";
import { type ByTrace, readRuns } from "./network-runs.js";

/** Spans of other traces that are read at once, more where one trace has more. */
const PAGE_SPANS = 16_384;

/**
 * Makes `stage_elsewhere`, where staged spans link to spans of other traces that the workspace has, and `stage_other`, those traces in
 * pages. False where there are none.
 */
export async function noteLinksElsewhere(session: Session): Promise<boolean> {
  await session.run(`CREATE OR REPLACE TEMP TABLE stage_elsewhere AS
    SELECT l.trace, l.preorder, l.position, s.trace AS other, s.preorder AS linked
    FROM link l JOIN trace own ON own.trace = l.trace JOIN trace t ON t.trace_id = l.linked_trace_id
      JOIN span s ON s.trace = t.trace AND s.span_id = l.linked_span_id
    WHERE l.trace IN (SELECT trace FROM stage_trace) AND l.linked_trace_id <> own.trace_id`);
  if ((await session.first("SELECT trace FROM stage_elsewhere LIMIT 1")) === undefined) return false;
  await session.run(`CREATE OR REPLACE TEMP TABLE stage_other AS
    SELECT trace, (sum(spans) OVER (ORDER BY trace) // ${PAGE_SPANS})::INTEGER AS page FROM trace
    WHERE trace IN (SELECT other FROM stage_elsewhere)`);
  return true;
}

/** By trace and row: the agents at work where staged spans link to, in the order of the links. */
export async function agentsElsewhere(
  session: Session,
  profiles: readonly Profile[],
  prompts: boolean,
): Promise<ByTrace<Map<number, Party[]>>> {
  const found: (LinkInto & { readonly party: Party })[] = [];
  const look = { links: false, requests: false, prompts };
  const pages = await session.rows<{ page: number }>("SELECT DISTINCT page FROM stage_other ORDER BY page");
  for (const { page } of pages) {
    const traces = `IN (SELECT trace FROM stage_other WHERE page = ${page})`;
    const wanted = await linksInto(session, traces);
    for (const { trace, run } of await readRuns(session, traces, look, profiles)) {
      const { actor } = findActors(run);
      for (const link of wanted.get(trace) ?? []) {
        const party = actor[link.linked] ?? null;
        if (party !== null) found.push({ ...link, party });
      }
    }
  }
  const byTrace = new Map<number, Map<number, Party[]>>();
  for (const { trace, row, party } of found.sort((a, b) => a.position - b.position)) {
    const rows = byTrace.get(trace) ?? new Map<number, Party[]>();
    byTrace.set(trace, rows);
    rows.set(row, [...(rows.get(row) ?? []), party]);
  }
  return byTrace;
}

interface LinkInto {
  readonly trace: number;
  readonly row: number;
  /** Among the links of its span. */
  readonly position: number;
  readonly other: number;
  readonly linked: number;
}

async function linksInto(session: Session, traces: string): Promise<ByTrace<LinkInto[]>> {
  const links = await session.rows<LinkInto>(
    `SELECT trace, preorder AS row, position, other, linked FROM stage_elsewhere WHERE other ${traces}`,
  );
  const into = new Map<number, LinkInto[]>();
  for (const link of links) {
    const known = into.get(link.other);
    if (known === undefined) into.set(link.other, [link]);
    else known.push(link);
  }
  return into;
}
