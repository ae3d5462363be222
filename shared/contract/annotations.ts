import { z } from "zod";
import { ANNOTATION_TARGETS, ANNOTATOR_KINDS } from "../model/annotation.js";
import { spanId, traceId } from "../model/ids.js";
import { query } from "./procedure.js";

/** An annotation that came with a file. It is read only: the file said it. */
export const importedAnnotation = z.object({
  id: z.string(),
  /** The name of the file, and of its format. */
  source: z.string(),
  format: z.string(),
  target: z.enum(ANNOTATION_TARGETS),
  traceId,
  /** Null where it is about the whole trace. */
  spanId: spanId.nullable(),
  /** The place of a document among those of the span, from 0. */
  position: z.int().nullable(),
  name: z.string().nullable(),
  label: z.string().nullable(),
  score: z.number().nullable(),
  explanation: z.string().nullable(),
  annotatorKind: z.enum(ANNOTATOR_KINDS).nullable(),
  annotator: z.string().nullable(),
  atMs: z.number().nullable(),
  /** What else it says: name and value, as text. */
  metadata: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type ImportedAnnotation = z.output<typeof importedAnnotation>;

/** What a reader can say of a document, and the words for no (0) and yes (1). They are kept as annotations of the user's. */
export const DOCUMENT_VERDICTS = {
  relevance: ["not relevant", "relevant"],
  used: ["not used", "used"],
} as const;
export type JudgementName = keyof typeof DOCUMENT_VERDICTS;
export const JUDGEMENT_NAMES = ["relevance", "used"] as const satisfies readonly JudgementName[];

/** What was said of a document, by the reader or by a file. */
export const documentJudgement = z.object({
  /** The place of the document among those of the span, from 0. */
  position: z.int(),
  /** True where the reader said it here, false where a file did. */
  own: z.boolean(),
  name: z.string().nullable(),
  label: z.string().nullable(),
  score: z.number().nullable(),
  explanation: z.string().nullable(),
  annotatorKind: z.enum(ANNOTATOR_KINDS).nullable(),
  annotator: z.string().nullable(),
});
export type DocumentJudgement = z.output<typeof documentJudgement>;

export const annotationsContract = {
  /** What was said of the documents of a span; by place, the reader's own first. */
  "judgement.list": query(z.object({ traceId, spanId }), z.array(documentJudgement)),
  /** What files say of a span, or of a whole trace and all its spans. At a trace's first span also what is said of the trace. */
  "annotation.list": query(z.object({ traceId, spanId: spanId.optional() }), z.array(importedAnnotation)),
} as const;
