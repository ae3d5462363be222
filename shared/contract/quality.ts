import { z } from "zod";
import { spanId, traceId } from "../model/ids.js";
import { query } from "./procedure.js";

/** A search of spans: what is measured are the retrievals whose span it finds. */
const selection = z.object({
  query: z.string().max(100_000).default(""),
  /** Minutes to add to UTC, for times in the query without a zone. */
  zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
});

/** Means over those retrievals that have the figure, each counted alike; null where none has it. From 0 to 1, more is better. */
const summary = z.object({
  retrievals: z.int(),
  /** Of them: with at least one judged document among the first k. */
  judged: z.int(),
  /** Documents of the first k ranks, and those of them that were judged. */
  documents: z.int(),
  judgedDocuments: z.int(),
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  ndcg: z.number().nullable(),
  /** Its mean is MRR. */
  reciprocalRank: z.number().nullable(),
  hitRate: z.number().nullable(),
});
export type QualitySummary = z.output<typeof summary>;

/** Something that retrievals were judged for, by its name in the files: "relevance". */
const judgementName = z.object({
  name: z.string(),
  /** Retrievals with a judgement of this name: of their documents, and of them as a whole. */
  documents: z.int(),
  whole: z.int(),
});

const judgedRetrieval = z.object({
  traceId,
  spanId,
  /** How the query begins; empty where none is recorded. */
  query: z.string(),
  knowledgeBase: z.string().nullable(),
  agent: z.string().nullable(),
  /** Grades by rank, at most 20; null for what was not judged. */
  grades: z.array(z.number().nullable()),
  documents: z.int(),
  precision: z.number().nullable(),
  ndcg: z.number().nullable(),
  reciprocalRank: z.number().nullable(),
  /** True where only the retrieval as a whole was judged. */
  asWhole: z.boolean(),
});
export type JudgedRetrieval = z.output<typeof judgedRetrieval>;

export const qualityMeasures = z.object({
  ms: z.number(),
  /** What can be asked for, most useful first. Empty where nothing was judged. */
  names: z.array(judgementName),
  /** Which of them this is. */
  name: z.string().nullable(),
  /** A document counts as relevant from this grade on. */
  relevantFrom: z.number(),
  k: z.int().nullable(),
  overall: summary,
  /** Retrievals of which only the whole was judged: each of their documents has that grade, so that their order tells nothing. */
  asWhole: z.int(),
  /** The same at 1, 2, 3, … to the longest list, at most 20. */
  byK: z.array(summary.extend({ k: z.int() })),
  /** Most retrievals first, at most 100; null for those without a name. */
  byKnowledgeBase: z.array(summary.extend({ name: z.string().nullable() })),
  byAgent: z.array(summary.extend({ name: z.string().nullable() })),
  /** In equal steps of time, from the first judged retrieval to the last; empty where none has a time. */
  overTime: z.object({
    startMs: z.number().nullable(),
    stepMs: z.number(),
    steps: z.array(summary),
  }),
  /** The judged retrievals with the lowest nDCG, then precision, at most 50. */
  worst: z.array(judgedRetrieval),
  /** True where there were too many retrievals: the latest 50,000 were measured. */
  truncated: z.boolean(),
});
export type QualityMeasures = z.output<typeof qualityMeasures>;

/** Where a verdict stands: in a span of the trace, in a file beside it, or given by the user. */
export const VERDICT_ORIGINS = ["trace", "file", "user"] as const;
export type VerdictOrigin = (typeof VERDICT_ORIGINS)[number];

const verdict = z.object({
  name: z.string(),
  origin: z.enum(VERDICT_ORIGINS),
  count: z.int(),
  /** Verdicts whose label says good or bad, and the bad ones. Of the others nothing is said. */
  told: z.int(),
  failed: z.int(),
  /** How many have a score, its mean, and the lowest and the highest. */
  scored: z.int(),
  meanScore: z.number().nullable(),
  lowest: z.number().nullable(),
  highest: z.number().nullable(),
  /** Most frequent first, at most 10. */
  labels: z.array(z.object({ label: z.string(), count: z.int(), says: z.enum(["good", "bad", "between", "unknown"]) })),
  /** By step of time: how many, how many told and failed, and the mean score (null without). */
  counts: z.array(z.int()),
  toldBy: z.array(z.int()),
  failedBy: z.array(z.int()),
  meanBy: z.array(z.number().nullable()),
  /** Searches of spans: all that have the verdict, and those that failed it (null where none did). */
  search: z.string(),
  failedSearch: z.string().nullable(),
});
export type QualityVerdict = z.output<typeof verdict>;

/** Signs of trouble, by their ids; each is a file of the engine's. */
export const QUALITY_SIGNS = [
  "empty",
  "unused",
  "low-score",
  "flat-scores",
  "near-duplicates",
  "asked-again",
  "other-language",
] as const;
export type QualitySign = (typeof QUALITY_SIGNS)[number];

const troubled = z.object({
  traceId,
  spanId,
  query: z.string(),
  knowledgeBase: z.string().nullable(),
  agent: z.string().nullable(),
  startMs: z.number().nullable(),
  documents: z.int(),
  /** Why it is here, the weightiest first, each as a sentence. */
  reasons: z.array(z.object({ sign: z.enum(QUALITY_SIGNS), text: z.string() })),
});
export type TroubledRetrieval = z.output<typeof troubled>;

export const qualityContract = {
  /**
   * How good the retrievals are, as far as anybody judged them. `name`: which judgement, null for the one that says most. `k`:
   * how many ranks count, null for all. Throws QUERY_SYNTAX.
   */
  "quality.measures": query(
    selection.extend({
      name: z.string().max(1000).nullable().default(null),
      k: z.int().min(1).max(1000).nullable().default(null),
    }),
    qualityMeasures,
  ),
  /** What guardrails, evaluators and people said of the spans that a search finds, by name, most verdicts first. Throws QUERY_SYNTAX. */
  "quality.verdicts": query(
    selection,
    z.object({
      ms: z.number(),
      startMs: z.number().nullable(),
      stepMs: z.number(),
      verdicts: z.array(verdict),
      /** Spans of guardrails and evaluators without a verdict that is recorded. */
      silent: z.int(),
    }),
  ),
  /** Retrievals that look wrong though nobody judged them, worst first. `sign`: only those with it. Throws QUERY_SYNTAX. */
  "quality.signs": query(
    selection.extend({
      sign: z.enum(QUALITY_SIGNS).nullable().default(null),
      offset: z.int().nonnegative().default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({
      ms: z.number(),
      retrievals: z.int(),
      /** With at least one sign. */
      troubled: z.int(),
      /** Every sign: what it is called, what it means, and how many retrievals have it. */
      signs: z.array(z.object({ sign: z.enum(QUALITY_SIGNS), title: z.string(), rule: z.string(), count: z.int() })),
      total: z.int(),
      offset: z.int(),
      rows: z.array(troubled),
      truncated: z.boolean(),
    }),
  ),
} as const;
