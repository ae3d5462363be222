import type { Session } from "../../db/session.js";
import type { CompiledFilter } from "./compile.js";

/**
 * Runs a filter's subqueries once and keeps their rows on this connection, so that the statements of one answer (the
 * total, the page, its hits) do not look through the texts again. What was kept for an earlier answer is replaced.
 */
export async function holdTables(session: Session, filter: CompiledFilter): Promise<CompiledFilter> {
  for (const table of filter.tables) {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE ${table.replace(" AS MATERIALIZED (", " AS (")}`,
      filter.parameters,
    );
  }
  return { ...filter, tables: [] };
}
