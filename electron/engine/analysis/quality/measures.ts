/**
 * Measures of one ranked list, over the documents of it that were judged. `grades` are those of its documents in order of rank:
 * 0 or more, null for one that nobody judged. What is not judged is left out, and what comes behind it moves up ("condensed
 * lists": Sakai and Kando, "On information retrieval metrics designed for evaluation with incomplete relevance assessments",
 * Information Retrieval 11, 2008), because to count it as wrong would punish a retrieval for what its judges did not look at.
 */
export type Grades = readonly (number | null)[];

/** The documents of the first `k` ranks that were judged; all of them where `k` is null. */
export function judgedOf(grades: Grades, k: number | null): number[] {
  return grades.slice(0, k ?? grades.length).filter((grade) => grade !== null);
}

/**
 * Precision@k: the share of relevant documents among those judged of the first k. A list shorter than k is measured as long as
 * it is. Null where none of them was judged. (Manning, Raghavan, Schütze: Introduction to Information Retrieval, 8.4.)
 */
export function precisionAt(grades: Grades, k: number | null, relevantFrom: number): number | null {
  const judged = judgedOf(grades, k);
  if (judged.length === 0) return null;
  return judged.filter((grade) => grade >= relevantFrom).length / judged.length;
}

/**
 * Recall@k: the share of the documents known to be relevant that stand in the first k. `known` is how many are known: those judged
 * relevant for the same query anywhere. Null where none is. (Manning et al., 8.3.)
 */
export function recallAt(grades: Grades, k: number | null, relevantFrom: number, known: number): number | null {
  if (known === 0) return null;
  return Math.min(1, judgedOf(grades, k).filter((grade) => grade >= relevantFrom).length / known);
}

/**
 * DCG@k = sum of grade_i / log2(i + 1) over the places i = 1..k. (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR
 * techniques", ACM TOIS 20(4), 2002, in the form of Manning et al. with linear gains, as trec_eval and scikit-learn have it.)
 */
export function dcgAt(grades: readonly number[], k: number | null): number {
  return grades
    .slice(0, k ?? grades.length)
    .reduce((sum, grade, place) => sum + Math.max(0, grade) / Math.log2(place + 2), 0);
}

/**
 * nDCG@k: DCG of the list by that of the best possible one, `ideal`: the grades of all documents known for the query, from best to
 * worst, the list's own by default. Null where nothing of the first k was judged; 0 where nothing known is relevant at all, as in
 * trec_eval and scikit-learn.
 */
export function ndcgAt(grades: Grades, k: number | null, ideal?: readonly number[]): number | null {
  const judged = judgedOf(grades, k);
  if (judged.length === 0) return null;
  const best = (ideal ?? judgedOf(grades, null)).toSorted((a, b) => b - a);
  // What was not judged has no place in the ideal either.
  const shown = k ?? grades.length;
  const unjudged = Math.min(shown, grades.length) - judged.length;
  const possible = dcgAt(best, shown - unjudged);
  return possible === 0 ? 0 : Math.min(1, dcgAt(judged, null) / possible);
}

/**
 * Reciprocal rank: 1 by the place of the first relevant document among those judged of the first k, 0 where none is relevant, null where none is
 * judged. Its mean is MRR. (Voorhees, "The TREC-8 Question Answering Track Report", 1999.)
 */
export function reciprocalRankAt(grades: Grades, k: number | null, relevantFrom: number): number | null {
  const judged = judgedOf(grades, k);
  if (judged.length === 0) return null;
  const place = judged.findIndex((grade) => grade >= relevantFrom);
  return place === -1 ? 0 : 1 / (place + 1);
}

/** Whether one of the first k is relevant, as 0 or 1; its mean is the hit rate. Null where none of them was judged. */
export function hitAt(grades: Grades, k: number | null, relevantFrom: number): number | null {
  const judged = judgedOf(grades, k);
  if (judged.length === 0) return null;
  return judged.some((grade) => grade >= relevantFrom) ? 1 : 0;
}
