import { DERIVED_TABLES } from "../db/schema.js";
import type { Session } from "../db/session.js";
import { STAGE_TABLES, type StageTable } from "../db/tables.js";
import { countRequestsOnce } from "./count-once.js";
import { tracesOfNewLogs } from "./span-logs.js";
import { noteContacts } from "./network-contacts.js";
import { noteRetrievals } from "./retrievals.js";
import { noteTalks } from "./talks.js";
import { resolveAnnotations } from "./annotations.js";
import { numberTraces, recordsOf, type TracePage, tracesOf } from "./trace-pages.js";
import { buildTrees } from "./trees.js";
import { insertUses } from "./uses.js";

/** Version of the derivation: of the conventions and of what is made of them. `skein derive` brings stored spans to it. */
export const DERIVE_VERSION = 8;

const CHILD_TABLES = (Object.keys(STAGE_TABLES) as StageTable[]).filter((table) => table !== "span");
const columnsOf = (table: StageTable, alias: string): string =>
  Object.keys(STAGE_TABLES[table])
    .map((name) => `${alias}.${name}`)
    .join(", ");

/**
 * Puts the traces that new spans belong to back into the stage, together with all traces of their conversations, and
 * takes them out of the derived tables: they are derived again as a whole. So are traces that new logs belong to, and those that
 * link to new spans: who handed over to them is known now. `firstRecord` is the first of the import.
 */
export async function restageTouched(session: Session, firstRecord: number): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE touched AS
    WITH direct AS (SELECT trace FROM trace WHERE trace_id IN (SELECT DISTINCT trace_id FROM stage_span)
      UNION ${tracesOfNewLogs(firstRecord)}
      UNION SELECT trace FROM link WHERE linked_trace_id IN (SELECT DISTINCT trace_id FROM stage_span)),
    talks AS (
      SELECT conversation FROM stage_span WHERE conversation IS NOT NULL
      UNION SELECT conversation FROM trace WHERE trace IN (SELECT trace FROM direct) AND conversation IS NOT NULL)
    SELECT trace FROM direct UNION SELECT trace FROM trace WHERE conversation IN (SELECT conversation FROM talks)`);
  await restage(session);
}

/** Moves the traces of the table `touched` from the derived tables back to the stage. */
export async function restage(session: Session): Promise<void> {
  const touched = await session.first<{ n: number }>("SELECT count(*)::INTEGER AS n FROM touched");
  if (touched?.n === 0) return;
  for (const table of Object.keys(STAGE_TABLES) as StageTable[]) {
    await session.run(
      `INSERT INTO stage_${table} SELECT ${columnsOf(table, "d")} FROM ${table} d WHERE trace IN (SELECT trace FROM touched)`,
    );
  }
  for (const table of DERIVED_TABLES) {
    await session.run(`DELETE FROM ${table} WHERE trace IN (SELECT trace FROM touched)`);
  }
}

/** Makes trees, roll-ups and all derived rows of what is staged, in order of (trace, preorder). */
export async function finalise(session: Session): Promise<void> {
  const pages = await numberTraces(session);
  await buildTrees(session, pages);
  await countRequestsOnce(session);
  for (const page of pages) await insertSpans(session, page);
  for (const table of CHILD_TABLES) {
    if (table === "use") continue;
    const any = await session.first(`SELECT record FROM stage_${table} LIMIT 1`);
    if (any === undefined) continue;
    for (const page of pages) await insertChildren(session, table, page);
  }
  await insertUses(session, pages);
  for (const page of pages) await insertTraces(session, page);
  await noteTalks(session, pages);
  await noteContacts(session);
  await noteRetrievals(session);
  await resolveAnnotations(session);
}

async function insertSpans(session: Session, page: TracePage): Promise<void> {
  const named = (column: string): string =>
    `(SELECT record, ${column} FROM stage_span WHERE ${column} IS NOT NULL AND ${recordsOf(page, "record")})`;
  await session.run(`INSERT INTO span
    SELECT t.trace, t.preorder, t.subtree_end, t.depth, t.parent,
      CASE WHEN s.end_ns >= s.start_ns THEN s.end_ns - s.start_ns END, t.self_ns::BIGINT,
      t.flags | (CASE WHEN s.messages > 0 THEN 4 ELSE 0 END)::UTINYINT | (CASE WHEN s.documents > 0 THEN 8 ELSE 0 END)::UTINYINT,
      t.counted = 1,
      CASE WHEN s.input_tokens IS NOT NULL OR s.output_tokens IS NOT NULL
        THEN coalesce(s.input_tokens, 0) + coalesce(s.output_tokens, 0) END,
      a.agent, c.conversation, u.user_id, ${columnsOf("span", "s")}
    FROM stage_span s JOIN stage_tree t USING (record)
      LEFT JOIN ${named("agent")} a ON a.record = t.agent_record
      LEFT JOIN ${named("conversation")} c ON c.record = t.conversation_record
      LEFT JOIN ${named("user_id")} u ON u.record = t.user_record
    WHERE ${tracesOf(page, "t.trace")} AND ${recordsOf(page, "s.record")}
    ORDER BY t.trace, t.preorder`);
}

async function insertChildren(session: Session, table: StageTable, page: TracePage): Promise<void> {
  const order =
    table === "message" ? "c.direction, c.position, c.part" : table === "document" ? "c.role, c.rank" : "c.position";
  await session.run(`INSERT INTO ${table} SELECT t.trace, t.preorder, ${columnsOf(table, "c")}
    FROM stage_${table} c JOIN stage_tree t USING (record)
    WHERE ${tracesOf(page, "t.trace")} AND ${recordsOf(page, "c.record")} ORDER BY t.trace, t.preorder, ${order}`);
}

async function insertTraces(session: Session, page: TracePage): Promise<void> {
  await session.run(`INSERT INTO trace
    SELECT o.trace, any_value(o.trace_id), arg_min(o.opening, o.preorder) FILTER (o.opening IS NOT NULL),
      arg_min(o.name, o.preorder), min(o.start_ns), max(coalesce(o.end_ns, o.start_ns)),
      max(coalesce(o.end_ns, o.start_ns)) - min(o.start_ns), count(*)::INTEGER,
      count(*) FILTER (o.status = 'error')::INTEGER, count(*) FILTER (o.flags & 1 = 1)::INTEGER,
      bool_or(o.status = 'error' AND o.depth = 0),
      sum(o.input_tokens) FILTER (o.counted), sum(o.output_tokens) FILTER (o.counted),
      sum(o.total_tokens) FILTER (o.counted), sum(o.cost_usd) FILTER (o.counted),
      count(*) FILTER (o.counted AND o.cost_usd IS NULL)::INTEGER,
      arg_min(o.owner_conversation, o.preorder) FILTER (o.owner_conversation IS NOT NULL),
      arg_min(o.owner_user, o.preorder) FILTER (o.owner_user IS NOT NULL),
      coalesce(list_sort(list_distinct(list(o.owner_agent) FILTER (o.owner_agent IS NOT NULL))), []),
      coalesce(list_sort(list_distinct(list(o.model) FILTER (o.model IS NOT NULL))), []),
      coalesce(list_sort(list_distinct(list(o.service) FILTER (o.service IS NOT NULL))), []),
      list_sort(list_distinct(list(o.source))), ${DERIVE_VERSION},
      coalesce(sum(o.total_tokens) FILTER (o.counted AND o.cost_usd IS NULL), 0),
      bit_or(o.cost_from) FILTER (o.counted)
    FROM span o WHERE ${tracesOf(page, "o.trace")} GROUP BY o.trace ORDER BY o.trace`);
}
