import type { Session } from "../../db/session.js";
import { holdRecordsWithAttribute } from "./attribute-search.js";
import { attributeTest } from "./attribute-test.js";
import type { Deadline } from "./deadline.js";
import type { AttributeLookup } from "./filter-scope.js";

/** Lookups that a connection keeps. A list asks the same search again for each page that is scrolled to. */
const KEPT = 8;

/** Tables of a connection that hold what earlier lookups found, by what was asked, the oldest first. */
const keptOf = new WeakMap<Session, Map<string, { readonly table: string; readonly state: string }>>();
let tables = 0;

/**
 * Makes the table of a lookup, from an earlier one where the records are still the same. Those of one trace are few and
 * are not kept.
 */
export async function holdLookup(
  session: Session,
  { table, node, trace }: AttributeLookup,
  deadline: Deadline,
): Promise<void> {
  const test = attributeTest(node);
  if (trace !== null) return holdRecordsWithAttribute(session, test, table, { trace, deadline });
  const kept = keptOf.get(session) ?? new Map<string, { readonly table: string; readonly state: string }>();
  keptOf.set(session, kept);
  const asked = JSON.stringify(node);
  const state = await stateOf(session);
  let found = kept.get(asked);
  kept.delete(asked);
  if (found?.state !== state) {
    found = { table: found?.table ?? `q_kept_${++tables}`, state };
    await holdRecordsWithAttribute(session, test, found.table, { trace, deadline });
  }
  kept.set(asked, found);
  for (const [oldest, { table: old }] of [...kept].slice(0, Math.max(0, kept.size - KEPT))) {
    kept.delete(oldest);
    await session.run(`DROP TABLE IF EXISTS ${old}`);
  }
  await session.run(`CREATE OR REPLACE TEMP TABLE ${table} AS FROM ${found.table}`);
}

/** What changes whenever the records or their texts do. */
export async function stateOf(session: Session): Promise<string> {
  const row = await session.first<{ state: string }>(
    `SELECT (SELECT count(*) FROM record) || ' ' || (SELECT count(*) FROM text) || ' ' || coalesce(string_agg(id || ':' || imported_at_ms, ' ' ORDER BY id), '') AS state
    FROM source`,
  );
  return row?.state ?? "";
}
