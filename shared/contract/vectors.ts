import { z } from "zod";
import { dictionaryColumn, float32Column, float64Column, int32Column, uint8Column } from "../model/columns.js";
import { spanId, traceId } from "../model/ids.js";
import { query, stream } from "./procedure.js";
import { textPreview } from "./spans.js";

/** Cosine and dot: bigger is nearer. L2 is a distance: smaller is nearer. */
export const VECTOR_METRICS = ["cosine", "dot", "l2"] as const;
export type VectorMetric = (typeof VECTOR_METRICS)[number];

/** What a point of a map is. `text`: a text that was embedded and is neither a query, a document nor an answer. */
export const MAP_KINDS = ["query", "document", "answer", "text"] as const;
export type MapKind = (typeof MAP_KINDS)[number];

/** `pca` is linear and quick; `umap` keeps neighbours together, and distances between groups say little. */
export const MAP_METHODS = ["pca", "umap"] as const;
export type MapMethod = (typeof MAP_METHODS)[number];

/** What a map's worker does, in this order. `layout` is UMAP's alone. */
export const MAP_PHASES = ["reading", "reducing", "neighbours", "layout", "clusters"] as const;
export type MapPhase = (typeof MAP_PHASES)[number];

/** Why a vector takes no part: the trace has none, it holds NaN or an infinity, or all its numbers are 0. */
export const UNUSABLE_VECTORS = ["no_vector", "not_finite", "zero"] as const;
export type UnusableVector = (typeof UNUSABLE_VECTORS)[number];

/** Names a space: `DIMENSIONS:MODEL`, as in `1536:text-embedding-3-small`; with `+` before the colon, `withUnnamed`. */
const spaceId = z.string().max(600);

const selection = z.object({
  /** A search of traces: a map is of what they hold. */
  query: z.string().max(100_000).default(""),
  zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
});

/** Vectors of one model and one length. Only these can be compared. */
export const vectorSpace = z.object({
  id: spaceId,
  /** Null where the trace names none. */
  model: z.string().nullable(),
  /** Numbers in a vector; 0 where there is no vector and no length is told. */
  dimensions: z.int(),
  /** True where vectors of this length whose model is not named are taken along: they may be of this model, nothing says so. */
  withUnnamed: z.boolean(),
  /** Vectors that can be used. */
  vectors: z.int(),
  /** Those that can't, and why. */
  unusable: z.array(z.object({ reason: z.enum(UNUSABLE_VECTORS), count: z.int() })),
});
export type VectorSpace = z.output<typeof vectorSpace>;

/** A text of the workspace where it was met: what a point of a map and a neighbour is. */
export const vectorPlace = z.object({
  /** Number of the span's record and of the text, as in the columns of a map. */
  span: z.number(),
  text: z.number().nullable(),
  traceId,
  spanId,
  spanName: z.string(),
  agent: z.string().nullable(),
  source: z.string(),
  startMs: z.number().nullable(),
  /** How the text begins; null where the vector came without one. */
  preview: textPreview.nullable(),
});
export type VectorPlace = z.output<typeof vectorPlace>;

export const mapCluster = z.object({
  /** As in the column `cluster`. */
  id: z.int(),
  points: z.int(),
  queries: z.int(),
  documents: z.int(),
  answers: z.int(),
  /** Middle (median) of its points. */
  x: z.number(),
  y: z.number(),
  /** What its texts say more often than the others', most telling first, at most 8. Empty where there are no texts. */
  words: z.array(z.object({ word: z.string(), weight: z.number() })),
});
export type MapCluster = z.output<typeof mapCluster>;

/** Queries that lie together and have no document near. */
export const mapHole = z.object({
  /** Their rows. */
  points: int32Column,
  x: z.number(),
  y: z.number(),
  /** Cosine distance to the nearest document: the median of its queries'. */
  distance: z.number(),
  words: z.array(z.object({ word: z.string(), weight: z.number() })),
});
export type MapHole = z.output<typeof mapHole>;

/** Where the answers' points lie, as columns: one row a query asked, a distinct document, an answer, or another text. */
export const mapAnswer = z.object({
  type: z.literal("map"),
  ms: z.number(),
  /** True where it was made earlier and kept in the workspace. */
  cached: z.boolean(),
  /** What it was made of: the vectors of the space, or, where there are none, the words of the texts. */
  of: z.enum(["vectors", "texts"]),
  space: vectorSpace.nullable(),
  method: z.enum(MAP_METHODS),
  points: z.int(),
  /** More than a map holds: so many were left out, evenly over all. */
  leftOut: z.int(),
  /** Numbers that were kept of each vector before it was laid out, and the share of the variance that they hold. */
  reducedTo: z.int(),
  variance: z.number(),
  /** Both between -1 and 1, on one scale. */
  x: float32Column,
  y: float32Column,
  /** Codes of MAP_KINDS. */
  kind: uint8Column,
  /** Best score of what a query found; of a document the best that it ever had. NaN where there is none. */
  score: float64Column,
  /** Codes of SCORE_KINDS (shared/model/retrieval). Scores of different kinds can't be compared. */
  scoreKind: uint8Column,
  agent: dictionaryColumn,
  source: dictionaryColumn,
  /** Since 1970, ms; NaN where it is not known. */
  atMs: float64Column,
  /** How often a document was retrieved; 1 for all else. */
  count: int32Column,
  /** Ids of `clusters`; -1 where a point belongs to none. */
  cluster: int32Column,
  /** Cosine distance of a query to the nearest document; NaN for all else, and where there is no document. */
  gap: float64Column,
  /** The record's number of the span where it is met first, and the text's; text -1 where there is none. For `map.points`. */
  span: float64Column,
  text: float64Column,
  clusters: z.array(mapCluster),
  /** A query whose `gap` is above this has no document near; null where there is no telling. */
  holeGap: z.number().nullable(),
  holes: z.array(mapHole),
});
export type MapAnswer = z.output<typeof mapAnswer>;

export const mapProgress = z.object({
  type: z.literal("progress"),
  phase: z.enum(MAP_PHASES),
  /** Of the phase, 0 to 1. */
  share: z.number(),
});
export type MapProgress = z.output<typeof mapProgress>;

export const vectorsContract = {
  /** The spaces of what a search selects, most vectors first, and how many texts a map of words would have. Throws QUERY_SYNTAX. */
  "vector.spaces": query(
    selection,
    z.object({
      ms: z.number(),
      spaces: z.array(vectorSpace),
      texts: z.object({ queries: z.int(), documents: z.int(), answers: z.int() }),
    }),
  ),
  /**
   * The nearest neighbours of a vector within its space, exact, nearest first. Vectors of one text are one neighbour. Without a
   * space it is by the words of the texts: cosine of their TF-IDF, whatever the metric. Throws NOT_FOUND where what is asked
   * for has no usable vector in the space, QUERY_SYNTAX.
   */
  "vector.nearest": query(
    selection.extend({
      /** Null: by words. */
      space: spaceId.nullable(),
      /** A text with a vector, or a span's vector by its position. */
      of: z.union([z.object({ text: z.number() }), z.object({ span: z.number(), position: z.int().default(0) })]),
      metric: z.enum(VECTOR_METRICS).default("cosine"),
      limit: z.int().min(1).max(200).default(10),
    }),
    z.object({
      ms: z.number(),
      /** How many vectors or texts were compared. */
      compared: z.int(),
      metric: z.enum(VECTOR_METRICS),
      neighbours: z.array(
        vectorPlace.extend({
          kind: z.enum(MAP_KINDS),
          /** In the metric's own measure. */
          score: z.number(),
          /** Vectors that this text has. */
          copies: z.int(),
        }),
      ),
    }),
  ),
  /**
   * A map: tells how far it is, then gives the map and ends. One that was made before is there at once. Ending the stream stops the
   * work. Throws NOT_FOUND where the space or the texts have nothing to show, QUERY_SYNTAX.
   */
  "map.run": stream(
    selection.extend({
      /** Null: of the words of queries, documents and answers. */
      space: spaceId.nullable(),
      method: z.enum(MAP_METHODS).default("pca"),
      /** Of UMAP. */
      neighbours: z.int().min(2).max(100).default(15),
      minDistance: z.number().min(0).max(0.99).default(0.1),
      seed: z.int().min(0).max(0xffffffff).default(1),
      /** Fewest points of a cluster; null chooses by how many points there are. */
      clusterSize: z.int().min(2).max(100_000).nullable().default(null),
      /** Cosine distance beyond which a query has no document near; null chooses (see the documentation). */
      holeGap: z.number().min(0).max(2).nullable().default(null),
    }),
    z.discriminatedUnion("type", [mapProgress, mapAnswer]),
  ),
  /** What points of a map are, then what spans ask for, in the order asked for. What is not there is left out. */
  "map.points": query(
    z.object({
      points: z
        .array(z.object({ span: z.number(), text: z.number() }))
        .max(500)
        .default([]),
      /** Gives the place with the span's query. */
      spans: z.array(z.object({ traceId, spanId })).max(500).default([]),
    }),
    z.object({ places: z.array(vectorPlace) }),
  ),
} as const;
