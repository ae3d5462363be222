import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { FunnelDocument, FunnelStage, RetrievalFunnel } from "../../../shared/contract/retrieval.js";
import type { spansContract, TextPreview } from "../../../shared/contract/spans.js";
import type { ScoreKind } from "../../../shared/model/meaning.js";
import type { Mark } from "../../lib/marks.js";

type RetrievedDocument = OutputOf<(typeof spansContract)["span.documents"]>["documents"][number];

/** What became of a document. Unknown where the trace has no later prompt that could hold it. */
export type Fate = "cited" | "kept" | "dropped" | "unknown";

/** A place among the documents of a span: what a judgement is about. */
export interface DocumentPlace {
  readonly spanId: string;
  readonly position: number;
}

/** A document of a retrieval as a card shows it. */
export interface ShownDocument {
  /** Its place among the documents of the answer, from 0; names it within the retrieval. */
  readonly index: number;
  readonly title: string;
  readonly id: string | null;
  /** From 0; null where it is not among those of the stage. */
  readonly rank: number | null;
  /** Places that the reranker moved it up (more than 0) or down; null where nothing moved it. */
  readonly movement: number | null;
  /** Where it stood before it fell out; null where it did not. */
  readonly before: { readonly rank: number; readonly stage: string } | null;
  readonly score: number | null;
  readonly scoreKind: ScoreKind;
  readonly fate: Fate;
  readonly content: TextPreview | null;
  readonly metadata: TextPreview | null;
  readonly queryMarks: readonly Mark[];
  readonly answerMarks: readonly Mark[];
  /** Share of its words that the answer has in the same order, 0 to 1; null without an answer. */
  readonly usedShare: number | null;
  /** Share of the answer's sentences that it supports, 0 to 1. */
  readonly supported: number | null;
  readonly twin: { readonly index: number; readonly title: string; readonly similarity: number } | null;
  /** Null where it can't be judged. */
  readonly place: DocumentPlace | null;
}

export const SCORE_WORDS: Readonly<Record<ScoreKind, string>> = {
  similarity: "similarity, more is nearer",
  distance: "distance, less is nearer",
  relevance: "relevance, more is better",
  unknown: "kind of score not told",
};

/** Two decimals for what lies between −10 and 10, three figures for what is tiny, four for the rest. */
export function formatScore(score: number | null): string {
  if (score === null || Number.isNaN(score)) return "–";
  const size = Math.abs(score);
  if (size !== 0 && size < 0.01) return score.toPrecision(2);
  return size < 10 ? score.toFixed(2) : String(Number(score.toPrecision(4)));
}

/** The stage before `kept`: the last one that has an order. */
export function lastRanked(stages: readonly FunnelStage[]): number {
  return Math.max(
    0,
    stages.findLastIndex(({ type }) => type !== "kept" && type !== "cited"),
  );
}

export function fateOf({ kept, cited }: Pick<FunnelDocument, "kept" | "cited">): Fate {
  if (cited === true) return "cited";
  if (kept === null) return "unknown";
  return kept ? "kept" : "dropped";
}

/** The documents of a stage in its order, then those that fell out before it. */
export function shownDocuments(funnel: RetrievalFunnel, stage: number): readonly ShownDocument[] {
  const shown = funnel.documents.map((document, index) => shownDocument(funnel, document, index, stage));
  return shown.toSorted(
    (one, other) =>
      (one.rank ?? Number.POSITIVE_INFINITY) - (other.rank ?? Number.POSITIVE_INFINITY) || one.index - other.index,
  );
}

function shownDocument(
  { documents, stages, spanId }: RetrievalFunnel,
  document: FunnelDocument,
  index: number,
  stage: number,
): ShownDocument {
  const { ranks, duplicateOf, similarity } = document;
  const rank = ranks[stage] ?? null;
  const earlier = ranks.findLastIndex((value, at) => at < stage && value !== null);
  const was = ranks[earlier] ?? null;
  const twin = duplicateOf === null ? undefined : documents[duplicateOf];
  return {
    index,
    title: document.title,
    id: document.id,
    rank,
    // Where several searches are merged no one order came before.
    movement: rank === null || was === null || stages[stage]?.type !== "reranked" ? null : was - rank,
    before: rank !== null || was === null ? null : { rank: was, stage: stages[earlier]?.label ?? "" },
    score: document.scores[stage] ?? document.score,
    scoreKind: scoreKindOf(document, stages[stage], stage),
    fate: fateOf(document),
    content: document.content,
    metadata: document.metadata,
    queryMarks: document.queryMarks,
    answerMarks: document.answerMarks,
    usedShare: document.usedShare,
    supported: document.supported,
    twin:
      duplicateOf === null || twin === undefined
        ? null
        : { index: duplicateOf, title: twin.title, similarity: similarity ?? 1 },
    place: placeOf(stages, ranks, spanId),
  };
}

function scoreKindOf(document: FunnelDocument, stage: FunnelStage | undefined, at: number): ScoreKind {
  const of = stage?.scoreKind;
  if (of === undefined || of === "mixed" || of === "none" || document.scores[at] == null) return document.scoreKind;
  return of;
}

/** What the retrieval itself found is judged there; what only a step or a reranker has, at that one. */
function placeOf(
  stages: readonly FunnelStage[],
  ranks: readonly (number | null)[],
  retrieval: string,
): DocumentPlace | null {
  const places = stages.flatMap(({ spanId }, at) => {
    const position = ranks[at];
    return spanId === null || position == null ? [] : [{ spanId, position }];
  });
  return places.find(({ spanId }) => spanId === retrieval) ?? places[0] ?? null;
}

/** The documents of a span that belongs to no retrieval, such as a memory's: nothing is known of what became of them. */
export function plainDocuments(documents: readonly RetrievedDocument[], spanId: string): readonly ShownDocument[] {
  return documents.map((document, index) => ({
    index,
    title: document.id ?? `Document ${document.rank + 1}`,
    id: document.id,
    rank: document.rank,
    movement: null,
    before: null,
    score: document.score,
    scoreKind: document.scoreKind,
    fate: "unknown",
    content: document.content,
    metadata: document.metadata,
    queryMarks: [],
    answerMarks: [],
    usedShare: null,
    supported: null,
    twin: null,
    place: { spanId, position: document.rank },
  }));
}

/** The kinds of score among documents, in words; "" where none has a score. */
export function scoreWords(documents: readonly ShownDocument[]): string {
  const kinds = new Set(documents.filter(({ score }) => score !== null).map(({ scoreKind }) => scoreKind));
  return [...kinds].map((kind) => SCORE_WORDS[kind]).join("; ");
}
