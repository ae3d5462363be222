import { z } from "zod";
import {
  dictionaryColumn,
  float64Column,
  int32Column,
  textColumn,
  uint32Column,
  uint8Column,
} from "../model/columns.js";
import { spanId, traceId } from "../model/ids.js";
import { SPAN_KINDS } from "../model/kind.js";
import { RETRIEVAL_SCORES, SCORE_KINDS } from "../model/retrieval.js";
import { unixNanos } from "../model/time.js";
import { query } from "./procedure.js";
import { textPreview } from "./spans.js";
import { mark } from "./traces.js";

export const RETRIEVAL_SORTS = [
  "start",
  "query",
  "knowledge",
  "agent",
  "documents",
  "top_k",
  "best",
  "median",
  "spread",
  "duration",
  "kept",
  "cited",
  "supported",
  "judged",
  "judgement",
] as const;
export type RetrievalSort = (typeof RETRIEVAL_SORTS)[number];

/**
 * A search of spans. A retrieval is selected where its own span is, not by its steps; words count where they stand, also where
 * the run said them before.
 */
const selection = z.object({
  query: z.string().max(100_000).default(""),
  /** Minutes to add to UTC, for times in the query without a zone. */
  zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
});

/** A window of the retrievals that a search selects, as columns. NaN: not known. */
export const retrievalListAnswer = z.object({
  ms: z.number(),
  total: z.int(),
  /** Totals of all that is selected. */
  totals: z.object({
    traces: z.int(),
    documents: z.int(),
    /** Retrievals that found nothing. */
    empty: z.int(),
    /** Retrievals whose span failed. */
    failed: z.int(),
    /** Retrievals with a later prompt in the trace, so that it can be told what was kept. */
    told: z.int(),
    /** Of those, the ones of which nothing was kept. */
    unused: z.int(),
    /** Of those, the ones of which something was kept, and something of that was cited. */
    cited: z.int(),
    judged: z.int(),
    /** The longest, for bars on one scale, ns. */
    longestNs: z.number(),
  }),
  offset: z.int(),
  traceId: textColumn,
  spanId: textColumn,
  name: textColumn,
  /** How the query begins; empty where none is recorded. */
  query: textColumn,
  knowledgeBase: dictionaryColumn,
  agent: dictionaryColumn,
  /** -1: not told. */
  topK: int32Column,
  documents: uint32Column,
  /** 1 where its span failed. */
  failed: uint8Column,
  /** The score of the best document, the median, and the highest less the lowest; NaN without scores or where kinds are mixed. */
  best: float64Column,
  median: float64Column,
  spread: float64Column,
  /** Codes of RETRIEVAL_SCORES. */
  scoreKind: uint8Column,
  originNs: unixNanos,
  startNs: float64Column,
  durationNs: float64Column,
  /** How many of its documents stand in a later prompt; NaN where the trace has no later prompt. */
  kept: float64Column,
  /** How many of these the answer draws on; NaN where there is no answer to look at. */
  cited: float64Column,
  /** How many rerankings its documents went through. */
  rerankings: uint32Column,
  /** Share of the answer's sentences that some document supports, 0 to 1; NaN where there is no answer. */
  supported: float64Column,
  /** Judgements of the span and of its documents, and the mean of those that are numbers (NaN without). */
  judged: uint32Column,
  judgement: float64Column,
});
export type RetrievalListAnswer = z.output<typeof retrievalListAnswer>;

/** Scores of one kind, in buckets of equal width from `from` to `to`; the last bucket holds `to` too. */
const scoreHistogram = z.object({
  kind: z.enum(SCORE_KINDS),
  /** Retrievals whose scores are of this kind. */
  count: z.int(),
  from: z.number(),
  to: z.number(),
  /** Best scores of retrievals by bucket. Where all are equal there is one bucket. */
  counts: z.array(z.int()),
  /** How many of them have a later prompt and nothing in it. */
  unused: z.array(z.int()),
});
export type ScoreHistogram = z.output<typeof scoreHistogram>;

export const RETRIEVAL_FACETS = ["knowledge", "agent", "source", "label"] as const;
export type RetrievalFacet = (typeof RETRIEVAL_FACETS)[number];

/**
 * What happens with the documents of a retrieval, in the order of the funnel. `search`: a step of a larger retrieval, such as
 * by words or by vectors; `found`: what the retrieval gave; `reranked`; `kept`: in a later prompt; `cited`: in the answer.
 */
export const FUNNEL_STAGES = ["search", "found", "reranked", "kept", "cited"] as const;

export const funnelStage = z.object({
  type: z.enum(FUNNEL_STAGES),
  /** For a heading: the span's knowledge base, tool or name; "Merged", "Kept", "Cited". */
  label: z.string(),
  /** What is under the heading: the kind of score, the reranker's model; empty where nothing is told. */
  method: z.string(),
  /** The span that did it. Null for `kept` and `cited`, and they name theirs in `calls`. */
  spanId: spanId.nullable(),
  spanName: z.string().nullable(),
  spanKind: z.enum(SPAN_KINDS).nullable(),
  /** What its scores say. */
  scoreKind: z.enum(RETRIEVAL_SCORES),
  /** How many documents this stage holds. */
  documents: z.int(),
  /** Model calls whose prompts were looked through (`kept`), or that gave the answer (`cited`); at most 20. */
  calls: z.array(spanId),
  /** False for `kept` without a later prompt and `cited` without an answer: then nothing is known, and `documents` is 0. */
  known: z.boolean(),
});
export type FunnelStage = z.output<typeof funnelStage>;

/** A document of a retrieval, once, however many stages it goes through. */
export const funnelDocument = z.object({
  id: z.string().nullable(),
  /** From its metadata (title, name, file, source…), else its id if somebody chose it, else how its text begins. */
  title: z.string(),
  content: textPreview.nullable(),
  metadata: textPreview.nullable(),
  /** By stage: its place there from 0, or null where it is not in that stage. `kept` and `cited` repeat the place before. */
  ranks: z.array(z.int().nullable()),
  /** By stage: its score there. */
  scores: z.array(z.number().nullable()),
  /** As the last stage that has a score for it says. */
  score: z.number().nullable(),
  scoreKind: z.enum(SCORE_KINDS),
  /** Null where it is not known. */
  kept: z.boolean().nullable(),
  /** Share of its words that stand in the prompt as they are, 0 to 1. */
  keptShare: z.number().nullable(),
  cited: z.boolean().nullable(),
  /** Share of the answer's sentences that it supports, 0 to 1. */
  supported: z.number().nullable(),
  /** Share of its words that the answer has in the same order, 0 to 1. */
  usedShare: z.number().nullable(),
  /** Places in `content.text` that the query, and the answer, share. */
  queryMarks: z.array(mark),
  answerMarks: z.array(mark),
  /** Place in `documents` of an earlier one with nearly the same text, and how much of the two texts is the same, 0 to 1. */
  duplicateOf: z.int().nullable(),
  similarity: z.number().nullable(),
});
export type FunnelDocument = z.output<typeof funnelDocument>;

/** A sentence of the answer. */
export const answerSentence = z.object({
  spanId,
  text: z.string(),
  /** Places in `documents` of those that support it, best first, with the measure, 0 to 1. */
  support: z.array(z.object({ document: z.int(), share: z.number() })),
});
export type AnswerSentence = z.output<typeof answerSentence>;

export const retrievalFunnel = z.object({
  ms: z.number(),
  traceId,
  /** The retrieval's own span; where a step or a reranking was asked for, that of the retrieval that it belongs to. */
  spanId,
  name: z.string(),
  query: textPreview.nullable(),
  knowledgeBase: z.string().nullable(),
  agent: z.string().nullable(),
  topK: z.int().nullable(),
  startMs: z.number().nullable(),
  durationNs: z.number().nullable(),
  /** True where its span failed; `error` is what that said of it, if anything. */
  failed: z.boolean(),
  error: z.string().nullable(),
  /** In order; the first is a search or `found`, the last two are `kept` and `cited`. */
  stages: z.array(funnelStage),
  /** In the order of the last stage before `kept`, then those that fell out on the way; at most 500. */
  documents: z.array(funnelDocument),
  /** How many there are in all. */
  totalDocuments: z.int(),
  /** At most 200 sentences. */
  answer: z.array(answerSentence),
  totalSentences: z.int(),
});
export type RetrievalFunnel = z.output<typeof retrievalFunnel>;

export const retrievalContract = {
  /** The retrievals that a search selects. What has no value comes last. Throws QUERY_SYNTAX. */
  "retrieval.list": query(
    selection.extend({
      sort: z.enum(RETRIEVAL_SORTS).default("start"),
      descending: z.boolean().default(true),
      offset: z.int().nonnegative().default(0),
      limit: z.int().min(1).max(1000).default(200),
    }),
    retrievalListAnswer,
  ),
  /**
   * What they are like: values by how many retrievals have them, each field counted as if the query did not ask for it, at most
   * 20 a field and the chosen ones; and their best scores, one histogram a kind of score, most frequent kind first.
   */
  "retrieval.facets": query(
    selection,
    z.object({
      ms: z.number(),
      facets: z.array(
        z.object({
          field: z.enum(RETRIEVAL_FACETS),
          distinct: z.int(),
          values: z.array(z.object({ value: z.string(), count: z.int() })),
        }),
      ),
      scores: z.array(scoreHistogram),
      /** Retrievals whose documents have no scores, and whose scores are of several kinds. */
      withoutScores: z.int(),
      mixed: z.int(),
    }),
  ),
  /** The way of a retrieval's documents to the answer. Throws NOT_FOUND for a span that is in no retrieval. */
  "retrieval.get": query(z.object({ traceId, spanId }), retrievalFunnel),
} as const;
