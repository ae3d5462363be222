import { z } from "zod";
import { spanId, traceId } from "../model/ids.js";
import { query } from "./procedure.js";
import { SCORE_KINDS } from "../model/retrieval.js";

/** What was compared: queries of retrievals, or where a side has none, what users asked first in their traces. */
export const DRIFT_UNITS = ["queries", "questions"] as const;
export type DriftUnit = (typeof DRIFT_UNITS)[number];

const side = z.object({
  traces: z.int(),
  /** Queries (or questions) that the search selects, repeats included, and how many of them were looked at. */
  texts: z.int(),
  used: z.int(),
  /** Of those that would have been looked at: without a vector in the space, so left out. */
  withoutVector: z.int(),
});

/** Shares of both sides by bucket, for one picture of both. */
const overlaid = z.object({
  /** Buckets' edges, one more than shares. The outer ones are the smallest and largest value of both sides. */
  edges: z.array(z.number()),
  left: z.array(z.number()),
  right: z.array(z.number()),
});

const scoreDrift = z.object({
  kind: z.enum(SCORE_KINDS),
  knowledgeBase: z.string().nullable(),
  leftCount: z.int(),
  rightCount: z.int(),
  leftMedian: z.number(),
  rightMedian: z.number(),
  /** Population stability index over tenths of the left side; null with fewer than 20 scores on a side. */
  psi: z.number().nullable(),
  shares: overlaid,
});
export type ScoreDrift = z.output<typeof scoreDrift>;

const example = z.object({ traceId, spanId, side: z.enum(["left", "right"]), text: z.string() });

const driftCluster = z.object({
  /** Words that set it apart from the others, most telling first, at most 6. */
  words: z.array(z.string()),
  left: z.int(),
  right: z.int(),
  leftShare: z.number(),
  rightShare: z.number(),
  /** Log odds ratio of being in it, right against left, 0.5 added to each count: above 0 it grew. */
  logOdds: z.number(),
  /** By its standard error: beyond 2 or so it is hardly chance. */
  z: z.number(),
  /** Nearest to its middle, at most 4, of both sides where both have some. */
  examples: z.array(example),
});
export type DriftCluster = z.output<typeof driftCluster>;

export const driftAnswer = z.object({
  ms: z.number(),
  unit: z.enum(DRIFT_UNITS),
  /** What distances are measured in: vectors of the traces, or words (TF-IDF, reduced). */
  space: z.discriminatedUnion("method", [
    z.object({ method: z.literal("vectors"), model: z.string().nullable(), dimensions: z.int() }),
    z.object({ method: z.literal("words"), dimensions: z.int() }),
  ]),
  left: side,
  right: side,
  /** Null with fewer than 5 texts on a side. */
  distance: z
    .object({
      /** Squared maximum mean discrepancy, without bias: about 0 for the same distribution, may be below. */
      mmd2: z.number(),
      /** Share of shuffles with a distance as large, this one counted in. */
      p: z.number(),
      permutations: z.int(),
      /** Width of the kernel: the median distance of two texts. */
      bandwidth: z.number(),
      /** Distances of the shuffles, for the picture: buckets from the smallest to the largest. */
      shuffled: z.object({ edges: z.array(z.number()), counts: z.array(z.int()) }),
    })
    .nullable(),
  /** Best scores of retrievals, by kind and knowledge base, most scores first; only what both sides have. */
  scores: z.array(scoreDrift),
  /** Those that changed most first. */
  clusters: z.array(driftCluster),
});
export type DriftAnswer = z.output<typeof driftAnswer>;

export const driftContract = {
  /**
   * How far two searches of traces differ in what was asked and in how well it was found. At most `sample` texts a side are looked
   * at, chosen with a fixed seed, so that the same question has the same answer. Throws QUERY_SYNTAX.
   */
  "drift.compare": query(
    z.object({
      left: z.string().max(100_000),
      right: z.string().max(100_000),
      zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
      sample: z.int().min(20).max(1000).default(500),
      permutations: z.int().min(50).max(2000).default(500),
    }),
    driftAnswer,
  ),
} as const;
