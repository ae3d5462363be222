import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { ItemBody, KeptItem } from "../../../shared/model/incident.js";
import type { Session } from "../db/session.js";
import { inStretches } from "../handlers/in-stretches.js";
import { writeAnew } from "./plain-svg.js";

/** A change that was begun is not called off. */
const NEVER = new AbortController().signal;

/** Ids of the items of an incident, in their order. */
export async function itemOrder(session: Session, incident: string): Promise<string[]> {
  const rows = await session.rows<{ id: string }>("SELECT id FROM incident_item WHERE incident = $1 ORDER BY place", [
    incident,
  ]);
  return rows.map((row) => row.id);
}

/** Writes where each item stands: its place in the list. Only rows that moved are touched. */
export function setItemOrder(session: Session, ids: readonly string[]): Promise<void> {
  return session.run(
    `UPDATE incident_item SET place = ordered.place
    FROM (SELECT unnest(ids) AS id, unnest(range(len(ids)))::INTEGER AS place FROM (SELECT from_json($1, '["VARCHAR"]') AS ids)) ordered
    WHERE ordered.id = incident_item.id AND ordered.place IS DISTINCT FROM incident_item.place`,
    [JSON.stringify(ids)],
  );
}

/** The order with new items in it: those that say their place there, the others before one item, or at the end. */
export function withItems(order: readonly string[], items: readonly KeptItem[], before: string | null): string[] {
  const placed = items.filter((item) => item.place !== undefined);
  const others = items.filter((item) => item.place === undefined).map((item) => item.id);
  const at = before === null ? -1 : order.indexOf(before);
  const all = order.toSpliced(at < 0 ? order.length : at, 0, ...others);
  for (const item of placed.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0))) {
    all.splice(item.place ?? all.length, 0, item.id);
  }
  return all;
}

export async function insertItem(session: Session, incident: string, item: KeptItem, atMs: number): Promise<void> {
  const body = await safeBody(item.body);
  const { traceId, spanId } = anchorOf(body);
  await session.run(
    `INSERT INTO incident_item (id, incident, type, trace_id, span_id, heading, caption, added_at_ms, body)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8::BIGINT, $9)`,
    [
      item.id,
      incident,
      body.type,
      traceId,
      spanId,
      item.heading,
      item.caption,
      item.addedAtMs ?? atMs,
      JSON.stringify(body),
    ],
  );
}

/** What is kept of a body: a picture without anything that could run or load. Throws INVALID_INPUT for what is no picture. */
export async function safeBody(body: ItemBody): Promise<ItemBody> {
  return body.type === "picture" ? { ...body, svg: await inStretches(writeAnew(body.svg), NEVER) } : body;
}

/** What an item is about, where that is one trace or one span. */
export function anchorOf(body: ItemBody): { readonly traceId: TraceId | null; readonly spanId: SpanId | null } {
  switch (body.type) {
    case "span":
    case "retrieval":
      return { traceId: body.traceId, spanId: body.spanId };
    case "trace":
    case "picture":
      return { traceId: body.traceId, spanId: null };
    case "comparison":
    case "search":
    case "note":
      return { traceId: null, spanId: null };
  }
}
