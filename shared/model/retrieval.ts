import type { ScoreKind } from "./meaning.js";

/**
 * What a score says, in the order of the codes in the store. `similarity` and `relevance`: more is better; `distance`: less is
 * better; `unknown`: the trace does not tell. Scores of different kinds are never compared.
 */
export const SCORE_KINDS = ["unknown", "similarity", "distance", "relevance"] as const satisfies readonly ScoreKind[];

/** The kind of a retrieval's scores, by code: one that all of them have, `mixed`, or `none` where no document has a score. */
export const RETRIEVAL_SCORES = [...SCORE_KINDS, "mixed", "none"] as const;
export type RetrievalScores = (typeof RETRIEVAL_SCORES)[number];
