import { AppError } from "../../../shared/contract/errors.js";
import type { IncidentHead, ItemHead } from "../../../shared/contract/incidents.js";
import { type IncidentItem, type IncidentStatus, SEVERITIES } from "../../../shared/model/incident.js";
import type { Session } from "../db/session.js";
import { itemOrder } from "./items.js";
import { readKeptItem } from "./read-items.js";

const HEADS = `SELECT i.id, i.title, i.severity, i.status, i.owner, i.summary, i.start_ms AS "startMs", i.end_ms AS "endMs",
    i.created_at_ms AS "createdAtMs", i.changed_at_ms AS "changedAtMs",
    (SELECT count(*)::INTEGER FROM incident_item x WHERE x.incident = i.id) AS items
  FROM incident i`;

const rankIn = (column: string, names: readonly string[]): string =>
  `list_position([${names.map((name) => `'${name}'`).join(", ")}], ${column})`;

/** All incidents: those that are not resolved first, then the gravest, then the latest changed. */
export function listIncidents(session: Session): Promise<IncidentHead[]> {
  const resolved: IncidentStatus = "resolved";
  return session.rows<IncidentHead>(
    `${HEADS} ORDER BY i.status = '${resolved}', ${rankIn("i.severity", SEVERITIES)}, i.changed_at_ms DESC, i.id`,
  );
}

/** An incident, without its items. NOT_FOUND. */
export async function readIncidentHead(session: Session, id: string): Promise<IncidentHead> {
  const [head] = await session.rows<IncidentHead>(`${HEADS} WHERE i.id = $1`, [id]);
  if (head === undefined) {
    throw new AppError("NOT_FOUND", "This incident is not there any more.", {
      hint: "It may have been removed; undo brings it back.",
    });
  }
  return head;
}

/** The items of an incident in order, without their bodies. */
export function listItems(session: Session, id: string): Promise<ItemHead[]> {
  return session.rows<ItemHead>(
    `SELECT id, heading, caption, type, added_at_ms AS "addedAtMs"
    FROM incident_item WHERE incident = $1 ORDER BY place`,
    [id],
  );
}

/** An incident and its items, whole, one at a time: all of them may be more than fits in memory. NOT_FOUND. */
export async function readIncident(
  session: Session,
  id: string,
): Promise<{ readonly incident: IncidentHead; readonly items: AsyncIterable<IncidentItem & { addedAtMs?: number }> }> {
  return { incident: await readIncidentHead(session, id), items: eachItem(session, await itemOrder(session, id)) };
}

async function* eachItem(session: Session, ids: readonly string[]): AsyncGenerator<IncidentItem> {
  for (const id of ids) {
    const kept = await readKeptItem(session, id);
    if (kept === null) continue;
    const { place: _place, ...item } = kept;
    yield item;
  }
}
