import type { Session } from "../db/session.js";
import { STAGE_TABLES } from "../db/tables.js";
import { recordsOf, type TracePage, tracesOf } from "./trace-pages.js";

const COLUMNS = Object.keys(STAGE_TABLES.use)
  .map((name) => `u.${name}`)
  .join(", ");

/**
 * Writes where texts occur. New is what no earlier span, by start time, of the same conversation (else trace) has said.
 * Most conversations lie within a page of traces; what is first in the others is looked up beforehand.
 */
export async function insertUses(session: Session, pages: readonly TracePage[]): Promise<void> {
  await session.run("CREATE OR REPLACE TEMP TABLE stage_talk (trace INTEGER, page INTEGER, talk VARCHAR)");
  for (const page of pages) {
    await session.run(`INSERT INTO stage_talk
      SELECT t.trace, t.page, coalesce(c.conversation, t.trace_id) FROM stage_trace t
      LEFT JOIN (SELECT trace, arg_min(owner_conversation, preorder) AS conversation FROM span
        WHERE ${tracesOf(page, "trace")} GROUP BY trace) c USING (trace) WHERE ${tracesOf(page, "t.trace")}`);
  }
  await session.run(`CREATE OR REPLACE TEMP TABLE stage_first AS
    SELECT k.talk, u.text, arg_min(s.record, (coalesce(s.start_ns, ${LAST_NS}), t.trace, t.preorder)) AS record
    FROM stage_talk k JOIN stage_tree t USING (trace) JOIN stage_span s USING (record) JOIN stage_use u USING (record)
    WHERE k.talk IN (SELECT talk FROM stage_talk GROUP BY talk HAVING min(page) <> max(page))
    GROUP BY k.talk, u.text`);
  for (const page of pages) {
    await session.run(`INSERT INTO "use"
      WITH place AS (
        SELECT t.record, t.trace, t.preorder, k.talk,
          row_number() OVER (ORDER BY s.start_ns NULLS LAST, t.trace, t.preorder) AS seq
        FROM stage_span s JOIN stage_tree t USING (record) JOIN stage_talk k USING (trace)
        WHERE ${tracesOf(page, "t.trace")} AND ${recordsOf(page, "s.record")})
      SELECT p.trace, p.preorder, ${COLUMNS},
        CASE WHEN f.record IS NULL THEN p.seq = min(p.seq) OVER (PARTITION BY p.talk, u.text) ELSE f.record = u.record END
      FROM stage_use u JOIN place p USING (record) LEFT JOIN stage_first f ON f.talk = p.talk AND f.text = u.text
      WHERE ${recordsOf(page, "u.record")} ORDER BY p.trace, p.preorder, u.part, u.position`);
  }
}

/** Behind every time. */
const LAST_NS = "9223372036854775807";
