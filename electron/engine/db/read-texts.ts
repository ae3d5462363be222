import type { Session } from "./session.js";

/** Whole texts by their numbers, aliases followed. */
export async function readTexts(session: Session, ids: readonly number[]): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await session.rows<{ id: number; body: string }>(
    `SELECT id, body FROM text WHERE id BETWEEN ${Math.min(...wanted)} AND ${Math.max(...wanted)} AND id IN (${wanted.join(", ")})
    UNION ALL SELECT a.id, t.body FROM text_alias a JOIN text t ON t.id = a.text WHERE a.id IN (${wanted.join(", ")})`,
  );
  return new Map(rows.map((row) => [row.id, row.body]));
}
