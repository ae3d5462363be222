import type { Departure, departuresContract } from "../../../shared/contract/departures.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import { ruleCounts } from "../../../shared/model/redaction.js";
import type { Session } from "../db/session.js";
import type { Workspace } from "./open-workspace.js";

interface Row extends Omit<Departure, "redacted"> {
  readonly redacted: boolean;
  readonly counts: string | null;
  readonly dropped: number | null;
  readonly leftovers: number | null;
}

export function departuresHandlers({ database }: Workspace): Handlers<typeof departuresContract> {
  return {
    "departure.list": ({ limit }, { signal }) => database.read((session) => listDepartures(session, limit), signal),
  };
}

async function listDepartures(session: Session, limit: number): Promise<{ total: number; departures: Departure[] }> {
  // An older workspace that may only be read has no such table.
  const table = await session.first("SELECT 1 FROM duckdb_tables() WHERE table_name = 'departure'");
  if (table === undefined) return { total: 0, departures: [] };
  const rows = await session.rows<Row>(
    `SELECT id, at_ms AS "atMs", kind, subject, format, file, whole, rows, bytes, redacted, counts, dropped, leftovers
    FROM departure ORDER BY at_ms DESC, rowid DESC LIMIT ${limit}`,
  );
  const all = await session.first<{ total: number }>("SELECT count(*) AS total FROM departure");
  return { total: all?.total ?? 0, departures: rows.map(departureOf) };
}

function departureOf({ redacted, counts: told, dropped, leftovers, ...row }: Row): Departure {
  return {
    ...row,
    redacted: redacted
      ? { counts: ruleCounts.parse(JSON.parse(told ?? "[]")), dropped: dropped ?? 0, leftovers: leftovers ?? 0 }
      : null,
  };
}
