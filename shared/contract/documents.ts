import { z } from "zod";
import { dictionaryColumn, float64Column, nullableTextColumn, textColumn, uint32Column } from "../model/columns.js";
import { spanId, traceId } from "../model/ids.js";
import { unixNanos } from "../model/time.js";
import { query } from "./procedure.js";
import { textPreview } from "./spans.js";
import { listInput, mark } from "./traces.js";

/** What the list of documents can be sorted by. Ranks begin at 1; what has no value comes last. */
export const DOCUMENT_SORTS = [
  "retrieved",
  "knowledge",
  "best",
  "median",
  "similarity",
  "distance",
  "relevance",
  "score",
  "kept",
  "cited",
  "agents",
  "first",
  "last",
  "twins",
] as const;
export type DocumentSort = (typeof DOCUMENT_SORTS)[number];

/**
 * Quick filters. `unused`: retrieved at least `UNUSED_AFTER` times and kept in no prompt where that is known. `near`: another
 * listed document says nearly the same.
 */
export const DOCUMENT_FILTERS = ["all", "unused", "near"] as const;
export type DocumentFilter = (typeof DOCUMENT_FILTERS)[number];
/** From so many retrievals on a document that is never used is worth a look. */
export const UNUSED_AFTER = 3;
/** Texts whose shingles overlap by this much (Jaccard) are near-duplicates. */
export const NEAR_FROM = 0.8;

/** The first rank of each column of the small distribution; the last one is open. */
export const RANK_BUCKETS = [1, 2, 3, 4, 5, 6, 11, 21] as const;

/** Which documents: those that the selected spans retrieved. */
const selection = listInput.pick({ query: true, zoneOffsetMinutes: true });

/** A window of the list of distinct documents, as columns. */
const documentListAnswer = z.object({
  /** Documents that the list holds, the quick filter applied. */
  total: z.int(),
  /** Distinct documents without the quick filter, and how often these were retrieved, by how many retrievals. */
  documents: z.int(),
  retrieved: z.int(),
  retrievals: z.int(),
  /** Retrieved documents that carry neither an id nor a text: they can't be told apart and are not listed. */
  unnamed: z.int(),
  /** Retrieved documents of which it is known whether a later prompt kept them. */
  known: z.int(),
  /** True where `twins` is filled. */
  compared: z.boolean(),
  ms: z.number(),
  offset: z.int(),
  /** Names a document within this workspace. */
  key: textColumn,
  /** Out of its metadata, else how its text begins. */
  title: textColumn,
  knowledgeBase: dictionaryColumn,
  documentId: nullableTextColumn,
  retrievedTimes: uint32Column,
  bestRank: uint32Column,
  medianRank: float64Column,
  /** How often at the ranks of each of `RANK_BUCKETS`, document after document. */
  ranks: uint32Column,
  /** The best score of each kind: the largest, for distances the smallest. Kinds are never compared. NaN without one. */
  similarity: float64Column,
  distance: float64Column,
  relevance: float64Column,
  /** The largest score whose kind is not told. */
  score: float64Column,
  /** How often it is known whether it was kept; of these, how often it was kept in a prompt and cited in an answer. */
  knownTimes: uint32Column,
  keptTimes: uint32Column,
  citedTimes: uint32Column,
  agents: z.array(z.array(z.string())),
  originNs: unixNanos,
  firstNs: float64Column,
  lastNs: float64Column,
  /** Listed documents that say nearly the same; NaN while texts are not compared. */
  twins: float64Column,
});
export type DocumentListAnswer = z.output<typeof documentListAnswer>;

const SCORES = ["similarity", "distance", "relevance", "unknown"] as const;

/** One time that a document was retrieved. */
const documentRetrieval = z.object({
  traceId,
  spanId,
  /** What was asked. */
  query: z.string().nullable(),
  agent: z.string().nullable(),
  /** ns from `originNs`; null without a time. */
  atNs: z.number().nullable(),
  rank: z.int(),
  score: z.number().nullable(),
  scoreKind: z.enum(SCORES),
  /** Null where it is not known. */
  kept: z.boolean().nullable(),
  cited: z.boolean().nullable(),
});
export type DocumentRetrieval = z.output<typeof documentRetrieval>;

/** A document that says nearly the same as another. */
const documentTwin = z.object({
  key: z.string(),
  title: z.string(),
  knowledgeBase: z.string().nullable(),
  documentId: z.string().nullable(),
  retrieved: z.int(),
  /** Share of shingles in common (Jaccard), 0 to 1. */
  similarity: z.number(),
  /** How its text begins, and the words in it that the other text does not have there. */
  text: z.string(),
  differs: z.array(mark),
  /** Words of the other document's text that this one does not have there, in the beginning that was compared. */
  lacks: z.array(mark),
  /** True where only the beginnings of long texts were compared word by word. */
  cut: z.boolean(),
});
export type DocumentTwin = z.output<typeof documentTwin>;

const documentDetail = z.object({
  key: z.string(),
  title: z.string(),
  knowledgeBase: z.string().nullable(),
  documentId: z.string().nullable(),
  /** As it was retrieved last; null where only an id is recorded. */
  text: textPreview.nullable(),
  /** The number of that text, as the map names it. */
  textNumber: z.number().nullable(),
  metadata: textPreview.nullable(),
  /** Different texts that came under this id. */
  texts: z.int(),
  retrieved: z.int(),
  known: z.int(),
  kept: z.int(),
  cited: z.int(),
  agents: z.array(z.object({ agent: z.string().nullable(), retrieved: z.int() })),
  originNs: unixNanos,
  /** The latest first, at most 200 of `retrieved`. */
  retrievals: z.array(documentRetrieval),
});
export type DocumentDetail = z.output<typeof documentDetail>;

export const documentsContract = {
  /** Every distinct document that the selected spans retrieved. With `twins` texts are compared, which may take seconds. */
  "document.list": query(
    listInput.extend({
      sort: z.enum(DOCUMENT_SORTS).default("retrieved"),
      only: z.enum(DOCUMENT_FILTERS).default("all"),
      twins: z.boolean().default(false),
    }),
    documentListAnswer,
  ),
  /** One document among those that the selected spans retrieved. NOT_FOUND where they did not retrieve it. */
  "document.get": query(selection.extend({ key: z.string().max(40) }), documentDetail),
  /** Those that say nearly the same, the nearest first. */
  "document.twins": query(
    selection.extend({ key: z.string().max(40), limit: z.int().min(1).max(100).default(20) }),
    z.object({ total: z.int(), twins: z.array(documentTwin) }),
  ),
  /** Compares the texts of all retrieved documents, or tells what an earlier comparison of the same texts found. */
  "document.compare": query(
    z.object({}),
    z.object({
      /** Distinct texts, and how many of them were compared: the rest is beyond the limit. */
      texts: z.int(),
      compared: z.int(),
      /** Pairs of texts that say nearly the same. */
      pairs: z.int(),
      ms: z.number(),
    }),
  ),
} as const;
