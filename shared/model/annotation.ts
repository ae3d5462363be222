import type { AttributeValue } from "./facts.js";

/** Who judged: a person, a model, or a program. As OpenInference names them. */
export const ANNOTATOR_KINDS = ["HUMAN", "LLM", "CODE"] as const;
export type AnnotatorKind = (typeof ANNOTATOR_KINDS)[number];

/**
 * What an annotation is about. A document is one of those that a span found, by its place among them; a text is a passage of one that
 * a span says; a conversation is named by a trace of it.
 */
export const ANNOTATION_TARGETS = ["span", "trace", "document", "conversation", "text"] as const;
export type AnnotationTarget = (typeof ANNOTATION_TARGETS)[number];

/** What kind of thing was said. */
export const ANNOTATION_KINDS = ["note", "evaluation", "judgement", "label", "score"] as const;
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number];

/** An annotation as a file gives it, whatever the format. Ids are normalised. */
export interface AnnotationFacts {
  readonly target: AnnotationTarget;
  /** Null where the file names a span only: the trace is the one that has it. */
  readonly traceId: string | null;
  /** For a whole trace: any span of it, where the trace has no name. */
  readonly spanId: string | null;
  /** Of a document, from 0. */
  readonly position: number | null;
  /** The words of a text that it is about: the text by its hash, in hex, and where in it they begin, UTF-16 units. */
  readonly passage: { readonly hash: string; readonly offset: number; readonly quote: string } | null;
  /** What was judged: "relevance". */
  readonly name: string | null;
  readonly label: string | null;
  readonly score: number | null;
  readonly explanation: string | null;
  readonly annotatorKind: AnnotatorKind | null;
  /** Name or id of who judged. */
  readonly annotator: string | null;
  readonly atMs: number | null;
  /** An evaluation where it is not told. */
  readonly kind?: AnnotationKind;
  /** The format that said it first, where the file only hands it on. */
  readonly origin?: string;
  /** What else is said, by name. */
  readonly metadata: { readonly [key: string]: AttributeValue } | null;
}

/** An annotation that says nothing yet, for importers to fill. */
export const NO_ANNOTATION: AnnotationFacts = {
  target: "span",
  traceId: null,
  spanId: null,
  position: null,
  passage: null,
  name: null,
  label: null,
  score: null,
  explanation: null,
  annotatorKind: null,
  annotator: null,
  atMs: null,
  metadata: null,
};
