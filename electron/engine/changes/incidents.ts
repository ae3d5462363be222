import { AppError } from "../../../shared/contract/errors.js";
import type { IncidentFields, KeptItem } from "../../../shared/model/incident.js";
import type { Session } from "../db/session.js";
import { insertItem, setItemOrder } from "../incidents/items.js";
import { readKeptItems } from "../incidents/read-items.js";
import type { ChangeKind, CommandOf } from "./change.js";

type IncidentRow = IncidentFields & { readonly createdAtMs: number };

/** Columns of `incident`, by the field that they hold. */
const COLUMNS = {
  title: "title",
  severity: "severity",
  status: "status",
  owner: "owner",
  summary: "summary",
  startMs: "start_ms",
  endMs: "end_ms",
} as const satisfies Record<keyof IncidentFields, string>;
const FIELDS = Object.keys(COLUMNS) as (keyof IncidentFields)[];

async function find(session: Session, id: string): Promise<IncidentRow | undefined> {
  const columns = FIELDS.map((field) => `${COLUMNS[field]} AS "${field}"`).join(", ");
  return session.first<IncidentRow>(`SELECT ${columns}, created_at_ms AS "createdAtMs" FROM incident WHERE id = $1`, [
    id,
  ]);
}

async function incidentOf(session: Session, id: string): Promise<IncidentRow> {
  const row = await find(session, id);
  if (row === undefined) throw new AppError("NOT_FOUND", "This incident is not there any more.");
  return row;
}

/** Says that something of an incident is of now. */
export async function touchIncident(session: Session, id: string, atMs: number): Promise<void> {
  await session.run("UPDATE incident SET changed_at_ms = $2::BIGINT WHERE id = $1", [id, atMs]);
}

/** Throws INVALID_INPUT where an item of one of these ids is there, or an id stands twice. */
export async function checkNewItems(session: Session, items: readonly KeptItem[]): Promise<void> {
  const ids = items.map((item) => item.id);
  const known = await session.first(
    `SELECT 1 FROM incident_item WHERE id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
    [JSON.stringify(ids)],
  );
  if (known === undefined && new Set(ids).size === ids.length) return;
  throw new AppError("INVALID_INPUT", "This item is in an incident already.");
}

export const incidentAdd: ChangeKind<"incident.add"> = {
  command: "incident.add",
  label: "incident",
  inverse: async (session, { id, items }) => {
    if ((await find(session, id)) !== undefined) throw new AppError("INVALID_INPUT", "This incident is there already.");
    await checkNewItems(session, items);
    return { command: "incident.remove", id };
  },
  apply: async (session, change, atMs) => {
    await session.run(
      `INSERT INTO incident (id, ${FIELDS.map((field) => COLUMNS[field]).join(", ")}, created_at_ms, changed_at_ms)
      VALUES ($id, ${FIELDS.map((field) => valueOf(field)).join(", ")}, $created::BIGINT, $at::BIGINT)`,
      { id: change.id, ...valuesOf(change), created: change.createdAtMs ?? atMs, at: atMs },
    );
    for (const item of change.items) await insertItem(session, change.id, item, atMs);
    await setItemOrder(
      session,
      change.items.map((item) => item.id),
    );
  },
};

export const incidentEdit: ChangeKind<"incident.edit"> = {
  command: "incident.edit",
  label: "change of an incident",
  inverse: async (session, change) => {
    const before = await incidentOf(session, change.id);
    const fields = Object.fromEntries(editedFields(change).map((field) => [field, before[field]]));
    return { command: "incident.edit", id: change.id, fields };
  },
  apply: async (session, change, atMs) => {
    const fields = editedFields(change);
    const set = fields.map((field) => `${COLUMNS[field]} = ${valueOf(field)}, `).join("");
    await session.run(`UPDATE incident SET ${set}changed_at_ms = $at::BIGINT WHERE id = $id`, {
      ...valuesOf(change.fields),
      id: change.id,
      at: atMs,
    });
  },
  goesOnWith: (change) => `${change.id} ${editedFields(change).join()}`,
};

export const incidentRemove: ChangeKind<"incident.remove"> = {
  command: "incident.remove",
  label: "removal of an incident",
  inverse: async (session, { id }) => {
    const { createdAtMs, ...fields } = await incidentOf(session, id);
    const items = await readKeptItems(session, id);
    return { command: "incident.add", id, ...fields, createdAtMs, items };
  },
  apply: async (session, { id }) => {
    await session.run("DELETE FROM incident_item WHERE incident = $1", [id]);
    await session.run("DELETE FROM incident WHERE id = $1", [id]);
  },
};

function editedFields({ fields }: CommandOf<"incident.edit">): (keyof IncidentFields)[] {
  return FIELDS.filter((field) => fields[field] !== undefined);
}

function valueOf(field: keyof IncidentFields): string {
  return field === "startMs" || field === "endMs" ? `$${COLUMNS[field]}::DOUBLE` : `$${COLUMNS[field]}`;
}

type EditedFields = { readonly [Field in keyof IncidentFields]?: IncidentFields[Field] | undefined };

function valuesOf(fields: EditedFields): Record<string, string | number | null> {
  return Object.fromEntries(FIELDS.map((field) => [COLUMNS[field], fields[field] ?? null]));
}
