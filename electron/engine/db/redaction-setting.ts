import { DEFAULT_REDACTION, type RedactionOptions, redactionOptions } from "../../../shared/model/redaction.js";
import type { Session } from "./session.js";

/** What the user wants taken out of what leaves the workspace; everything on where nothing was said. */
export async function readRedaction(session: Session): Promise<RedactionOptions> {
  // An older workspace that may only be read has no such table: nothing was said there.
  const table = await session.first("SELECT 1 FROM duckdb_tables() WHERE table_name = 'redaction_setting'");
  if (table === undefined) return DEFAULT_REDACTION;
  const row = await session.first<{ options: string }>("SELECT options FROM redaction_setting LIMIT 1");
  if (row === undefined) return DEFAULT_REDACTION;
  return redactionOptions.parse(JSON.parse(row.options));
}
