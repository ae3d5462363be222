import { z } from "zod";
import { spanId, textHash, traceId } from "./ids.js";

/** The longest note, in characters. */
export const NOTE_LENGTH = 100_000;
/** The longest passage that can be annotated. */
export const QUOTE_LENGTH = 20_000;

const document = z.object({ target: z.literal("document"), traceId, spanId, position: z.int().nonnegative() });
const passage = z.object({
  target: z.literal("text"),
  traceId,
  spanId,
  /** The text that the words stand in, wherever it is shown. */
  hash: textHash,
  /** Where in the whole text they begin, UTF-16 units. */
  offset: z.int().nonnegative(),
  quote: z.string().min(1).max(QUOTE_LENGTH),
});

/**
 * What something is said of. Names of the data itself, never numbers of the store, so that it stays in place when files are removed,
 * come again or grow. A conversation is named by a trace of it; a document by its place among those that the span found, from 0; a
 * text that was read by its hash, with the span where it was read.
 */
export const annotationAbout = z.discriminatedUnion("target", [
  z.object({ target: z.literal("span"), traceId, spanId }),
  z.object({ target: z.literal("trace"), traceId }),
  z.object({ target: z.literal("conversation"), traceId }),
  document,
  passage,
]);
export type AnnotationAbout = z.output<typeof annotationAbout>;

/** What a reader can judge, and the words for no (0) and yes (1). */
export const JUDGEMENTS = {
  correctness: ["wrong", "right"],
  relevance: ["not relevant", "relevant"],
  used: ["not used", "used"],
} as const;
export type Judgement = keyof typeof JUDGEMENTS;
export const JUDGEMENT_IDS = ["correctness", "relevance", "used"] as const satisfies readonly Judgement[];

/** What a reader can say. A note is Markdown. */
export const annotationSaid = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("note"), text: z.string().min(1).max(NOTE_LENGTH) }),
  z.object({ kind: z.literal("label"), label: z.string().trim().min(1).max(200) }),
  z.object({ kind: z.literal("score"), name: z.string().trim().min(1).max(100), score: z.number() }),
  z.object({
    kind: z.literal("judgement"),
    name: z.enum(JUDGEMENT_IDS),
    score: z.union([z.literal(0), z.literal(1)]),
  }),
]);
export type AnnotationSaid = z.output<typeof annotationSaid>;

/** The longest id that `annotationIdOf` makes, for two ids of 512 characters and a name. */
const ID_LENGTH = 1400;

const NOTE_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

/** One thing that a reader says of one thing. */
export const ownAnnotation = z
  .object({
    /** As `annotationIdOf` makes it. */
    id: z.string().min(1).max(ID_LENGTH),
    about: annotationAbout,
    said: annotationSaid,
    /** The name of who says it; empty where nobody is named. */
    by: z.string().max(200),
    /** When it was said first, where that was earlier: what is taken back keeps its time. ms since 1970. */
    atMs: z.number().optional(),
  })
  .refine(
    ({ id, about, said }) => id === annotationIdOf(about, said, id) && (said.kind !== "note" || NOTE_ID.test(id)),
    {
      error: "The id is not the one that `annotationIdOf` gives.",
    },
  );
export type OwnAnnotation = z.output<typeof ownAnnotation>;

/**
 * The id of something said: a note's is its own, a random UUID, given as `noteId`. A label, a judgement, and a score of a name are there once on
 * a thing: to say them again takes their place.
 */
export function annotationIdOf(about: AnnotationAbout, said: AnnotationSaid, noteId: string): string {
  switch (said.kind) {
    case "note":
      return noteId;
    case "label":
      return `label:${placeOf(about)}/${said.label}`;
    case "score":
    case "judgement":
      return `${said.kind}:${placeOf(about)}/${said.name}`;
  }
}

function placeOf(about: AnnotationAbout): string {
  switch (about.target) {
    case "span":
      return `${about.traceId}/${about.spanId}`;
    case "trace":
      return `trace/${about.traceId}`;
    case "conversation":
      return `conversation/${about.traceId}`;
    case "document":
      return `${about.traceId}/${about.spanId}/${about.position}`;
    case "text":
      return `${about.traceId}/${about.spanId}/${about.hash}@${about.offset}+${about.quote.length}`;
  }
}
