import { z } from "zod";
import {
  dictionaryColumn,
  float64Column,
  nullableTextColumn,
  textColumn,
  uint32Column,
  uint8Column,
} from "../model/columns.js";
import { unixNanos } from "../model/time.js";
import { query } from "./procedure.js";
import { listInput } from "./traces.js";

export const EMBEDDING_SORTS = [
  "start",
  "model",
  "dimensions",
  "inputs",
  "duration",
  "tokens",
  "cost",
  "agent",
] as const;
export type EmbeddingSort = (typeof EMBEDDING_SORTS)[number];

export const EMBEDDING_FILTERS = ["all", "cut", "failed"] as const;
export type EmbeddingFilter = (typeof EMBEDDING_FILTERS)[number];

/**
 * What says that an input was cut, bits of a code. `finish`: the call ended for its length. `flag`: an attribute of the span says
 * that it was truncated. `limit`: one input, and as many tokens as the model takes or more.
 */
export const CUT_EVIDENCE = ["finish", "flag", "limit"] as const;
export type CutEvidence = (typeof CUT_EVIDENCE)[number];

/** A window of the calls that embed, as columns. */
const embeddingListAnswer = z.object({
  total: z.int(),
  /** Without the quick filter. */
  calls: z.int(),
  ms: z.number(),
  offset: z.int(),
  /** Spans that were looked through for attributes that tell of a cut; fewer than `calls` where there are too many. */
  flagsOf: z.int(),
  traceId: textColumn,
  spanId: textColumn,
  name: textColumn,
  /** 1 where the call failed. */
  failed: uint8Column,
  model: dictionaryColumn,
  agent: dictionaryColumn,
  /** How the first input begins; null where none is recorded. */
  text: nullableTextColumn,
  /** Numbers of a vector; 0 where neither a vector nor their number is recorded. */
  dimensions: uint32Column,
  /** 1 where vectors of different lengths came out. */
  mixed: uint8Column,
  /** Inputs that are recorded, as a text or a vector; 0 where none is. */
  inputs: uint32Column,
  originNs: unixNanos,
  startNs: float64Column,
  durationNs: float64Column,
  /** The longest of the whole result, for bars on one scale, ns. */
  longestNs: z.number(),
  tokens: float64Column,
  costUsd: float64Column,
  /** Bits by the places in CUT_EVIDENCE; 0 where nothing tells of a cut. */
  cut: uint8Column,
  /** The attribute, reason or limit that tells of it; null without. */
  evidence: nullableTextColumn,
});
export type EmbeddingListAnswer = z.output<typeof embeddingListAnswer>;

/** The calls of one model. */
const embeddingModel = z.object({
  model: z.string().nullable(),
  calls: z.int(),
  failed: z.int(),
  /** Every number of dimensions that came out, rising. */
  dimensions: z.array(z.int()),
  inputs: z.int(),
  /** Null where no call records them. */
  tokens: z.number().nullable(),
  costUsd: z.number().nullable(),
  medianNs: z.number().nullable(),
  p95Ns: z.number().nullable(),
  cut: z.int(),
  /** How many tokens the model takes, and who says so; null where that is not known. */
  limit: z.object({ tokens: z.int(), from: z.string() }).nullable(),
});
export type EmbeddingModel = z.output<typeof embeddingModel>;

export const embeddingsContract = {
  /** The calls among the selected spans that embed texts. */
  "embedding.list": query(
    listInput.extend({
      sort: z.enum(EMBEDDING_SORTS).default("start"),
      only: z.enum(EMBEDDING_FILTERS).default("all"),
    }),
    embeddingListAnswer,
  ),
  /** Totals by model, the busiest first. */
  "embedding.models": query(listInput.pick({ query: true, zoneOffsetMinutes: true }), z.array(embeddingModel)),
} as const;
