import type { QualitySign } from "../../../../../shared/contract/quality.js";
import type { Tongue } from "../language.js";
import type { UsualScores } from "../usual-scores.js";

/** What the signs look at, of one retrieval. */
export interface RetrievalProfile {
  readonly failed: boolean;
  readonly documents: number;
  /** Documents with a score. */
  readonly scored: number;
  readonly best: number | null;
  readonly spread: number | null;
  /** What scores of its knowledge base and kind are usually like; null where there are too few of them to say. */
  readonly usual: UsualScores | null;
  /** Documents in a later prompt; null where the trace has none. */
  readonly kept: number | null;
  /** Of those: documents that the answer shares wording with; null where there is no answer. */
  readonly cited: number | null;
  /** Documents that nearly repeat an earlier one of the list. */
  readonly nearDuplicates: number;
  /** How often the same was asked before in the same conversation, or trace. */
  readonly askedBefore: number;
  readonly queryTongue: Tongue | null;
  /** Of the first documents whose language can be told. */
  readonly documentTongues: readonly Tongue[];
}

export interface SignFound {
  /** How bad it is, for the order: 100 for nothing at all. */
  readonly weight: number;
  /** A sentence. */
  readonly text: string;
}

/** A sign of trouble that nobody had to judge. Evidence, never proof. */
export interface Sign {
  readonly id: QualitySign;
  readonly title: string;
  /** What counts, as a sentence for people. */
  readonly rule: string;
  look(retrieval: RetrievalProfile): SignFound | null;
}

/** "1 document", "3 documents". */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** A score with three digits that tell something. */
export function scoreText(score: number): string {
  return String(Number(score.toPrecision(3)));
}
