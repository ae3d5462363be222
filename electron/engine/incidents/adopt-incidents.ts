import { AppError } from "../../../shared/contract/errors.js";
import type { KeptItem } from "../../../shared/model/incident.js";
import type { ChangeLog } from "../changes/change-log.js";
import { parseJson } from "../db/record-text.js";
import { readRecords } from "../db/records.js";
import type { Session } from "../db/session.js";
import { incidentOfLog, type IncidentRecord } from "../importers/otlp-json/incident-logs.js";

/** Items that one change carries, and records that are in memory at once: characters, and rows. */
const MOST_CHARACTERS = 4_000_000;
const PAGE = 16;

type Head = Extract<IncidentRecord, { type: "incident" }>["head"];

/** The last source that the workspace has; 0 where there is none. */
export async function lastSource(session: Session): Promise<number> {
  return (await session.first<{ id: number }>("SELECT coalesce(max(id), 0)::DOUBLE AS id FROM source"))?.id ?? 0;
}

/**
 * Makes the incidents that a new source brings: those of which the workspace has none by their id. They are changes like those that
 * the user makes, so that they stay when the source goes. How many were made.
 */
export async function adoptIncidents(
  read: <T>(work: (session: Session) => Promise<T>) => Promise<T>,
  changes: ChangeLog,
  source: number,
): Promise<number> {
  const records = await read((session) => incidentRecords(session, source));
  if (records.length === 0) return 0;
  const adopted = new Set<string>();
  // The incidents themselves are few: all come first.
  for await (const { told } of pages(read, records)) {
    if (told.type === "incident" && (await adopt(read, changes, told.head))) adopted.add(told.head.id);
  }
  for (const id of adopted) await addItems(read, changes, records, id);
  return adopted.size;
}

async function adopt(
  read: <T>(work: (session: Session) => Promise<T>) => Promise<T>,
  changes: ChangeLog,
  { id, createdAtMs, ...fields }: Head,
): Promise<boolean> {
  const known = await read((session) => session.first("SELECT 1 FROM incident WHERE id = $1", [id]));
  if (known !== undefined) return false;
  await changes.apply({
    command: "incident.add",
    id,
    ...fields,
    items: [],
    ...(createdAtMs === undefined ? {} : { createdAtMs }),
  });
  return true;
}

async function addItems(
  read: <T>(work: (session: Session) => Promise<T>) => Promise<T>,
  changes: ChangeLog,
  records: readonly number[],
  incident: string,
): Promise<void> {
  let items: KeptItem[] = [];
  let characters = 0;
  const add = async (): Promise<void> => {
    if (items.length === 0) return;
    // An item that another incident has already stays there.
    await changes.apply({ command: "item.add", incidentId: incident, items, before: null }).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== "INVALID_INPUT") throw error;
    });
    [items, characters] = [[], 0];
  };
  for await (const { told, length } of pages(read, records)) {
    if (told.type !== "item" || told.incident !== incident) continue;
    items.push(told.item);
    characters += length;
    if (characters >= MOST_CHARACTERS) await add();
  }
  await add();
}

/** Records of a source that say something of incidents; their names are too short to be anywhere but in the record itself. */
async function incidentRecords(session: Session, source: number): Promise<number[]> {
  const rows = await session.rows<{ id: number }>(
    `SELECT id::DOUBLE AS id FROM record WHERE source = $1::INTEGER AND kind = 'annotation' AND contains(body, '"skein.incident')
    ORDER BY id`,
    [source],
  );
  return rows.map((row) => row.id);
}

async function* pages(
  read: <T>(work: (session: Session) => Promise<T>) => Promise<T>,
  records: readonly number[],
): AsyncGenerator<{ told: IncidentRecord; length: number }> {
  for (let from = 0; from < records.length; from += PAGE) {
    const page = await read((session) => readRecords(session, records.slice(from, from + PAGE)));
    for (const record of page) {
      const told = incidentOfLog(parseJson(record.text));
      if (!("reason" in told)) yield { told, length: record.text.length };
    }
  }
}
