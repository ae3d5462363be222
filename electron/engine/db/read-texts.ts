import { AppError } from "../../../shared/contract/errors.js";
import { rebuildRecord, textIdsOf } from "./record-text.js";
import type { Session } from "./session.js";
import { textsById } from "./texts-by-id.js";

interface TextRow {
  readonly id: number;
  readonly body: string;
  readonly opened: boolean;
}

/** Whole texts by their numbers, aliases followed, the holes of opened ones filled. Throws WORKSPACE_DAMAGED. */
export async function readTexts(session: Session, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = new Map<number, TextRow>();
  let wanted = new Set(ids);
  while (wanted.size > 0) {
    const read = await readRows(session, [...wanted]);
    for (const row of read) rows.set(row.id, row);
    wanted = new Set(read.flatMap((row) => (row.opened ? textIdsOf(row.body) : [])).filter((id) => !rows.has(id)));
  }
  const texts = new Map<number, string>();
  const textOf = (id: number): string => {
    const known = texts.get(id);
    if (known !== undefined) return known;
    const row = rows.get(id);
    if (row === undefined) throw new AppError("WORKSPACE_DAMAGED", `Text ${id} is missing from the workspace.`);
    const text = row.opened ? rebuildRecord(row.body, textOf) : row.body;
    texts.set(id, text);
    return text;
  };
  return new Map(ids.filter((id) => rows.has(id)).map((id) => [id, textOf(id)]));
}

async function readRows(session: Session, ids: readonly number[]): Promise<TextRow[]> {
  const list = ids.join(", ");
  return session.rows<TextRow>(
    `${textsById(ids, "id, body, opened")}
    UNION ALL SELECT a.id, t.body, t.opened FROM text_alias a JOIN text t ON t.id = a.text WHERE a.id IN (${list})`,
  );
}
