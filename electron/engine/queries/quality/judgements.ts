import type { Session } from "../../db/session.js";
import { CHOSEN } from "./chosen.js";
import { SPAN_VERDICTS } from "./span-verdicts.js";

/** What somebody said of a document, by its place in the list of a span, or of a retrieval as a whole (`rank` null). */
export interface JudgementRow {
  readonly trace: number;
  readonly preorder: number;
  readonly rank: number | null;
  readonly name: string;
  readonly label: string | null;
  readonly score: number | null;
  readonly byPerson: boolean;
}

/** Annotations and documents beyond these are not looked at. */
const MOST_JUDGEMENTS = 200_000;
const MOST_DOCUMENTS = 500_000;

const SAYS = "(a.label IS NOT NULL OR a.score IS NOT NULL)";
/** The same of annotations: a label of a reader's is a name for things of a kind, and no judgement. */
const IS_JUDGED = `${SAYS} AND a.kind <> 'label'`;
const NAME = "coalesce(a.name, 'judgement')";
const PERSON = `(a.origin = 'user' OR coalesce(a.annotator_kind = 'HUMAN', FALSE)) AS "byPerson"`;
/** The temporary table of spans with a judged document: (trace, preorder, query). */
const PLACES = "quality_place";

/** Judgements of documents anywhere in the workspace: those of one retrieval count for others of the same query. */
export async function documentJudgements(session: Session): Promise<JudgementRow[]> {
  return session.rows<JudgementRow>(
    `SELECT s.trace, s.preorder, a.position AS rank, ${NAME} AS name, a.label, a.score, ${PERSON}
    FROM annotation a JOIN span s ON s.trace_id = a.trace_id AND s.span_id = a.span_id
    WHERE a.target = 'document' AND a.position IS NOT NULL AND ${IS_JUDGED}
    ORDER BY s.trace, s.preorder, rank LIMIT ${MOST_JUDGEMENTS}`,
  );
}

/** Judgements of the chosen retrievals as a whole, or of a span that is a step of them; `preorder` is the retrieval's. */
export async function wholeJudgements(session: Session): Promise<JudgementRow[]> {
  const steps = `(SELECT r.trace, r.preorder, coalesce(r.part_of, r.preorder) AS whole FROM retrieval r
    JOIN ${CHOSEN} c ON c.trace = r.trace AND c.preorder = coalesce(r.part_of, r.preorder))`;
  return session.rows<JudgementRow>(
    `SELECT w.trace, w.whole AS preorder, NULL::INTEGER AS rank, ${NAME} AS name, a.label, a.score, ${PERSON}
    FROM annotation a JOIN span s ON s.trace_id = a.trace_id AND s.span_id = a.span_id
      JOIN ${steps} w ON w.trace = s.trace AND w.preorder = s.preorder
    WHERE a.target = 'span' AND ${IS_JUDGED}
    UNION ALL
    SELECT w.trace, w.whole, NULL, a.name, a.label, a.score, FALSE
    FROM ${SPAN_VERDICTS} a JOIN ${steps} w ON w.trace = a.of_trace AND w.preorder = a.of_preorder
    WHERE ${SAYS} LIMIT ${MOST_JUDGEMENTS}`,
  );
}

export interface ListedRow {
  readonly trace: number;
  readonly preorder: number;
  readonly query: number | null;
  readonly rank: number;
  /** Number of the text, or its id in the knowledge base: what tells it from other documents. */
  readonly identity: string | null;
}

/**
 * The documents of spans with a judged document, and of the chosen retrievals with a query of one of those, by place and rank: of a
 * span the retrieved ones, else those that a reranking gave, else those of a memory.
 */
export async function listedDocuments(session: Session): Promise<ListedRow[]> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${PLACES} AS
    SELECT DISTINCT s.trace, s.preorder, s.query_text AS query FROM annotation a
      JOIN span s ON s.trace_id = a.trace_id AND s.span_id = a.span_id
    WHERE a.target = 'document' AND a.position IS NOT NULL AND ${IS_JUDGED}`,
  );
  await session.run(
    `INSERT INTO ${PLACES} SELECT s.trace, s.preorder, s.query_text FROM ${CHOSEN} c
      JOIN span s ON s.trace = c.trace AND s.preorder = c.preorder
    WHERE s.query_text IN (SELECT query FROM ${PLACES} WHERE query IS NOT NULL)
      AND (s.trace, s.preorder) NOT IN (SELECT (trace, preorder) FROM ${PLACES})`,
  );
  return session.rows<ListedRow>(
    `SELECT p.trace, p.preorder, p.query::DOUBLE AS query, d.rank,
      coalesce('text ' || d.text, 'id ' || coalesce(s.knowledge_base, '') || ' ' || d.document_id) AS identity
    FROM ${PLACES} p JOIN document d ON d.trace = p.trace AND d.preorder = p.preorder
      JOIN span s ON s.trace = p.trace AND s.preorder = p.preorder
      JOIN (SELECT p.trace, p.preorder, min(d.role) AS role FROM ${PLACES} p
        JOIN document d ON d.trace = p.trace AND d.preorder = p.preorder WHERE d.role <> 'reranker_input'
        GROUP BY p.trace, p.preorder) first ON first.trace = p.trace AND first.preorder = p.preorder AND first.role = d.role
    ORDER BY p.trace, p.preorder, d.rank LIMIT ${MOST_DOCUMENTS}`,
  );
}
