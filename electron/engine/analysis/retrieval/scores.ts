import type { RetrievalScores } from "../../../../shared/model/retrieval.js";
import type { ScoreKind } from "../../../../shared/model/meaning.js";

export interface ScoredDocument {
  readonly score: number | null;
  readonly scoreKind: ScoreKind;
}

export interface ScoreFigures {
  readonly kind: RetrievalScores;
  readonly scored: number;
  /** Null without scores, and where they are of several kinds. */
  readonly best: number | null;
  readonly median: number | null;
  /** The highest less the lowest. */
  readonly spread: number | null;
}

/**
 * What the scores of one list of documents, in its order, are like. The best is the highest, of distances the lowest. Of scores
 * that the trace doesn't tell the kind of, it is the lowest where they rise with the rank, else the highest.
 */
export function scoreFigures(documents: readonly ScoredDocument[]): ScoreFigures {
  const scored = documents.filter(hasScore);
  const kinds = new Set(scored.map(({ scoreKind }) => scoreKind));
  const [kind] = kinds;
  if (kind === undefined || kinds.size > 1) {
    return {
      kind: kind === undefined ? "none" : "mixed",
      scored: scored.length,
      best: null,
      median: null,
      spread: null,
    };
  }
  const scores = scored.map(({ score }) => score);
  const sorted = scores.toSorted((a, b) => a - b);
  const lowest = sorted[0] ?? 0;
  const highest = sorted.at(-1) ?? 0;
  const lowestIsBest = kind === "distance" || (kind === "unknown" && lowest < highest && rises(scores));
  return {
    kind,
    scored: scored.length,
    best: lowestIsBest ? lowest : highest,
    median: medianOf(sorted),
    spread: highest - lowest,
  };
}

function hasScore(document: ScoredDocument): document is ScoredDocument & { readonly score: number } {
  return document.score !== null && Number.isFinite(document.score);
}

function rises(scores: readonly number[]): boolean {
  return scores.every((score, place) => place === 0 || score >= (scores[place - 1] ?? score));
}

/** The middle of sorted numbers, of an even count the mean of the two in the middle. */
function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
