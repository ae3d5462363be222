import {
  MEMORY_ACTIONS,
  type MemoryListAnswer,
  type memoryContract,
  type MemorySort,
} from "../../../../shared/contract/memory.js";
import type { OutputOf, ParsedInputOf } from "../../../../shared/contract/procedure.js";
import { DictionaryBuilder } from "../../../../shared/model/columns.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../text-preview.js";
import { findMemory, FOUND, type MemorySelection, ONLY, originOf } from "./found.js";

type Input = ParsedInputOf<(typeof memoryContract)["memory.list"]>;

const STATS = "memory_stats";
/** Units of a content that go out with each entry. */
const CONTENT_UNITS = 400;

const SORTS: Readonly<Record<MemorySort, string>> = {
  last: "max(start_ns)",
  first: "min(start_ns)",
  store: "lower(any_value(store))",
  key: "lower(any_value(record_id))",
  reads: "count(*) FILTER (action = 'read')",
  writes: "count(*) FILTER (action = 'write')",
  used: "count(*) FILTER (kept)",
  agents: "count(DISTINCT agent)",
};

interface EntryRow {
  key: string;
  store: string | null;
  record_id: string | null;
  text: number | null;
  reads: number;
  writes: number;
  deletes: number;
  others: number;
  known_reads: number;
  kept_reads: number;
  cited_reads: number;
  contents: number;
  agents: string[] | null;
  first_ns: number | null;
  last_ns: number | null;
}

/** A window of the entries of memories that the spans of a search touched. */
export async function listMemory(session: Session, input: Input): Promise<MemoryListAnswer> {
  const began = performance.now();
  await findMemory(session, input);
  const origin = await originOf(session);
  const inStore = input.store === undefined ? "" : "WHERE store IS NOT DISTINCT FROM $1";
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${STATS} AS SELECT entry, min(span) AS number, any_value(store) AS store,
      any_value(record_id) AS record_id, arg_max(text, (coalesce(start_ns, 0), span)) AS text,
      ${MEMORY_ACTIONS.map((action) => `count(*) FILTER (action = '${action}') AS ${action}s`).join(", ")},
      count(kept) AS known_reads, count(*) FILTER (kept) AS kept_reads, count(*) FILTER (cited) AS cited_reads,
      count(DISTINCT text) AS contents, list_sort(list(DISTINCT agent) FILTER (agent IS NOT NULL)) AS agents,
      min(start_ns) AS first_ns, max(start_ns) AS last_ns, ${SORTS[input.sort]} AS place
    FROM ${FOUND} ${inStore} GROUP BY entry`,
    input.store === undefined ? [] : [input.store],
  );
  const totals = await session.first<{ total: number; entries: number; known: number }>(
    `SELECT count(*) FILTER (${ONLY[input.only]})::DOUBLE AS total, count(*)::DOUBLE AS entries,
      coalesce(sum(known_reads), 0)::DOUBLE AS known FROM ${STATS}`,
  );
  const calls = await session.first<{ calls: number[] }>(
    `SELECT ${callCounts()} AS calls FROM ${FOUND} ${inStore}`,
    input.store === undefined ? [] : [input.store],
  );
  const order = `place ${input.descending ? "DESC" : "ASC"} NULLS LAST, number, entry`;
  const rows = await session.rows<EntryRow>(
    `SELECT entry::VARCHAR AS key, store, record_id, text, reads::INTEGER AS reads, writes::INTEGER AS writes,
      deletes::INTEGER AS deletes, others::INTEGER AS others, known_reads::INTEGER AS known_reads,
      kept_reads::INTEGER AS kept_reads, cited_reads::INTEGER AS cited_reads, contents::INTEGER AS contents, agents,
      (first_ns - ${origin}::BIGINT)::DOUBLE AS first_ns, (last_ns - ${origin}::BIGINT)::DOUBLE AS last_ns
    FROM ${STATS} WHERE ${ONLY[input.only]} ORDER BY ${order} LIMIT ${input.limit} OFFSET ${input.offset}`,
  );
  const previews = await readPreviews(
    session,
    rows.map((row) => row.text),
    CONTENT_UNITS,
  );
  const store = new DictionaryBuilder();
  for (const row of rows) store.push(row.store);
  const counts = (value: (row: EntryRow) => number): Uint32Array<ArrayBuffer> => Uint32Array.from(rows, value);
  return {
    total: totals?.total ?? 0,
    entries: totals?.entries ?? 0,
    calls: calls?.calls ?? MEMORY_ACTIONS.map(() => 0),
    known: totals?.known ?? 0,
    ms: performance.now() - began,
    offset: input.offset,
    key: rows.map((row) => row.key),
    store: store.finish(),
    recordId: rows.map((row) => row.record_id),
    content: rows.map((row) => previews(row.text)?.text ?? null),
    reads: counts((row) => row.reads),
    writes: counts((row) => row.writes),
    deletes: counts((row) => row.deletes),
    others: counts((row) => row.others),
    knownReads: counts((row) => row.known_reads),
    keptReads: counts((row) => row.kept_reads),
    citedReads: counts((row) => row.cited_reads),
    contents: counts((row) => row.contents),
    agents: rows.map((row) => row.agents ?? []),
    originNs: origin,
    firstNs: Float64Array.from(rows, (row) => row.first_ns ?? Number.NaN),
    lastNs: Float64Array.from(rows, (row) => row.last_ns ?? Number.NaN),
  };
}

/** The stores that the spans of a search touched, the busiest first. */
export async function memoryStores(
  session: Session,
  selection: MemorySelection,
): Promise<OutputOf<(typeof memoryContract)["memory.stores"]>> {
  await findMemory(session, selection);
  const rows = await session.rows<{ store: string | null; entries: number; calls: number[]; agents: string[] | null }>(
    `SELECT store, count(DISTINCT entry)::INTEGER AS entries, ${callCounts()} AS calls,
      list_sort(list(DISTINCT agent) FILTER (agent IS NOT NULL)) AS agents
    FROM ${FOUND} GROUP BY store ORDER BY count(DISTINCT span) DESC, store`,
  );
  return rows.map((row) => ({ ...row, agents: row.agents ?? [] }));
}

/** How many spans do each of MEMORY_ACTIONS. */
function callCounts(): string {
  return `[${MEMORY_ACTIONS.map((action) => `count(DISTINCT span) FILTER (action = '${action}')::INTEGER`).join(", ")}]`;
}
