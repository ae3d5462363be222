import { z } from "zod";
import { float64Column, nullableTextColumn, textColumn, uint32Column } from "../model/columns.js";
import { spanId, textHash, traceId } from "../model/ids.js";
import { SPAN_KINDS, SPAN_STATUSES } from "../model/kind.js";
import { unixNanos } from "../model/time.js";
import { query } from "./procedure.js";
import { hit, listInput } from "./traces.js";

export const CONVERSATION_SORTS = [
  "relevance",
  "start",
  "span",
  "turns",
  "traces",
  "errors",
  "tokens",
  "cost",
  "agents",
  "title",
] as const;
export type ConversationSort = (typeof CONVERSATION_SORTS)[number];

/**
 * How traces came to be one conversation: the data names it; each repeats the last exchange of the one before; the user
 * joined or split; or it is one trace alone that names none.
 */
export const CONVERSATION_ORIGINS = ["named", "inferred", "edited", "alone"] as const;
export type ConversationOrigin = (typeof CONVERSATION_ORIGINS)[number];

export const conversationListInput = listInput.extend({ sort: z.enum(CONVERSATION_SORTS).default("relevance") });

/** A hit and the trace in which it is. */
export const conversationHit = hit.extend({ traceId });
export type ConversationHit = z.output<typeof conversationHit>;

/** A window of the list of conversations, as columns. */
export const conversationListAnswer = z.object({
  total: z.int(),
  /** Distinct texts that hold the query's words; only with words in it. */
  texts: z.int().nullable(),
  ms: z.number(),
  offset: z.int(),
  /** Each conversation by its first trace. */
  traceId: textColumn,
  /** The first words that a user said. */
  title: textColumn,
  /** The last words that anybody said, and who did. */
  lastWords: textColumn,
  lastSpeaker: nullableTextColumn,
  originNs: unixNanos,
  startNs: float64Column,
  /** From the first start to the last end. */
  spanNs: float64Column,
  traces: uint32Column,
  turns: uint32Column,
  spans: uint32Column,
  errors: uint32Column,
  tokens: float64Column,
  costUsd: float64Column,
  agents: z.array(z.array(z.string())),
  user: nullableTextColumn,
  /** The id that the data gives it. */
  conversation: nullableTextColumn,
  origin: z.array(z.enum(CONVERSATION_ORIGINS)),
  notes: uint32Column,
  labels: uint32Column,
  hits: z.array(conversationHit.nullable()),
  /** The longest of the whole result, for bars on one scale, ns. */
  longestNs: z.number(),
});
export type ConversationListAnswer = z.output<typeof conversationListAnswer>;

/** What puts a trace behind the one before it. */
export const TRACE_LINKS = ["first", "named", "inferred", "joined"] as const;

export const conversationSummary = z.object({
  /** Its first trace. */
  traceId,
  /** The trace that stands for all of it when it is joined to another. */
  head: traceId,
  title: z.string(),
  conversation: z.string().nullable(),
  origin: z.enum(CONVERSATION_ORIGINS),
  user: z.string().nullable(),
  agents: z.array(z.string()),
  originNs: unixNanos,
  spanNs: z.number().nullable(),
  turns: z.int(),
  spans: z.int(),
  errors: z.int(),
  tokens: z.number().nullable(),
  costUsd: z.number().nullable(),
  /** Notes in it, and what else is said: labels, scores, judgements but those of documents. */
  notes: z.int(),
  labels: z.int(),
  /** In order of time. Offsets in ns from `originNs`. */
  traces: z.array(
    z.object({
      traceId,
      title: z.string(),
      startNs: z.number().nullable(),
      durationNs: z.number().nullable(),
      errors: z.int(),
      link: z.enum(TRACE_LINKS),
      /** True where the user split or joined here. */
      edited: z.boolean(),
    }),
  ),
});
export type ConversationSummary = z.output<typeof conversationSummary>;

/** A text, or its beginning; the rest is read by its hash. */
const said = z.object({
  text: z.string(),
  /** Length of the whole in UTF-16 units. */
  length: z.int(),
  hash: textHash.nullable(),
  format: z.enum(["text", "json"]),
});

/** One entry of a conversation's transcript. */
export const conversationEntry = z.object({
  traceId,
  /** Place of its trace in the conversation, from 0. */
  trace: z.int(),
  spanId,
  /** ns from the conversation's start; null where its span has no time. */
  atNs: z.number().nullable(),
  /** Since the end of what was said before; null for the first. */
  gapNs: z.number().nullable(),
  /** True where a new trace begins with it. */
  begins: z.boolean(),
  kind: z.enum(SPAN_KINDS),
  status: z.enum(SPAN_STATUSES),
  type: z.enum(["message", "reasoning", "call", "documents", "handoff", "error", "memory", "verdict"]),
  speaker: z.string(),
  role: z.string(),
  addressee: z.string().nullable(),
  said,
  /** More of it in a few words: "12 documents", an operation, an error's type. */
  detail: z.string().nullable(),
  /** What a call gave back. */
  result: said.nullable(),
  durationNs: z.number().nullable(),
});
export type ConversationEntry = z.output<typeof conversationEntry>;

export const conversationsContract = {
  "conversation.list": query(conversationListInput, conversationListAnswer),
  /** The place of a conversation in a list, from 1, and those before and after it. Any trace of it names it. */
  "conversation.neighbours": query(
    conversationListInput.omit({ offset: true, limit: true }).extend({ traceId }),
    z.object({ previous: traceId.nullable(), next: traceId.nullable(), place: z.int().nullable(), total: z.int() }),
  ),
  /** Any trace of a conversation names it. */
  "conversation.get": query(z.object({ traceId }), conversationSummary),
  "conversation.transcript": query(
    z.object({ traceId, offset: z.int().nonnegative().default(0), limit: z.int().min(1).max(1000).default(200) }),
    z.object({ total: z.int(), offset: z.int(), entries: z.array(conversationEntry) }),
  ),
  /** Places in the transcript, from 0, that hold a word of a query or, where it has none, whose span it selects. */
  "conversation.find": query(
    z.object({
      traceId,
      query: z.string().max(100_000),
      limit: z.int().min(1).max(10_000).default(5000),
      zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
    }),
    z.object({ total: z.int(), entries: z.array(z.int()) }),
  ),
} as const;
