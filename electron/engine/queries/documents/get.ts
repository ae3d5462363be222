import type { DocumentDetail, DocumentRetrieval, documentsContract } from "../../../../shared/contract/documents.js";
import { AppError } from "../../../../shared/contract/errors.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../text-preview.js";
import { findDocuments, FOUND, originOf } from "./found.js";
import type { TitleOf } from "./list.js";

type Input = ParsedInputOf<(typeof documentsContract)["document.get"]>;

const MOST_RETRIEVALS = 200;
/** Units of a question that go out with each retrieval. */
const QUERY_UNITS = 300;

interface Summary {
  retrieved: number;
  known: number;
  kept: number;
  cited: number;
  texts: number;
  text: number | null;
  metadata: number | null;
  knowledge_base: string | null;
  document_id: string | null;
}
interface RetrievalRow {
  trace_id: TraceId;
  span_id: SpanId;
  asked: number | null;
  agent: string | null;
  at_ns: number | null;
  rank: number;
  score: number | null;
  score_kind: DocumentRetrieval["scoreKind"];
  kept: boolean | null;
  cited: boolean | null;
}

/** One document among those that the spans of a search retrieved. Throws NOT_FOUND. */
export async function getDocument(session: Session, input: Input, titleOf: TitleOf): Promise<DocumentDetail> {
  await findDocuments(session, input, input.key);
  const summary = await session.first<Summary>(
    `SELECT count(*)::INTEGER AS retrieved, count(kept)::INTEGER AS known, (count(*) FILTER (kept))::INTEGER AS kept,
      (count(*) FILTER (cited))::INTEGER AS cited, count(DISTINCT f.text)::INTEGER AS texts, max(f.text) AS text,
      max(f.metadata) AS metadata, any_value(f.knowledge_base) AS knowledge_base, any_value(d.document_id) AS document_id
    FROM ${FOUND} f JOIN document d ON d.rowid = f.id`,
  );
  if (summary === undefined || summary.retrieved === 0) {
    throw new AppError("NOT_FOUND", "The search retrieved no such document.", {
      hint: "Clear the search to see the documents of all retrievals.",
    });
  }
  const origin = await originOf(session);
  const agents = await session.rows<{ agent: string | null; retrieved: number }>(
    `SELECT agent, count(*)::INTEGER AS retrieved FROM ${FOUND} GROUP BY agent ORDER BY retrieved DESC, agent`,
  );
  const rows = await session.rows<RetrievalRow>(
    `SELECT s.trace_id, s.span_id, coalesce(s.query_text, s.input_text) AS asked, f.agent,
      (f.start_ns - ${origin}::BIGINT)::DOUBLE AS at_ns, f.rank::INTEGER AS rank, f.score, f.score_kind::VARCHAR AS score_kind,
      f.kept, f.cited
    FROM (FROM ${FOUND} ORDER BY start_ns DESC NULLS LAST, id LIMIT ${MOST_RETRIEVALS}) f
      JOIN span s ON s.trace = f.trace AND s.preorder = f.preorder
    ORDER BY f.start_ns DESC NULLS LAST, f.id`,
  );
  const previews = await readPreviews(session, [summary.text, summary.metadata]);
  const questions = await readPreviews(
    session,
    rows.map((row) => row.asked),
    QUERY_UNITS,
  );
  const text = previews(summary.text);
  const metadata = previews(summary.metadata);
  return {
    key: input.key,
    title: titleOf(metadata?.text ?? null, summary.document_id, text?.text ?? null),
    knowledgeBase: summary.knowledge_base,
    documentId: summary.document_id,
    text,
    textNumber: summary.text,
    metadata,
    texts: summary.texts,
    retrieved: summary.retrieved,
    known: summary.known,
    kept: summary.kept,
    cited: summary.cited,
    agents,
    originNs: origin,
    retrievals: rows.map((row) => ({
      traceId: row.trace_id,
      spanId: row.span_id,
      query: questions(row.asked)?.text ?? null,
      agent: row.agent,
      atNs: row.at_ns,
      rank: row.rank,
      score: row.score,
      scoreKind: row.score_kind,
      kept: row.kept,
      cited: row.cited,
    })),
  };
}
