import type { RetrievalListAnswer, RetrievalSort } from "../../../../shared/contract/retrieval.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { RETRIEVAL_SCORES, type RetrievalScores } from "../../../../shared/model/retrieval.js";
import { toUnixMs } from "../../../../shared/model/time.js";
import { ColumnChoice } from "../../../lib/column-choice.js";
import { SCORE_WORDS } from "../../../results/documents/document-model.js";

/** One retrieval of the list. NaN: not known. */
export interface RetrievalRow {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly query: string;
  readonly knowledgeBase: string | null;
  readonly agent: string | null;
  readonly topK: number;
  readonly documents: number;
  readonly failed: boolean;
  readonly best: number;
  readonly median: number;
  readonly spread: number;
  readonly scores: RetrievalScores;
  readonly startMs: number;
  readonly durationNs: number;
  readonly kept: number;
  readonly cited: number;
  readonly supported: number;
  readonly judged: number;
  readonly judgement: number;
}

/** The row at a place within a page; undefined past its end. */
export function rowOfPage(page: RetrievalListAnswer, at: number): RetrievalRow | undefined {
  const traceId = page.traceId[at];
  const spanId = page.spanId[at];
  if (traceId === undefined || spanId === undefined) return undefined;
  const number = (column: ArrayLike<number>) => column[at] ?? Number.NaN;
  const start = number(page.startNs);
  const topK = number(page.topK);
  return {
    traceId,
    spanId,
    name: page.name[at] ?? "",
    query: page.query[at] ?? "",
    knowledgeBase: dictionaryAt(page.knowledgeBase, at),
    agent: dictionaryAt(page.agent, at),
    topK: topK < 0 ? Number.NaN : topK,
    documents: number(page.documents),
    failed: page.failed[at] === 1,
    best: number(page.best),
    median: number(page.median),
    spread: number(page.spread),
    scores: RETRIEVAL_SCORES[number(page.scoreKind)] ?? "none",
    startMs: Number.isNaN(start) ? Number.NaN : toUnixMs(page.originNs, start),
    durationNs: number(page.durationNs),
    kept: number(page.kept),
    cited: number(page.cited),
    supported: number(page.supported),
    judged: number(page.judged),
    judgement: number(page.judgement),
  };
}

/** What names a retrieval among those of all traces. */
export function retrievalKey({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }): string {
  return `${traceId}/${spanId}`;
}

/** The trace and the span that a key names; null where it names none. */
export function keyParts(key: string): { readonly traceId: string; readonly spanId: string } | null {
  const slash = key.lastIndexOf("/");
  return slash <= 0 ? null : { traceId: key.slice(0, slash), spanId: key.slice(slash + 1) };
}

export const SCORES_WORDS: Readonly<Record<RetrievalScores, string>> = {
  ...SCORE_WORDS,
  mixed: "scores of several kinds, which can't be compared",
  none: "no scores were recorded",
};

/** The word for a kind of score in a cell. */
export const SCORES_NAMES: Readonly<Record<RetrievalScores, string>> = {
  similarity: "similarity",
  distance: "distance",
  relevance: "relevance",
  unknown: "not told",
  mixed: "mixed",
  none: "none",
};

/** What the list can be sorted by, with the words of its menu. */
export const SORT_WORDS: Readonly<Record<RetrievalSort, string>> = {
  start: "Newest",
  query: "Query",
  knowledge: "Knowledge base",
  agent: "Agent",
  documents: "Documents",
  top_k: "Top k",
  best: "Best score",
  median: "Median score",
  spread: "Spread of scores",
  duration: "Duration",
  kept: "Kept",
  cited: "Cited",
  supported: "Answer supported",
  judged: "Judgements",
  judgement: "Mean judgement",
};

/** "2 of 4" kept ones are cited; "? of 4" without an answer, "?" without a later prompt; "none"; "–" of nothing. */
export function citedWords({ documents, kept, cited }: Pick<RetrievalRow, "documents" | "kept" | "cited">): string {
  if (documents === 0) return "–";
  if (Number.isNaN(kept)) return "?";
  if (Number.isNaN(cited)) return kept === 0 ? "none" : `? of ${kept}`;
  return cited === 0 ? "none" : `${cited} of ${Math.max(kept, cited)}`;
}

/** The columns of the wide table that the reader may hide or show; when and query always stay. */
export const COLUMNS = new ColumnChoice(
  [
    { id: "knowledge", label: "Knowledge base" },
    { id: "agent", label: "Agent" },
    { id: "top_k", label: "Top k" },
    { id: "documents", label: "Documents" },
    { id: "best", label: "Best score" },
    { id: "median", label: "Median score" },
    { id: "spread", label: "Spread" },
    { id: "kind", label: "Kind of score" },
    { id: "duration", label: "Duration" },
    { id: "kept", label: "Kept" },
    { id: "cited", label: "Cited" },
    { id: "supported", label: "Answer supported" },
    { id: "judged", label: "Judgements" },
    { id: "judgement", label: "Mean judgement" },
  ],
  ["knowledge", "agent", "documents", "best", "median", "spread", "kind", "duration", "kept", "cited", "judged"],
);

/** Columns that give way in a narrow table. */
export function givingWay(widthPx: number): readonly string[] {
  if (widthPx === 0 || widthPx >= 1260) return [];
  return [
    "median",
    "top_k",
    "judgement",
    "supported",
    ...(widthPx < 1080 ? ["spread", "judged", "knowledge"] : []),
    ...(widthPx < 900 ? ["agent", "kind", "documents"] : []),
  ];
}
