import { findContacts } from "../analysis/network/contacts.js";
import type { ContactSink, Party, Profile, Relation, Run } from "../analysis/network/run.js";
import { ColumnWriter } from "../db/column-writer.js";
import type { Session } from "../db/session.js";
import { ContactOutput } from "./contact-output.js";
import { agentsElsewhere, noteLinksElsewhere } from "./network-elsewhere.js";
import { readProfiles } from "./network-profiles.js";
import { Relations } from "./network-relations.js";
import { type ByTrace, type Look, readRuns } from "./network-runs.js";

/** Spans that are read at once, more where one trace has more. */
const PAGE_SPANS = 16_384;
/** Spans after which other work gets its turn. */
const PAUSE_SPANS = 5000;

/** Finds who did what with whom in the traces that were staged. To be called when the derived tables are filled. */
export async function noteContacts(session: Session): Promise<void> {
  const staged = await session.first<Staged>(`SELECT min(trace) AS first, max(trace) AS last,
      (SELECT count(*) FROM stage_span)::DOUBLE AS spans, (SELECT count(*) FROM stage_link)::DOUBLE AS links,
      (SELECT count(*) FROM stage_message WHERE type = 'tool_call'
        AND direction = 'output')::DOUBLE AS requests FROM stage_trace`);
  if (staged === undefined || staged.spans === 0) return;
  const hasElsewhere = staged.links > 0 && (await noteLinksElsewhere(session));
  const profiles = await readProfiles(session, hasElsewhere);
  const relations = await Relations.open(session);
  const output = new ContactOutput(new ColumnWriter(await session.appender("contact")));
  const look = {
    links: staged.links > 0,
    requests: staged.requests > 0,
    prompts: profiles.some((profile) => profile.kind === "llm" && profile.agent === null),
  };
  const elsewhere = hasElsewhere ? await agentsElsewhere(session, profiles, look.prompts) : new Map<number, never>();
  for (const { first, last } of await pagesOf(session, staged)) {
    await notePage(session, `BETWEEN ${first} AND ${last}`, look, profiles, elsewhere, relations, output);
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

/** Traces that are staged have numbers of their own, so that a range has no others in it. */
async function pagesOf(session: Session, staged: Staged): Promise<readonly Range[]> {
  if (staged.spans <= PAGE_SPANS) return [staged];
  return session.rows<Range>(`SELECT min(trace) AS first, max(trace) AS last FROM (
      SELECT trace, sum(spans) OVER (ORDER BY trace) // ${PAGE_SPANS} AS page FROM trace WHERE trace IN (SELECT trace FROM stage_trace))
    GROUP BY page ORDER BY first`);
}

async function notePage(
  session: Session,
  traces: string,
  look: Look,
  profiles: readonly Profile[],
  elsewhere: ByTrace<Run["elsewhere"]>,
  relations: Relations,
  output: ContactOutput,
): Promise<void> {
  let sincePause = 0;
  for (const { trace, page, from, run } of await readRuns(session, traces, look, profiles, elsewhere)) {
    output.begin(trace, page, from);
    findContacts(run, sinkOf(run, relations, output));
    sincePause += run.rows;
    if (sincePause < PAUSE_SPANS) continue;
    sincePause = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
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
