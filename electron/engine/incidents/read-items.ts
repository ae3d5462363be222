import { AppError } from "../../../shared/contract/errors.js";
import { type ItemBody, itemBody, type KeptItem } from "../../../shared/model/incident.js";
import type { Session } from "../db/session.js";

interface KeptRow {
  readonly id: string;
  readonly heading: string;
  readonly caption: string;
  readonly place: number;
  readonly addedAtMs: number;
  readonly body: string;
}

const KEPT_COLUMNS = `id, heading, caption, place, added_at_ms AS "addedAtMs", body`;

/** Whole items of an incident in their order, as a change carries them; with `ids` only those. */
export async function readKeptItems(session: Session, incident: string, ids?: readonly string[]): Promise<KeptItem[]> {
  const rows = await session.rows<KeptRow>(
    `SELECT ${KEPT_COLUMNS} FROM incident_item
    WHERE incident = $1 AND ($2 IS NULL OR id IN (SELECT unnest(from_json($2, '["VARCHAR"]')))) ORDER BY place`,
    [incident, ids === undefined ? null : JSON.stringify(ids)],
  );
  return rows.map((row) => ({ ...row, body: parseBody(row.body) }));
}

/** One whole item by its id, which is found at once; null where it is gone. */
export async function readKeptItem(session: Session, id: string): Promise<KeptItem | null> {
  const row = await session.first<KeptRow>(`SELECT ${KEPT_COLUMNS} FROM incident_item WHERE id = $1`, [id]);
  return row === undefined ? null : { ...row, body: parseBody(row.body) };
}

/** The body of an item. NOT_FOUND. */
export async function readBody(session: Session, id: string): Promise<ItemBody> {
  const row = await session.first<{ body: string }>("SELECT body FROM incident_item WHERE id = $1", [id]);
  if (row === undefined) throw new AppError("NOT_FOUND", "This item is not there any more.");
  return parseBody(row.body);
}

/** Throws WORKSPACE_DAMAGED. */
function parseBody(json: string): ItemBody {
  const parsed = itemBody.safeParse(JSON.parse(json));
  if (parsed.success) return parsed.data;
  throw new AppError("WORKSPACE_DAMAGED", "An item of an incident can't be read.", {
    hint: "The file beside the workspace that ends in .changes.jsonl holds all changes.",
  });
}
