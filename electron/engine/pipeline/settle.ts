import type { Session } from "../db/session.js";
import { STAGE_TABLES, type StageTable } from "../db/tables.js";

/** What became of the records that were read. */
export interface Settled {
  readonly stored: number;
  readonly merged: number;
  readonly duplicates: number;
}

/** A record without an end, or with one before its start. */
const UNFINISHED = "(end_ns IS NULL OR coalesce(end_ns < start_ns, false))";

/**
 * Decides between records of one span. The finished one is shown, else the first. A new record that equals the shown
 * one is dropped and noted as a copy; one that differs is kept beside it. `firstRecord` is the first of this import.
 */
export async function settleCopies(session: Session, firstRecord: number, records: number): Promise<Settled> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE stage_copy AS
    SELECT record, source, trace_id, span_id, record_hash, record >= $1::BIGINT AS is_new,
      ${UNFINISHED} AS unfinished, row_number() OVER ranked AS rank,
      first_value(record_hash) OVER ranked AS shown_hash,
      first_value(${UNFINISHED}) OVER ranked AS shown_unfinished,
      first_value(record >= $1::BIGINT) OVER ranked AS shown_is_new,
      min(record) OVER (PARTITION BY trace_id, span_id) < $1::BIGINT AS was_there
    FROM stage_span
    WHERE hash(trace_id, span_id) IN (SELECT hash(trace_id, span_id) FROM stage_span GROUP BY ALL HAVING count(*) > 1)
    WINDOW ranked AS (PARTITION BY trace_id, span_id ORDER BY ${UNFINISHED}, record)`,
    [firstRecord],
  );
  // Spans whose hashes alone are the same have no second rank.
  const any = await session.first<{ n: number }>("SELECT count(*)::INTEGER AS n FROM stage_copy WHERE rank > 1");
  if (any?.n === 0) return { stored: records, merged: 0, duplicates: 0 };
  await session.run(`INSERT INTO copy
    SELECT source, trace_id, span_id, CASE WHEN record_hash = shown_hash AND is_new THEN NULL ELSE record END, record_hash,
      CASE WHEN record_hash = shown_hash THEN 'same' WHEN unfinished AND NOT shown_unfinished THEN 'fuller' ELSE 'conflict' END
    FROM stage_copy WHERE rank > 1`);
  // What was the same as the record that was shown is not the same as the one that is shown from now on.
  await session.run(`UPDATE copy SET record = s.record,
      verdict = CASE WHEN s.unfinished AND NOT s.shown_unfinished THEN 'fuller' ELSE 'conflict' END
    FROM stage_copy s WHERE s.rank > 1 AND NOT s.is_new AND copy.trace_id = s.trace_id AND copy.span_id = s.span_id
      AND copy.record_hash = s.record_hash AND copy.verdict = 'same'`);
  await session.run(
    "DELETE FROM record WHERE id IN (SELECT record FROM stage_copy WHERE rank > 1 AND is_new AND record_hash = shown_hash)",
  );
  for (const table of Object.keys(STAGE_TABLES) as StageTable[]) {
    await session.run(`DELETE FROM stage_${table} WHERE record IN (SELECT record FROM stage_copy WHERE rank > 1)`);
  }
  const counts = await session.first<{ merged: number; duplicates: number }>(`SELECT
      count(*) FILTER (is_new AND ((rank > 1 AND unfinished AND NOT shown_unfinished AND record_hash <> shown_hash)
        OR (rank = 1 AND was_there)))::DOUBLE AS merged,
      count(*) FILTER (is_new AND rank > 1 AND NOT (unfinished AND NOT shown_unfinished AND record_hash <> shown_hash))::DOUBLE
        AS duplicates
    FROM stage_copy`);
  const merged = counts?.merged ?? 0;
  const duplicates = counts?.duplicates ?? 0;
  return { stored: records - merged - duplicates, merged, duplicates };
}

const TEXT_COLUMNS: readonly (readonly [StageTable, string])[] = [
  ["message", "text"],
  ["document", "text"],
  ["document", "metadata"],
  ["embedding", "text"],
  ["evaluation", "text"],
  ["use", "text"],
  ["span", "error_text"],
  ["span", "input_text"],
  ["span", "output_text"],
  ["span", "query_text"],
  ["span", "tools_text"],
];

/**
 * Resolves texts that were given a second number because the bounded memory had forgotten the first. Records keep the
 * number; it is an alias from now on.
 */
export async function resolveAliases(session: Session, firstText: number): Promise<void> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE stage_alias AS
    SELECT id, text FROM (SELECT id, min(id) OVER (PARTITION BY hash) AS text FROM text
      WHERE hash IN (SELECT hash FROM text WHERE id >= $1::BIGINT)) WHERE id <> text`,
    [firstText],
  );
  const any = await session.first<{ n: number }>("SELECT count(*)::INTEGER AS n FROM stage_alias");
  if (any?.n === 0) return;
  await session.run("INSERT INTO text_alias SELECT id, text FROM stage_alias");
  for (const [table, column] of TEXT_COLUMNS) {
    await session.run(
      `UPDATE stage_${table} SET ${column} = a.text FROM stage_alias a WHERE stage_${table}.${column} = a.id`,
    );
  }
  await session.run("DELETE FROM text WHERE id IN (SELECT id FROM stage_alias)");
}
