import type { Session } from "../../db/session.js";
import { compileSpans } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { queryTree } from "../parse-filter.js";

/** What `findDocuments` makes: a temporary table of the connection, a row for each time that a document was retrieved. */
export const FOUND = "document_found";

/**
 * What tells documents apart: the knowledge base and the id within it; without an id the text, wherever it was found. NULL for
 * what has neither.
 */
const IDENTITY = `CASE WHEN nullif(d.document_id, '') IS NOT NULL THEN hash(coalesce(s.knowledge_base, ''), d.document_id)
  WHEN d.text IS NOT NULL THEN hash(d.text) END`;

export interface DocumentSelection {
  readonly query: string;
  readonly zoneOffsetMinutes: number;
}

/**
 * Finds what the spans of a search retrieved, or with `key` one document of it. Steps of a larger retrieval are left out: what
 * they found is counted there.
 */
export async function findDocuments(session: Session, selection: DocumentSelection, key?: string): Promise<void> {
  const { zoneOffsetMinutes } = selection;
  const filter = await holdTables(session, compileSpans(queryTree(selection.query), { zoneOffsetMinutes, alias: "s" }));
  const one = key === undefined ? "" : "AND doc = TRY_CAST($document_key AS UBIGINT)";
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${FOUND} AS SELECT * FROM (
      SELECT ${IDENTITY} AS doc, d.rowid AS id, d.trace, d.preorder, d.rank + 1 AS rank, d.text, d.metadata, d.score,
        d.score_kind, s.knowledge_base, s.owner_agent AS agent, s.start_ns, u.kept, u.cited
      FROM document d JOIN span s ON s.trace = d.trace AND s.preorder = d.preorder
        LEFT JOIN retrieval r ON r.trace = d.trace AND r.preorder = d.preorder
        LEFT JOIN document_use u
          ON u.trace = d.trace AND u.preorder = d.preorder AND u.role = 'retrieved' AND u.rank = d.rank
      WHERE d.role = 'retrieved' AND r.part_of IS NULL AND ${filter.where}) WHERE TRUE ${one}`,
    key === undefined ? filter.parameters : { ...filter.parameters, document_key: key },
  );
}

/** The earliest start of what was found, unix ns in decimal digits. */
export async function originOf(session: Session): Promise<string> {
  const row = await session.first<{ origin: string | null }>(`SELECT min(start_ns)::VARCHAR AS origin FROM ${FOUND}`);
  return row?.origin ?? "0";
}
