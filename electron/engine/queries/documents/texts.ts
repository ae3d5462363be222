import { fold } from "../../../../shared/base/fold.js";
import { readTexts } from "../../db/read-texts.js";
import type { Session } from "../../db/session.js";
import { textsById } from "../../db/texts-by-id.js";

/** Units of a text that are compared with others. */
const COMPARED_UNITS = 20_000;

/** A word that changes when other documents are there than before. */
export async function textsState(session: Session): Promise<string> {
  const row = await session.first<{ state: string }>(
    `SELECT count(*) || '/' || coalesce(sum(text), 0) || '/' || coalesce(sum(trace::BIGINT * rank), 0) AS state
    FROM document WHERE role = 'retrieved' AND text IS NOT NULL`,
  );
  return row?.state ?? "";
}

/** The distinct texts of all retrieved documents by their numbers, rising; those of steps of larger retrievals are left out. */
export async function documentTexts(session: Session): Promise<number[]> {
  const row = await session.first<{ ids: string | null }>(
    `SELECT string_agg(text::VARCHAR, ',' ORDER BY text) AS ids
    FROM (SELECT DISTINCT d.text FROM document d
      LEFT JOIN retrieval r ON r.trace = d.trace AND r.preorder = d.preorder
      WHERE d.role = 'retrieved' AND r.part_of IS NULL AND d.text IS NOT NULL)`,
  );
  return row === undefined || row.ids === null ? [] : row.ids.split(",").map(Number);
}

/** How texts begin, folded as they are compared. */
export async function foldedTexts(
  session: Session,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly folded: string }[]> {
  const rows = await session.rows<{ id: number; folded: string; opened: boolean }>(
    textsById(
      ids,
      `id, left(coalesce(folded, lower(body)), ${COMPARED_UNITS}) AS folded, coalesce(opened, FALSE) AS opened`,
    ),
  );
  const opened = rows.filter((row) => row.opened).map((row) => row.id);
  const wholes = opened.length === 0 ? new Map<number, string>() : await readTexts(session, opened);
  return rows.map(({ id, folded }) => {
    const whole = wholes.get(id);
    return { id, folded: whole === undefined ? folded : fold(whole.slice(0, COMPARED_UNITS)) };
  });
}
