import { AppError } from "../../../shared/contract/errors.js";
import type { SourceId } from "../../../shared/model/ids.js";
import type { Database } from "../db/database.js";
import { createStage } from "../db/schema.js";
import type { Session } from "../db/session.js";
import { STAGE_TABLES, type StageTable } from "../db/tables.js";
import { stageRecords } from "./derive.js";
import { removeAnnotations } from "./annotations.js";
import { finalise, restage } from "./finalise.js";
import { readMapping } from "./mapping.js";
import { noteSpansOfLogs, removeLogs, unstageSpansOfLogs } from "./span-logs.js";
import { startWorker } from "./worker-handle.js";

/**
 * Removes a file's spans. A span that another file has as well is handed to that file: the same record changes its
 * owner, one that differs is shown from now on. Notes stay: they hang on ids, not on rows.
 */
export async function removeSource(
  database: Database,
  source: SourceId,
  workerPath: string | null,
  conventions?: readonly string[],
  erase = false,
): Promise<{ spans: number; handedOn: number }> {
  const session = await database.session();
  try {
    await session.run("BEGIN");
    const known = await session.first("SELECT id FROM source WHERE id = $1::INTEGER", [source]);
    if (known === undefined) throw new AppError("NOT_FOUND", "This file is not in the workspace any more.");
    await createStage(session);
    // The next copy of each span that goes: the first one that another file has.
    await session.run(
      `CREATE OR REPLACE TEMP TABLE heir AS
      SELECT s.record AS old_record, s.trace_id, s.span_id, s.record_hash,
        arg_min(c.source, (c.verdict <> 'same', c.source)) AS source,
        arg_min(coalesce(c.record, -1), (c.verdict <> 'same', c.source)) AS record
      FROM span s JOIN copy c ON c.trace_id = s.trace_id AND c.span_id = s.span_id AND c.source <> $1::INTEGER
      WHERE s.source = $1::INTEGER GROUP BY ALL`,
      [source],
    );
    await noteSpansOfLogs(session, source);
    // With the other traces of their conversations: what was said in one that goes may be new in the next one now. And with
    // those that link to them, who are handed over to by nobody then.
    await session.run(
      `CREATE OR REPLACE TEMP TABLE touched AS
      WITH direct AS (SELECT DISTINCT trace FROM span
        WHERE source = $1::INTEGER OR (trace_id, span_id) IN (SELECT (trace_id, span_id) FROM log_span)),
      linking AS (SELECT trace FROM direct UNION SELECT trace FROM link WHERE linked_trace_id IN (
        SELECT trace_id FROM trace WHERE trace IN (SELECT trace FROM direct)))
      SELECT trace FROM linking UNION SELECT trace FROM trace WHERE conversation IN (
        SELECT owner_conversation FROM span WHERE trace IN (SELECT trace FROM linking))`,
      [source],
    );
    await restage(session);
    const counts = await session.first<{ spans: number; handed: number }>(
      `SELECT (SELECT count(*) FROM stage_span WHERE source = $1::INTEGER)::DOUBLE AS spans, (SELECT count(*) FROM heir)::DOUBLE AS handed`,
      [source],
    );
    // Same content: the record and everything derived from it stay; only the owner changes.
    await session.run(
      `UPDATE record SET source = h.source FROM heir h WHERE record.id = h.old_record AND h.record = -1`,
    );
    await session.run(
      `UPDATE stage_span SET source = h.source FROM heir h WHERE stage_span.record = h.old_record AND h.record = -1`,
    );
    await session.run(`UPDATE record SET source = h.source FROM heir h JOIN record own ON own.id = h.old_record AND h.record = -1
      WHERE record.id IN (own.resource, own.scope) AND record.source <> h.source`);
    for (const table of Object.keys(STAGE_TABLES) as StageTable[]) {
      await session.run(
        `DELETE FROM stage_${table} WHERE record IN (SELECT id FROM record WHERE source = $1::INTEGER AND kind = 'span')`,
        [source],
      );
    }
    await removeAnnotations(session, source);
    await removeLogs(session, source);
    if (await listHeirs(session)) await deriveListed(session, workerPath, conventions);
    if (await unstageSpansOfLogs(session)) await deriveListed(session, workerPath, conventions);
    await session.run(`DELETE FROM copy WHERE source = $1::INTEGER`, [source]);
    await session.run(
      `UPDATE record SET source = c.source FROM copy c WHERE c.record = record.id AND record.source = $1::INTEGER`,
      [source],
    );
    await session.run(`DELETE FROM copy c USING heir h
      WHERE c.source = h.source AND c.trace_id = h.trace_id AND c.span_id = h.span_id AND coalesce(c.record, -1) = h.record`);
    await session.run(`UPDATE copy SET verdict = 'same' FROM heir h JOIN record r ON r.id = h.record
      WHERE copy.trace_id = h.trace_id AND copy.span_id = h.span_id AND copy.record_hash = r.hash`);
    await session.run(
      `DELETE FROM record WHERE source = $1::INTEGER AND id NOT IN (
        SELECT resource FROM record WHERE source <> $1::INTEGER AND resource IS NOT NULL
        UNION ALL SELECT scope FROM record WHERE source <> $1::INTEGER AND scope IS NOT NULL)`,
      [source],
    );
    // The words of its groups may be of what goes.
    await session.run("DELETE FROM vector_map");
    await session.run("DELETE FROM reject WHERE source = $1::INTEGER", [source]);
    await session.run("DELETE FROM source WHERE id = $1::INTEGER", [source]);
    await finalise(session);
    // The workspace is written anew afterwards; until it is, it knows that it has to be.
    if (erase) await session.run("INSERT OR REPLACE INTO meta VALUES ('erase_pending', '1')");
    await session.run("COMMIT");
    return { spans: counts?.spans ?? 0, handedOn: counts?.handed ?? 0 };
  } catch (error) {
    await session.run("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    await session.close();
  }
}

/** Records that differ from the one that goes are derived, since they were not shown before. False: there are none. */
async function listHeirs(session: Session): Promise<boolean> {
  await session.run(`CREATE OR REPLACE TEMP TABLE derive_list AS
    SELECT (row_number() OVER (ORDER BY h.record) - 1)::INTEGER AS place, h.record, h.source, h.trace_id, h.span_id, r.hash AS record_hash
    FROM heir h JOIN record r ON r.id = h.record WHERE h.record <> -1 ORDER BY h.record`);
  const any = await session.first<{ n: number }>("SELECT count(*)::INTEGER AS n FROM derive_list");
  return any?.n !== 0;
}

async function deriveListed(
  session: Session,
  workerPath: string | null,
  conventions: readonly string[] | undefined,
): Promise<void> {
  const worker = startWorker(workerPath);
  try {
    await stageRecords(session, worker, await readMapping(session, conventions), () => undefined);
  } finally {
    await worker.stop();
  }
}
