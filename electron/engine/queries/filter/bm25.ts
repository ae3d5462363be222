/**
 * BM25 as Robertson and Zaragoza give it, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.5, with
 * the values that they and Lucene start from, and Lucene's idf, which is never below zero.
 */
export const K1 = 1.2;
export const B = 0.75;

/** What all texts are like, for the score of one. */
export interface TextStatistics {
  readonly texts: number;
  /** Mean length of a text. */
  readonly averageLength: number;
}

/** The weight of a word that so many texts hold. */
export function inverseDocumentFrequency(texts: number, withWord: number): number {
  return Math.log(1 + (texts - withWord + 0.5) / (withWord + 0.5));
}

/**
 * SQL for the share of one word in a text's score. `times` and `isWhole` are SQL: how often the word stands in the text, and
 * whether it does so as a whole word. A whole word weighs as much more as the word could weigh at most, so that texts
 * that have it whole come before all in which it is only a part of another. `length` is the text's, in the unit of the average.
 */
export function wordScore(
  word: { readonly times: string; readonly isWhole: string; readonly withWord: number },
  length: string,
  { texts, averageLength }: TextStatistics,
): string {
  const weight = inverseDocumentFrequency(texts, word.withWord) * (K1 + 1);
  // Doubles by cast: a bare number with a point is a decimal, which is reckoned with in 128 bits and takes four times as long.
  const norm = `(${K1 * (1 - B)}::DOUBLE + ${(K1 * B) / Math.max(1, averageLength)}::DOUBLE * ${length})`;
  return `${weight}::DOUBLE * (${word.times} / (${word.times} + ${norm}) + CASE WHEN ${word.isWhole} THEN 1 ELSE 0 END)`;
}
