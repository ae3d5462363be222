import type { DocumentTwin, documentsContract } from "../../../../shared/contract/documents.js";
import type { OutputOf, ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../text-preview.js";
import { findDocuments, FOUND } from "./found.js";
import { TITLE_UNITS, type TitleOf } from "./list.js";
import { countDocuments, NEAR, type NearTexts, STATS } from "./stats.js";

type Procedure = (typeof documentsContract)["document.twins"];
type Difference = Pick<DocumentTwin, "cut"> & {
  readonly left: DocumentTwin["lacks"];
  readonly right: DocumentTwin["differs"];
};

interface TwinRow {
  key: string;
  retrieved: number;
  similarity: number;
  own: number;
  text: number;
  metadata: number | null;
  knowledge_base: string | null;
  document_id: string | null;
  total: number;
}

/**
 * The documents of a search that say nearly the same as one of them, the nearest first.
 *
 * @param differences which words two texts do not share
 */
export async function documentTwins(
  session: Session,
  input: ParsedInputOf<Procedure>,
  near: NearTexts,
  differences: (left: string, right: string) => Difference,
  titleOf: TitleOf,
): Promise<OutputOf<Procedure>> {
  await findDocuments(session, input);
  await countDocuments(session, "retrieved", near);
  const rows = await session.rows<TwinRow>(
    `WITH own AS (SELECT doc, text FROM ${STATS} WHERE doc = TRY_CAST($1 AS UBIGINT) AND text IS NOT NULL),
      twin AS (
        SELECT s.doc, s.number, s.retrieved, s.text, 1.0 AS similarity FROM ${STATS} s JOIN own o ON o.text = s.text AND o.doc <> s.doc
        UNION ALL
        SELECT s.doc, s.number, s.retrieved, s.text, n.similarity FROM ${STATS} s JOIN ${NEAR} n ON n.text = s.text
          JOIN own o ON o.text = n.other),
      page AS (SELECT *, count(*) OVER () AS total FROM twin ORDER BY similarity DESC, retrieved DESC, number LIMIT ${input.limit})
    SELECT p.doc::VARCHAR AS key, any_value(p.retrieved)::INTEGER AS retrieved, any_value(p.similarity)::DOUBLE AS similarity,
      (SELECT text FROM own) AS own, any_value(p.text) AS text, max(f.metadata) AS metadata,
      any_value(f.knowledge_base) AS knowledge_base, any_value(d.document_id) AS document_id, any_value(p.total)::INTEGER AS total
    FROM page p JOIN ${FOUND} f ON f.doc = p.doc JOIN document d ON d.rowid = p.number
    GROUP BY p.doc, p.number ORDER BY similarity DESC, retrieved DESC, p.number`,
    [input.key],
  );
  const previews = await readPreviews(
    session,
    rows.flatMap((row) => [row.own, row.text, row.metadata]),
    TITLE_UNITS,
  );
  return {
    total: rows[0]?.total ?? 0,
    twins: rows.map((row) => {
      const own = previews(row.own)?.text ?? "";
      const text = previews(row.text);
      const { left, right, cut } = differences(own, text?.text ?? "");
      return {
        key: row.key,
        title: titleOf(previews(row.metadata)?.text ?? null, row.document_id, text?.text ?? null),
        knowledgeBase: row.knowledge_base,
        documentId: row.document_id,
        retrieved: row.retrieved,
        similarity: row.similarity,
        text: text?.text ?? "",
        differs: right,
        lacks: left,
        cut: cut || (text?.length ?? 0) > TITLE_UNITS,
      };
    }),
  };
}
