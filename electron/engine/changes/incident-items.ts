import { AppError } from "../../../shared/contract/errors.js";
import { MOST_ITEMS } from "../../../shared/model/incident.js";
import type { Session } from "../db/session.js";
import { anchorOf, insertItem, itemOrder, safeBody, setItemOrder, withItems } from "../incidents/items.js";
import { readBody, readKeptItems } from "../incidents/read-items.js";
import type { ChangeKind } from "./change.js";
import { checkNewItems, touchIncident } from "./incidents.js";

interface ItemRow {
  readonly incident: string;
  readonly type: string;
  readonly heading: string;
  readonly caption: string;
}

async function itemOf(session: Session, id: string): Promise<ItemRow> {
  const row = await session.first<ItemRow>("SELECT incident, type, heading, caption FROM incident_item WHERE id = $1", [
    id,
  ]);
  if (row === undefined) throw new AppError("NOT_FOUND", "This item is not there any more.");
  return row;
}

/** The incident of an item at replay, where nothing is checked beforehand; null where the item is gone. */
async function incidentWith(session: Session, id: string): Promise<string | null> {
  const row = await session.first<{ incident: string }>("SELECT incident FROM incident_item WHERE id = $1", [id]);
  return row?.incident ?? null;
}

export const itemAdd: ChangeKind<"item.add"> = {
  command: "item.add",
  label: "evidence",
  inverse: async (session, { incidentId, items, before }) => {
    const incident = await session.first("SELECT 1 FROM incident WHERE id = $1", [incidentId]);
    if (incident === undefined) throw new AppError("NOT_FOUND", "This incident is not there any more.");
    const order = await itemOrder(session, incidentId);
    if (before !== null && !order.includes(before)) throw new AppError("NOT_FOUND", "This item is not there any more.");
    if (order.length + items.length > MOST_ITEMS) {
      throw new AppError("INVALID_INPUT", `An incident holds at most ${MOST_ITEMS} items.`, {
        hint: "Begin another incident, or remove items that say little.",
      });
    }
    await checkNewItems(session, items);
    return { command: "item.remove", ids: items.map((item) => item.id) };
  },
  apply: async (session, { incidentId, items, before }, atMs) => {
    const order = await itemOrder(session, incidentId);
    for (const item of items) await insertItem(session, incidentId, item, atMs);
    await setItemOrder(session, withItems(order, items, before));
    await touchIncident(session, incidentId, atMs);
  },
};

export const itemEdit: ChangeKind<"item.edit"> = {
  command: "item.edit",
  label: "change of evidence",
  inverse: async (session, { id, heading, caption, body }) => {
    const before = await itemOf(session, id);
    if (body !== undefined && body.type !== before.type) {
      throw new AppError("INVALID_INPUT", "An item keeps its type.", { hint: "Add another item." });
    }
    return {
      command: "item.edit",
      id,
      ...(heading === undefined ? {} : { heading: before.heading }),
      ...(caption === undefined ? {} : { caption: before.caption }),
      ...(body === undefined ? {} : { body: await readBody(session, id) }),
    };
  },
  apply: async (session, { id, heading, caption, body }, atMs) => {
    const incident = await incidentWith(session, id);
    if (incident === null) return;
    if (heading !== undefined) await session.run("UPDATE incident_item SET heading = $2 WHERE id = $1", [id, heading]);
    if (caption !== undefined) await session.run("UPDATE incident_item SET caption = $2 WHERE id = $1", [id, caption]);
    if (body !== undefined) {
      const kept = await safeBody(body);
      const { traceId, spanId } = anchorOf(kept);
      await session.run("UPDATE incident_item SET body = $2, trace_id = $3, span_id = $4 WHERE id = $1", [
        id,
        JSON.stringify(kept),
        traceId,
        spanId,
      ]);
    }
    await touchIncident(session, incident, atMs);
  },
  goesOnWith: ({ id, heading, caption, body }) =>
    `${id} ${[heading, caption, body].map((part) => (part === undefined ? "-" : "+")).join("")}`,
};

export const itemRemove: ChangeKind<"item.remove"> = {
  command: "item.remove",
  label: "removal of evidence",
  inverse: async (session, { ids }) => {
    const incidents = new Set<string>();
    for (const id of ids) incidents.add((await itemOf(session, id)).incident);
    const [incidentId, ...others] = incidents;
    if (incidentId === undefined || others.length > 0) {
      throw new AppError("INVALID_INPUT", "Items of one incident can be removed at once.");
    }
    return { command: "item.add", incidentId, items: await readKeptItems(session, incidentId, ids), before: null };
  },
  apply: async (session, { ids }, atMs) => {
    const incident = ids[0] === undefined ? null : await incidentWith(session, ids[0]);
    if (incident === null) return;
    await session.run("DELETE FROM incident_item WHERE id IN (SELECT unnest(from_json($1, '[\"VARCHAR\"]')))", [
      JSON.stringify(ids),
    ]);
    await setItemOrder(session, await itemOrder(session, incident));
    await touchIncident(session, incident, atMs);
  },
};

export const itemMove: ChangeKind<"item.move"> = {
  command: "item.move",
  label: "move of evidence",
  inverse: async (session, { id, before }) => {
    const order = await itemOrder(session, (await itemOf(session, id)).incident);
    if (before !== null && !order.includes(before)) throw new AppError("NOT_FOUND", "This item is not there any more.");
    return { command: "item.move", id, before: order[order.indexOf(id) + 1] ?? null };
  },
  apply: async (session, { id, before }, atMs) => {
    const incident = await incidentWith(session, id);
    if (incident === null || id === before) return;
    const others = (await itemOrder(session, incident)).filter((other) => other !== id);
    const at = before === null ? -1 : others.indexOf(before);
    await setItemOrder(session, others.toSpliced(at < 0 ? others.length : at, 0, id));
    await touchIncident(session, incident, atMs);
  },
};
