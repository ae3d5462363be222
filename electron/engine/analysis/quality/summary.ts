import type { GradedList } from "./judged-lists.js";
import { hitAt, judgedOf, ndcgAt, precisionAt, recallAt, reciprocalRankAt } from "./measures.js";

/** Means over the retrievals that have the figure; null where none has. */
export interface QualitySummary {
  readonly retrievals: number;
  /** Of them: with at least one judged document. */
  readonly judged: number;
  /** Documents of the first k ranks, and how many of them were judged. */
  readonly documents: number;
  readonly judgedDocuments: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly ndcg: number | null;
  readonly reciprocalRank: number | null;
  readonly hitRate: number | null;
}

export interface ListMeasures {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly ndcg: number | null;
  readonly reciprocalRank: number | null;
  readonly hit: number | null;
}

/** The measures of one retrieval at k. */
export function measure({ grades, known, asWhole }: GradedList, k: number | null, relevantFrom: number): ListMeasures {
  const asRelevant = (grade: number | null) => (grade === null ? null : Number(grade >= relevantFrom));
  return {
    precision: precisionAt(grades, k, relevantFrom),
    // How many documents are relevant is not known where only the whole was judged.
    recall: asWhole ? null : recallAt(grades, k, relevantFrom, known.filter((grade) => grade >= relevantFrom).length),
    // Documents of one grade are in the best order whatever the grade is: what counts then is whether they are relevant.
    ndcg: asWhole ? ndcgAt(grades.map(asRelevant), k) : ndcgAt(grades, k, known),
    reciprocalRank: reciprocalRankAt(grades, k, relevantFrom),
    hit: hitAt(grades, k, relevantFrom),
  };
}

/** The means over several retrievals: each retrieval counts alike, however many documents it has. */
export function summarise(lists: readonly GradedList[], k: number | null, relevantFrom: number): QualitySummary {
  const measures = lists.map((list) => measure(list, k, relevantFrom));
  const mean = (of: (one: ListMeasures) => number | null): number | null => {
    const values = measures.map(of).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const judged = lists.map((list) => judgedOf(list.grades, k).length);
  return {
    retrievals: lists.length,
    judged: judged.filter((count) => count > 0).length,
    documents: lists.reduce((sum, list) => sum + Math.min(k ?? Number.POSITIVE_INFINITY, list.grades.length), 0),
    judgedDocuments: judged.reduce((sum, count) => sum + count, 0),
    precision: mean((one) => one.precision),
    recall: mean((one) => one.recall),
    ndcg: mean((one) => one.ndcg),
    reciprocalRank: mean((one) => one.reciprocalRank),
    hitRate: mean((one) => one.hit),
  };
}
