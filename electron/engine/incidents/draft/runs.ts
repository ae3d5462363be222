import type { TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { chooseEach } from "../../queries/facets/chosen.js";
import type { Asked, DraftEvent } from "./asked.js";
import { firstLine } from "./words.js";

interface Run {
  readonly trace_id: TraceId;
  readonly title: string;
  readonly at_ms: number;
}

/** The first and the last run that the list of runs shows for the query, by when they began. */
export async function runEvents(session: Session, { query, zoneOffsetMinutes }: Asked): Promise<DraftEvent[]> {
  const { rows } = await chooseEach(session, [query], { view: "traces", zoneOffsetMinutes }, "");
  const run = (order: string): Promise<Run | undefined> =>
    session.first<Run>(
      `SELECT t.trace_id, coalesce(t.title, t.root_name) AS title, t.start_ns / 1e6 AS at_ms
      FROM ${rows} c JOIN trace t ON t.trace = c.trace WHERE t.start_ns IS NOT NULL ORDER BY ${order} LIMIT 1`,
    );
  const first = await run("t.start_ns, t.trace_id");
  const last = await run("t.start_ns DESC, t.trace_id DESC");
  const event = (kind: "firstRun" | "lastRun", words: string, found: Run): DraftEvent => ({
    kind,
    atMs: found.at_ms,
    text: `${words}: ${firstLine(found.title)}`,
    traceId: found.trace_id,
    spanId: null,
  });
  if (first === undefined || last === undefined) return [];
  if (first.trace_id === last.trace_id) return [event("firstRun", "The run", first)];
  return [event("firstRun", "First affected run", first), event("lastRun", "Last affected run", last)];
}
