import { AppError } from "../../../../shared/contract/errors.js";
import type { Session } from "../../db/session.js";
import type { CompiledFilter } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { sqlLiteral } from "./sql-literal.js";

const PLACEHOLDER = /\$(q_\d+)\b/g;
const MOST_RECORDS = 10_000;

/** A filter as a statement to be read: its values are literals in the places where they are bound. */
export interface WrittenFilter {
  /** `WITH` clauses, without the word, each on a line of its own. */
  readonly tables: readonly string[];
  readonly where: string;
}

/** Writes a filter out. Throws TOO_LARGE where too many records have an attribute that it asks for. */
export async function writeFilter(session: Session, filter: CompiledFilter): Promise<WrittenFilter> {
  // In one pass: what stands in a value is not looked at again.
  const written = (sql: string): string =>
    sql.replace(PLACEHOLDER, (_all, name: string) => {
      const value = filter.parameters[name];
      return value === undefined ? "NULL" : sqlLiteral(value);
    });
  const tables = [...(await recordTables(session, filter)), ...filter.tables.map((table) => `  ${written(table)}`)];
  return { tables, where: written(filter.where) };
}

/** `WITH` and clauses as lines; none where there are none. */
export function withLines(tables: readonly string[]): string[] {
  return tables.length === 0 ? [] : [`WITH\n${tables.join(",\n")}`];
}

/** Attributes are no columns: the records that have them are looked up and named by their numbers. */
async function recordTables(session: Session, filter: CompiledFilter): Promise<string[]> {
  await holdTables(session, { ...filter, tables: [], scan: null });
  const tables: string[] = [];
  for (const { table } of filter.lookups) {
    const rows = await session.rows<{ record: number }>(`SELECT record FROM ${table} LIMIT ${MOST_RECORDS + 1}`);
    if (rows.length > MOST_RECORDS) {
      throw new AppError("TOO_LARGE", "The search asks for an attribute that too many spans have.", {
        hint: "Add a condition to the attribute, or leave it out: attributes are no columns.",
      });
    }
    const numbers = rows.map(({ record }) => String(record)).join(", ");
    tables.push(`  ${table} AS (SELECT unnest([${numbers}]::BIGINT[]) AS record)`);
  }
  return tables;
}
