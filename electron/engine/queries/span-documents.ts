import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { spansContract } from "../../../shared/contract/spans.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { Session } from "../db/session.js";
import { conventionLabel, sourcesOf } from "./span-get.js";
import { findSpan } from "./span-row.js";
import { readPreviews } from "./text-preview.js";

type Answer = OutputOf<(typeof spansContract)["span.documents"]>;

/** Numbers of a vector that go out as a taste of it. */
const FIRST_NUMBERS = 8;

interface DocumentRow {
  rank: number;
  id: string | null;
  score: number | null;
  score_kind: "similarity" | "distance" | "relevance" | "unknown";
  text: number | null;
  metadata: number | null;
}
interface EmbeddingRow {
  position: number;
  model: string | null;
  dimensions: number | null;
  text: number | null;
  first: number[] | null;
}

/** What a span retrieved, ranked or embedded. */
export async function spanDocuments(session: Session, traceId: TraceId, spanId: SpanId): Promise<Answer> {
  const row = await findSpan(session, traceId, spanId);
  const place = [row.trace, row.preorder];
  const documents = await session.rows<DocumentRow>(
    `SELECT rank, document_id AS id, score, score_kind, text, metadata FROM document
    WHERE trace = $1::INTEGER AND preorder = $2::INTEGER AND role <> 'reranker_input' ORDER BY rank`,
    place,
  );
  const embeddings = await session.rows<EmbeddingRow>(
    `SELECT position, model, dimensions, text, vector[1:${FIRST_NUMBERS}]::DOUBLE[] AS first FROM embedding
    WHERE trace = $1::INTEGER AND preorder = $2::INTEGER ORDER BY position`,
    place,
  );
  const previews = await readPreviews(session, [
    row.query_text,
    ...documents.flatMap((document) => [document.text, document.metadata]),
    ...embeddings.map((embedding) => embedding.text),
  ]);
  const sources = await sourcesOf(session, row.meaning);
  return {
    query: previews(row.query_text),
    knowledgeBase: row.knowledge_base,
    topK: row.top_k,
    documents: documents.map((document) => ({
      rank: document.rank,
      id: document.id,
      score: document.score,
      scoreKind: document.score_kind,
      content: previews(document.text),
      metadata: previews(document.metadata),
    })),
    embeddings: embeddings.map((embedding) => ({
      position: embedding.position,
      model: embedding.model,
      dimensions: embedding.dimensions ?? 0,
      text: previews(embedding.text),
      // A number that is none cannot travel.
      first: (embedding.first ?? []).filter((number) => Number.isFinite(number)),
    })),
    from: ["documents", "retrievalQuery", "embeddings"]
      .map((list) => sources.get(list))
      .filter((source) => source !== undefined)
      .map((source) => ({ ...source, label: conventionLabel(source.convention) })),
  };
}
