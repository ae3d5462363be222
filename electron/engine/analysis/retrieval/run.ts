import type { ScoreKind } from "../../../../shared/model/meaning.js";

/** A document as one span lists it. Texts are known by their numbers in the store. */
export interface ListedDocument {
  readonly rank: number;
  readonly id: string | null;
  readonly text: number | null;
  readonly score: number | null;
  readonly scoreKind: ScoreKind;
}

/** A span that searches, ranks or remembers. */
export interface DocumentSpan {
  /** Its place in the trace, in preorder, and behind its last descendant. */
  readonly row: number;
  readonly subtreeEnd: number;
  readonly parent: number;
  readonly isRetriever: boolean;
  readonly isReranker: boolean;
  /** From any one point in time, ns; NaN where it is not known. */
  readonly startNs: number;
  readonly endNs: number;
  /** Number of the query's text. */
  readonly query: number | null;
  readonly retrieved: readonly ListedDocument[];
  readonly remembered: readonly ListedDocument[];
  readonly rerankerInput: readonly ListedDocument[];
  readonly rerankerOutput: readonly ListedDocument[];
}

/** A call that was given a prompt and may have said something. */
export interface PromptedCall {
  readonly row: number;
  readonly subtreeEnd: number;
  readonly startNs: number;
  readonly prompts: readonly number[];
  readonly answers: readonly number[];
  /** It asked for tools, so that what it said is not yet the answer. */
  readonly callsTools: boolean;
}

/** What it needs to know of one trace; spans and calls in order of their rows. */
export interface RetrievalRun {
  readonly spans: readonly DocumentSpan[];
  readonly calls: readonly PromptedCall[];
}

/** True where `one` began before `other`, or where times are not known, stands before it. */
export function isBefore(
  one: { readonly row: number; readonly startNs: number },
  other: { readonly row: number; readonly startNs: number },
): boolean {
  if (Number.isNaN(one.startNs) || Number.isNaN(other.startNs) || one.startNs === other.startNs) {
    return one.row < other.row;
  }
  return one.startNs < other.startNs;
}
