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
  await findFirstUses(session, pages);
  for (const page of pages) {
    await session.run(`INSERT INTO "use"
      WITH place AS (
        SELECT t.record, t.trace, t.preorder, k.talk, l.trace IS NOT NULL AS is_long,
          row_number() OVER (ORDER BY s.start_ns NULLS LAST, t.trace, t.preorder) AS seq
        FROM stage_span s JOIN stage_tree t USING (record) JOIN stage_talk k USING (trace)
          LEFT JOIN (SELECT trace FROM stage_long WHERE ${tracesOf(page, "trace")}) l USING (trace)
        WHERE ${tracesOf(page, "t.trace")} AND ${recordsOf(page, "s.record")} AND ${tracesOf(page, "k.trace")}),
      first AS (SELECT * FROM stage_first WHERE ${tracesOf(page, "trace")})
      SELECT p.trace, p.preorder, ${COLUMNS},
        CASE WHEN p.is_long THEN f.text IS NOT NULL ELSE p.seq = min(p.seq) OVER (PARTITION BY p.talk, u.text) END
      FROM stage_use u JOIN place p USING (record)
        LEFT JOIN first f ON f.trace = p.trace AND f.preorder = p.preorder AND f.text = u.text
      WHERE ${recordsOf(page, "u.record")} ORDER BY p.trace, p.preorder, u.part, u.position`);
  }
}

/** Rows of texts that are grouped at one go: it bounds the memory that takes. */
const GROUPED_ROWS = 1_000_000;

/**
 * Tables `stage_long`: traces of conversations that lie in several pages, with the number of the conversation; and `stage_first`:
 * the spans in which these say a text first. First by page, then by conversations, so that the memory it takes does not grow
 * with the import.
 */
async function findFirstUses(session: Session, pages: readonly TracePage[]): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE stage_long AS
    SELECT k.trace, l.talk FROM stage_talk k JOIN (
      SELECT talk AS name, row_number() OVER ()::INTEGER AS talk FROM stage_talk GROUP BY name HAVING min(page) <> max(page)
    ) l ON l.name = k.talk ORDER BY k.trace`);
  await session.run("CREATE OR REPLACE TEMP TABLE stage_said (talk INTEGER, text BIGINT, place HUGEINT)");
  await session.run("CREATE OR REPLACE TEMP TABLE stage_first (trace INTEGER, preorder INTEGER, text BIGINT)");
  if ((await session.first("SELECT trace FROM stage_long LIMIT 1")) === undefined) return;
  for (const page of pages) {
    await session.run(`INSERT INTO stage_said
      SELECT l.talk, u.text, min(${PLACE}) FROM stage_long l JOIN stage_tree t USING (trace)
        JOIN stage_span s USING (record) JOIN stage_use u USING (record)
      WHERE ${tracesOf(page, "l.trace")} AND ${tracesOf(page, "t.trace")} AND ${recordsOf(page, "s.record")}
        AND ${recordsOf(page, "u.record")} GROUP BY l.talk, u.text`);
  }
  const said = await session.first<{ n: number }>("SELECT count(*)::DOUBLE AS n FROM stage_said");
  const parts = Math.ceil((said?.n ?? 0) / GROUPED_ROWS);
  for (let part = 0; part < parts; part++) {
    await session.run(`INSERT INTO stage_first
      SELECT ((min(place) >> 32) & 4294967295)::INTEGER, (min(place) & 4294967295)::INTEGER, text
      FROM stage_said WHERE talk % ${parts} = ${part} GROUP BY talk, text`);
  }
}

/** A span's place among all: start time, trace, place in it; those without a time come last. In one number, of which the least is found cheaply. */
const PLACE = `(coalesce(s.start_ns, 9223372036854775807)::HUGEINT * 18446744073709551616
  + t.trace::HUGEINT * 4294967296 + t.preorder)`;
