import { z } from "zod";
import { ANNOTATION_KINDS, ANNOTATION_TARGETS, ANNOTATOR_KINDS } from "../model/annotation.js";
import { dictionaryColumn, textColumn, uint32Column } from "../model/columns.js";
import { sourceId, spanId, textHash, traceId } from "../model/ids.js";
import { annotationAbout, annotationSaid } from "../model/own-annotation.js";
import { command, query } from "./procedure.js";

/** Something that a reader or a file says. */
export const annotation = z.object({
  id: z.string(),
  /** The file that says it; null where a reader said it here, who then can change it. */
  source: z.object({ id: sourceId, name: z.string(), format: z.string() }).nullable(),
  kind: z.enum(ANNOTATION_KINDS),
  target: z.enum(ANNOTATION_TARGETS),
  traceId,
  /** Null where it is about the whole trace or conversation. */
  spanId: spanId.nullable(),
  /** The place of a document among those of the span, from 0. */
  position: z.int().nullable(),
  /** Words of a text. */
  passage: z.object({ hash: textHash, offset: z.int(), quote: z.string() }).nullable(),
  name: z.string().nullable(),
  label: z.string().nullable(),
  score: z.number().nullable(),
  /** A note or an explanation, Markdown. */
  text: z.string().nullable(),
  by: z.string().nullable(),
  annotatorKind: z.enum(ANNOTATOR_KINDS).nullable(),
  createdAtMs: z.number().nullable(),
  changedAtMs: z.number().nullable(),
  /** What else a file says: name and value, as text. */
  metadata: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Annotation = z.output<typeof annotation>;

/** What one annotation can be put on at once. */
export const MOST_ANNOTATED = 10_000;

/** Rows that are chosen, or all that a search selects: up to `MOST_ANNOTATED`, in the order of time. */
const bulkTarget = z.discriminatedUnion("type", [
  z.object({ type: z.literal("places"), places: z.array(annotationAbout).min(1).max(MOST_ANNOTATED) }),
  z.object({
    type: z.literal("search"),
    query: z.string().max(10_000),
    in: z.enum(["spans", "traces", "conversations"]),
    zoneOffsetMinutes: z.int().min(-1440).max(1440).default(0),
  }),
]);

export const annotationsContract = {
  /**
   * What is said, by readers and files, oldest first; what has no time in the order of its file. Of a span: also of its documents and
   * of passages read in it, and at a trace's first span of the trace, and of the conversation that is named by it. `within`: of a
   * trace or conversation also what is said of all that is in it.
   */
  "annotation.list": query(
    z.object({
      about: z.discriminatedUnion("target", [
        z.object({ target: z.literal("span"), traceId, spanId }),
        z.object({ target: z.literal("trace"), traceId }),
        z.object({ target: z.literal("conversation"), traceId }),
      ]),
      within: z.boolean().default(false),
      limit: z.int().min(1).max(10_000).default(1000),
    }),
    z.object({ total: z.int(), annotations: z.array(annotation) }),
  ),
  /** What is said of words in some texts, or in any: up to `MOST_ANNOTATED`, the latest first. */
  "annotation.passages": query(z.object({ hashes: z.array(textHash).max(1000).optional() }), z.array(annotation)),
  /** Labels that are there, those that readers gave last first. */
  "annotation.labels": query(
    z.object({ limit: z.int().min(1).max(1000).default(200) }),
    z.array(z.object({ label: z.string(), own: z.int(), total: z.int(), lastMs: z.number().nullable() })),
  ),
  /** How much is said of the spans of some traces: spans of which something is. What is said of a whole trace stands at its first. */
  "annotation.counts": query(
    z.object({ traceIds: z.array(traceId).max(2000) }),
    z.object({ traceId: dictionaryColumn, spanId: textColumn, notes: uint32Column, labels: uint32Column }),
  ),
  /**
   * Says one thing of many, or with `remove` takes it back from them, as one change. Answers how many it was said of (or taken from),
   * of how many that was so before, and how many are beyond the limit.
   */
  "annotation.bulk": command(
    z.object({ said: annotationSaid, by: z.string().max(200), to: bulkTarget, remove: z.boolean().default(false) }),
    z.object({ seq: z.int().nullable(), changed: z.int(), already: z.int(), beyond: z.int() }),
  ),
} as const;
