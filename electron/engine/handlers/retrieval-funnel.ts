import { AppError } from "../../../shared/contract/errors.js";
import type { AnswerSentence, RetrievalFunnel } from "../../../shared/contract/retrieval.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { documentsOf, type Stage, type StagedDocument, stagesOf } from "../analysis/retrieval/funnel.js";
import { groupRetrievals, type Retrieval } from "../analysis/retrieval/group.js";
import { DocumentIdentity } from "../analysis/retrieval/identity.js";
import type { ListedDocument, PromptedCall, RetrievalRun } from "../analysis/retrieval/run.js";
import type { UseFinder } from "../analysis/retrieval/use.js";
import type { Session } from "../db/session.js";
import { readRuns } from "../pipeline/retrieval-runs.js";
import { findersOf, KnownWords, lengthsOf, textsOf } from "../pipeline/retrieval-texts.js";
import { documentMetadata } from "../queries/retrieval/document-metadata.js";
import { spanNames } from "../queries/retrieval/span-names.js";
import { findSpan } from "../queries/span-row.js";
import { readPreviews } from "../queries/text-preview.js";
import { describeDocuments } from "./funnel-documents.js";
import { describeStage, lastStages } from "./funnel-stages.js";

const MOST_DOCUMENTS = 500;
const MOST_SENTENCES = 200;

/** The way of a retrieval's documents to the answer. Throws NOT_FOUND for a span that is in no retrieval. */
export async function retrievalFunnel(session: Session, traceId: TraceId, spanId: SpanId): Promise<RetrievalFunnel> {
  const began = performance.now();
  const asked = await findSpan(session, traceId, spanId);
  const run = (await readRuns(session, `trace = ${asked.trace}`)).get(asked.trace) ?? { spans: [], calls: [] };
  const identity = new DocumentIdentity(run.spans);
  const retrieval = retrievalWith(groupRetrievals(run.spans, identity), asked.preorder);
  const finder = await finderOf(session, asked.trace, run);
  const stages = stagesOf(retrieval, identity);
  const all = documentsOf(stages, identity);
  const staged = all.slice(0, MOST_DOCUMENTS);
  const main = staged.map((document) => mainOf(document, stages));
  const use = finder.use(retrieval.span, main);
  const rows = [retrieval.span, ...stages.map(({ span }) => span), ...use.calls, ...use.answeredBy].map(
    ({ row }) => row,
  );
  const names = await spanNames(session, asked.trace, rows);
  const own = names.get(retrieval.span.row);
  const query = (await readPreviews(session, [retrieval.span.query]))(retrieval.span.query);
  const metadata = await documentMetadata(session, asked.trace, stages);
  const idOf = (call: PromptedCall): SpanId | null => names.get(call.row)?.span_id ?? null;
  const isMerged = stages.filter(({ type }) => type === "search").length > 1;
  const answer = use.answeredBy.flatMap((call) => sentencesOf(call, idOf(call), main, finder));
  return {
    traceId,
    spanId: own?.span_id ?? spanId,
    name: own?.name ?? "",
    query,
    knowledgeBase: own?.knowledge_base ?? null,
    agent: own?.owner_agent ?? null,
    topK: own?.top_k ?? null,
    startMs: own?.start_ms ?? null,
    durationNs: own?.duration_ns ?? null,
    failed: own?.failed ?? false,
    error: own?.error ?? null,
    stages: [
      ...stages.map((stage) => describeStage(stage, isMerged, names.get(stage.span.row))),
      ...lastStages(use, idOf),
    ],
    documents: await describeDocuments(session, staged, main, metadata, query?.text ?? null, use, finder),
    totalDocuments: all.length,
    answer: answer.slice(0, MOST_SENTENCES),
    totalSentences: answer.length,
    ms: performance.now() - began,
  };
}

function retrievalWith(retrievals: readonly Retrieval[], row: number): Retrieval {
  const isOf = (retrieval: Retrieval): boolean =>
    [retrieval.span, ...retrieval.parts, ...retrieval.rerankings].some((span) => span.row === row);
  const found = retrievals.find(({ span }) => span.row === row) ?? retrievals.find(isOf);
  if (found === undefined) {
    throw new AppError("NOT_FOUND", "This span is no retrieval, and no step or reranking of one.", {
      hint: "Retrievals are spans of retrievers, and spans with documents that were found.",
    });
  }
  return found;
}

async function finderOf(session: Session, trace: number, run: RetrievalRun): Promise<UseFinder> {
  const { documents, prompts, answers } = textsOf(run);
  const lengths = await lengthsOf(session, new Set([...documents, ...prompts, ...answers]));
  const finder = (await findersOf(session, new Map([[trace, run]]), lengths, new KnownWords())).get(trace);
  if (finder === undefined) throw new AppError("INTERNAL", "The documents of the trace could not be followed.");
  return finder;
}

/** What represents a document: as the retrieval gave it, else as a later stage has it. */
function mainOf(document: StagedDocument, stages: readonly Stage[]): ListedDocument {
  const found = document.listed[stages.findIndex(({ type }) => type === "found")];
  const first = [found, ...document.listed.toReversed()].filter((listed) => listed != null);
  const told = first.find(({ text }) => text !== null) ?? first[0];
  return told ?? { rank: 0, id: null, text: null, score: null, scoreKind: "unknown" };
}

function sentencesOf(
  call: PromptedCall,
  spanId: SpanId | null,
  main: readonly ListedDocument[],
  finder: UseFinder,
): AnswerSentence[] {
  if (spanId === null) return [];
  return finder.sentences(call).map(({ text, support }) => ({
    spanId,
    text,
    support: support.flatMap(({ document, share }) => {
      const place = main.findIndex((one) => one.text === document);
      return place < 0 ? [] : [{ document: place, share }];
    }),
  }));
}
