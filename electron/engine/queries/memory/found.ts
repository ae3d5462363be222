import type { MemoryFilter } from "../../../../shared/contract/memory.js";
import type { Session } from "../../db/session.js";
import { compileSpans } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { queryTree } from "../parse-filter.js";

/** What `findMemory` makes: a temporary table of the connection, a row for each record that was read or written. */
export const FOUND = "memory_found";

/** Begins of what operations and methods of memories are called, in the conventions that are read. */
const READS = "search|read|retrieve|recall|get|load|query|find|list|fetch|lookup";
const WRITES = "create|update|upsert|write|save|add|store|put|insert|append|remember|set";
const DELETES = "delete|remove|forget|clear|reset|purge";

const named = (names: string): string => `regexp_matches(called, '(^|[^a-z])(batch)?(${names})')`;
/** `called` is the operation as the trace has it, else the span's name, in lower case. */
const ACTION = `CASE WHEN regexp_matches(called, '(create|delete)_memory_store') THEN 'other'
  WHEN ${named(DELETES)} THEN 'delete' WHEN ${named(READS)} THEN 'read' WHEN ${named(WRITES)} THEN 'write'
  WHEN asked IS NOT NULL THEN 'read' ELSE 'other' END`;

/** What a call says as a whole stands for its record where that has no text of its own. */
const CONTENT =
  "coalesce(own_text, CASE WHEN records <= 1 THEN CASE WHEN action = 'read' THEN gave ELSE given END END)";

/** A key of a store; without one what the record says; calls that name no record are one entry a store. */
const IDENTITY = `CASE WHEN record_id IS NOT NULL THEN hash(coalesce(store, ''), record_id)
  WHEN own_text IS NOT NULL THEN hash(coalesce(store, ''), own_text, 'text') ELSE hash(coalesce(store, ''), 'calls') END`;

/** The condition of a quick filter on an entry's counts. */
export const ONLY: Readonly<Record<MemoryFilter, string>> = {
  all: "TRUE",
  unread: "writes > 0 AND reads = 0",
  unused: "known_reads > 0 AND kept_reads = 0",
  unwritten: "reads > 0 AND writes = 0",
};

export interface MemorySelection {
  readonly query: string;
  readonly zoneOffsetMinutes: number;
}

/** Finds what the spans of a search read from memories and wrote to them, or with `key` one entry of it. */
export async function findMemory(session: Session, selection: MemorySelection, key?: string): Promise<void> {
  const { zoneOffsetMinutes } = selection;
  const filter = await holdTables(session, compileSpans(queryTree(selection.query), { zoneOffsetMinutes, alias: "s" }));
  const one = key === undefined ? "" : "WHERE entry = TRY_CAST($memory_key AS UBIGINT)";
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${FOUND} AS
    WITH call AS (
      SELECT s.rowid AS span, s.trace, s.preorder, s.start_ns, s.owner_agent AS agent, s.knowledge_base AS store,
        coalesce(s.operation, s.name) AS operation, lower(coalesce(s.operation, s.name)) AS called, s.query_text AS asked,
        s.input_text AS given, s.output_text AS gave, s.documents AS records
      FROM span s WHERE (s.kind = 'memory' OR EXISTS (
          SELECT 1 FROM document m WHERE m.role = 'memory' AND m.trace = s.trace AND m.preorder = s.preorder))
        AND ${filter.where}),
    row AS (
      SELECT c.*, ${ACTION} AS action, nullif(d.document_id, '') AS record_id, d.text AS own_text, d.rank, d.score,
        u.kept, u.cited
      FROM call c LEFT JOIN document d ON d.trace = c.trace AND d.preorder = c.preorder AND d.role = 'memory'
        LEFT JOIN document_use u
          ON u.trace = d.trace AND u.preorder = d.preorder AND u.role = 'memory' AND u.rank = d.rank)
    SELECT * FROM (SELECT ${IDENTITY} AS entry, span, trace, preorder, start_ns, agent, store, operation, action, asked, record_id,
      ${CONTENT} AS text, rank, score, CASE WHEN action = 'read' THEN kept END AS kept,
      CASE WHEN action = 'read' THEN cited END AS cited FROM row) ${one}`,
    key === undefined ? filter.parameters : { ...filter.parameters, memory_key: key },
  );
}

/** The earliest start of what was found, unix ns in decimal digits. */
export async function originOf(session: Session): Promise<string> {
  const row = await session.first<{ origin: string | null }>(`SELECT min(start_ns)::VARCHAR AS origin FROM ${FOUND}`);
  return row?.origin ?? "0";
}
