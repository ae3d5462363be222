import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { BodyOf } from "../../../../shared/model/incident.js";
import type { Session } from "../../db/session.js";
import { retrievalFunnel } from "../../handlers/retrieval-funnel.js";
import { cut, headingFrom } from "./excerpts.js";

const MOST_DOCUMENTS = 50;
const DOCUMENT_LENGTH = 1_000;

/** A retrieval with its documents as it gave them, and what became of them as far as the run shows. */
export async function retrievalEvidence(
  session: Session,
  traceId: TraceId,
  spanId: SpanId,
): Promise<{ heading: string; body: BodyOf<"retrieval"> }> {
  const funnel = await retrievalFunnel(session, traceId, spanId);
  const found = funnel.stages.find(({ type }) => type === "found") ?? funnel.stages[0];
  const kind = found?.scoreKind ?? "none";
  const query = funnel.query?.text ?? "";
  return {
    heading: headingFrom(query) || headingFrom(funnel.name) || "Retrieval",
    body: {
      type: "retrieval",
      traceId,
      spanId: funnel.spanId,
      name: cut(funnel.name, 2_000),
      knowledge: cut(funnel.knowledgeBase, 500),
      query: cut(query, 20_000),
      startMs: funnel.startMs,
      durationMs: funnel.durationNs === null ? null : funnel.durationNs / 1e6,
      scoreKind: kind === "none" ? null : kind,
      documents: funnel.documents.slice(0, MOST_DOCUMENTS).map((document, at) => ({
        rank: at + 1,
        title: cut(document.title, 1_000),
        score: document.score,
        kept: document.kept,
        cited: document.cited,
        text: cut(document.content?.text ?? "", DOCUMENT_LENGTH),
      })),
      documentCount: funnel.totalDocuments,
    },
  };
}
