import type { Session } from "../db/session.js";
import { type TracePage, tracesOf } from "./trace-pages.js";

/** Longest chain of runs that is followed, as a power of two. */
const MOST_ROUNDS = 24;

/**
 * Notes what conversations are made of: how often a user speaks in each trace that was staged, and, where the data names no
 * conversation, which traces go on with another one. To be called when the derived tables are filled. By pages, as what is
 * counted apart in each trace stays in memory until it has been written.
 */
export async function noteTalks(session: Session, pages: readonly TracePage[]): Promise<void> {
  for (const page of pages) await noteParts(session, page);
  for (const page of pages) await noteExchanges(session, page);
  await findContinuations(session);
}

/**
 * One row a trace in which something was said. `says` is the first new message of the user's, `asked` and `answered` are the last exchange that its first call repeats: the
 * last answer before the new message, and the user's message before that. What follows the answer is new in this trace. What
 * agents tell each other in a user's name is no turn of the user's, so only messages to the agent of the first call count.
 */
async function noteParts(session: Session, page: TracePage): Promise<void> {
  await session.run(`INSERT INTO talk_part
    WITH calls AS (
      SELECT s.trace, arg_min(s.preorder, (s.kind <> 'llm', s.preorder)) AS preorder,
        arg_min_null(s.owner_agent, (s.kind <> 'llm', s.preorder)) AS agent
      FROM span s WHERE ${tracesOf(page, "s.trace")} AND s.messages > 0 GROUP BY s.trace),
    first_said AS (
      SELECT m.trace, m.preorder, m.position, m.part, m.role, m.text FROM message m JOIN calls c USING (trace, preorder)
      WHERE ${tracesOf(page, "m.trace")} AND m.direction = 'input' AND m.type = 'text'
        AND m.role IN ('user', 'assistant') AND m.text IS NOT NULL),
    answers AS (
      SELECT trace, max(position) AS position, arg_max(text, (position, part)) AS answered
      FROM first_said WHERE role = 'assistant' GROUP BY trace),
    asks AS (
      SELECT f.trace, arg_max(f.text, (f.position, f.part)) FILTER (f.position < a.position) AS asked,
        arg_min(f.text, (f.position, f.part)) FILTER (a.position IS NULL OR f.position > a.position) AS says,
        count(DISTINCT f.text) FILTER (a.position IS NULL OR f.position > a.position) AS turns
      FROM first_said f LEFT JOIN answers a USING (trace) WHERE f.role = 'user' GROUP BY f.trace),
    later AS (
      SELECT u.trace, count(DISTINCT u.text) AS turns FROM "use" u JOIN calls c USING (trace)
        JOIN span s ON s.trace = u.trace AND s.preorder = u.preorder AND s.owner_agent IS NOT DISTINCT FROM c.agent
      WHERE ${tracesOf(page, "u.trace")} AND ${tracesOf(page, "s.trace")}
        AND u.is_new AND u.part = 'input message' AND u.role = 'user' AND u.preorder > c.preorder
        AND NOT EXISTS (SELECT 1 FROM first_said f WHERE f.trace = u.trace AND f.text = u.text) GROUP BY u.trace)
    SELECT c.trace, (coalesce(k.turns, 0) + coalesce(l.turns, 0))::INTEGER, k.asked,
      CASE WHEN k.asked IS NOT NULL THEN a.answered END, k.says
    FROM calls c LEFT JOIN answers a USING (trace) LEFT JOIN asks k USING (trace) LEFT JOIN later l USING (trace)
    ORDER BY c.trace`);
}

/** What a user said last before a call, and what the call answered, of traces whose data names no conversation. */
async function noteExchanges(session: Session, page: TracePage): Promise<void> {
  await session.run(`INSERT INTO exchange
    WITH own AS (SELECT trace FROM trace WHERE conversation IS NULL AND ${tracesOf(page, "trace")}),
    pairs AS (
      SELECT m.trace, m.preorder,
        arg_max(m.text, (m.position, m.part)) FILTER (m.direction = 'input' AND m.role = 'user') AS asked,
        arg_max(m.text, (m.position, m.part)) FILTER (m.direction = 'output') AS answered
      FROM message m WHERE ${tracesOf(page, "m.trace")} AND m.trace IN (SELECT trace FROM own)
        AND m.type = 'text' AND m.text IS NOT NULL
      GROUP BY m.trace, m.preorder)
    SELECT p.trace, p.asked, p.answered, min(s.start_ns) FROM pairs p JOIN span s USING (trace, preorder)
    WHERE ${tracesOf(page, "s.trace")} AND p.asked IS NOT NULL AND p.answered IS NOT NULL AND s.start_ns IS NOT NULL
    GROUP BY ALL ORDER BY p.trace, p.asked, p.answered`);
}

/**
 * A trace goes on with the nearest earlier one in which the exchange was had that its first call repeats. Traces are
 * numbered anew by every import, so all of it is made again.
 */
async function findContinuations(session: Session): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE hop AS
    SELECT b.trace, e.trace AS previous, e.trace AS first
    FROM (SELECT p.trace, p.asked, p.answered, t.start_ns FROM talk_part p JOIN trace t USING (trace)
      WHERE p.answered IS NOT NULL AND t.conversation IS NULL AND t.start_ns IS NOT NULL) b
    ASOF JOIN exchange e ON e.asked = b.asked AND e.answered = b.answered AND b.start_ns > e.at_ns`);
  // Each round doubles the way: the first trace of the one that a trace goes on with is its own first trace too.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const more = await session.first("SELECT 1 AS more FROM hop a JOIN hop b ON b.trace = a.first LIMIT 1");
    if (more === undefined) break;
    await session.run(`CREATE OR REPLACE TEMP TABLE hop AS SELECT a.trace, a.previous, coalesce(b.first, a.first) AS first
      FROM hop a LEFT JOIN hop b ON b.trace = a.first`);
  }
  await session.run("DELETE FROM continuation");
  await session.run(`INSERT INTO continuation SELECT h.trace, p.trace_id, f.trace_id
    FROM hop h JOIN trace p ON p.trace = h.previous JOIN trace f ON f.trace = h.first ORDER BY h.trace`);
  await session.run("DROP TABLE hop");
}
