import { z } from "zod";
import {
  dictionaryColumn,
  float64Column,
  nullableTextColumn,
  textColumn,
  uint32Column,
  uint8Column,
} from "../model/columns.js";
import { spanId, textHash, traceId } from "../model/ids.js";
import { SPAN_KINDS } from "../model/kind.js";
import { COST_ORIGINS } from "../model/prices.js";
import { spanTable } from "../model/span-table.js";
import { unixNanos } from "../model/time.js";
import { query } from "./procedure.js";

/** By relevance is by how well the words of a query match; without words, the latest first. */
export const TRACE_SORTS = [
  "relevance",
  "start",
  "duration",
  "spans",
  "errors",
  "tokens",
  "cost",
  "agents",
  "title",
] as const;
export type TraceSort = (typeof TRACE_SORTS)[number];

/** A place in a text where the query matched, in UTF-16 units of the excerpt. */
export const mark = z.object({ start: z.int(), end: z.int() });

/** Where a query's words were found: who said it, in which part of which span, and the words around. */
export const hit = z.object({
  spanId,
  spanName: z.string(),
  kind: z.enum(SPAN_KINDS),
  agent: z.string().nullable(),
  /** "user", "assistant", "tool result", "document", "error", "name" and the like. */
  part: z.string(),
  excerpt: z.string(),
  marks: z.array(mark),
  /** In how many later calls of the trace the same text stands again. */
  repeated: z.int(),
});
export type Hit = z.output<typeof hit>;

export const listInput = z.object({
  query: z.string().max(100_000).default(""),
  sort: z.enum(TRACE_SORTS).default("relevance"),
  descending: z.boolean().default(true),
  offset: z.int().nonnegative().default(0),
  limit: z.int().min(1).max(1000).default(200),
  /** Minutes to add to UTC, for times in the query without a zone. */
  zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
});

/** A window of the list of traces, as columns. */
export const traceVerdict = z.object({
  name: z.string(),
  label: z.string().nullable(),
  count: z.int(),
  says: z.enum(["good", "bad", "between", "unknown"]),
});
export type TraceVerdict = z.output<typeof traceVerdict>;

export const traceListAnswer = z.object({
  total: z.int(),
  /** Spans and distinct texts that the query selects; only with words in it. */
  spans: z.int().nullable(),
  texts: z.int().nullable(),
  ms: z.number(),
  offset: z.int(),
  traceId: textColumn,
  /** The first words that a user said in it, else its root span's name. */
  title: textColumn,
  rootName: textColumn,
  originNs: unixNanos,
  startNs: float64Column,
  durationNs: float64Column,
  spanCount: uint32Column,
  errors: uint32Column,
  tokens: float64Column,
  costUsd: float64Column,
  agents: z.array(z.array(z.string())),
  models: z.array(z.array(z.string())),
  conversation: nullableTextColumn,
  user: nullableTextColumn,
  /** Notes in it, and what else is said: labels, scores, judgements but those of documents. */
  notes: uint32Column,
  labels: uint32Column,
  /** What guardrails, evaluators, files and people said in each, bad ones first; `label` is null where only scores say how. */
  verdicts: z.array(z.array(traceVerdict)),
  /** 1 where the root span failed. */
  failed: uint8Column,
  hits: z.array(hit.nullable()),
  /** The longest duration of the whole result, for bars on one scale, ns. */
  longestNs: z.number(),
});
export type TraceListAnswer = z.output<typeof traceListAnswer>;

export const traceSummary = z.object({
  traceId,
  title: z.string(),
  rootName: z.string(),
  originNs: unixNanos,
  durationNs: z.number().nullable(),
  spans: z.int(),
  errors: z.int(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  costUsd: z.number().nullable(),
  /** Spans with tokens whose model has no known price. */
  unpriced: z.int(),
  unpricedTokens: z.number(),
  costFrom: z.enum(COST_ORIGINS).nullable(),
  agents: z.array(z.string()),
  models: z.array(z.string()),
  conversation: z.string().nullable(),
  user: z.string().nullable(),
  services: z.array(z.string()),
  sources: z.array(z.string()),
  notes: z.int(),
  labels: z.int(),
  orphans: z.int(),
});
export type TraceSummary = z.output<typeof traceSummary>;

/** What an entry of the transcript is, in the order of the codes in its outline. */
export const TRANSCRIPT_TYPES = [
  "message",
  "reasoning",
  "tool_call",
  "tool_result",
  "documents",
  "handoff",
  "error",
  "memory",
  "verdict",
  /** What the system tells an agent. */
  "instructions",
  /** The tools that a model may call: JSON. */
  "tools",
  "image",
  /** Audio, video and files. */
  "media",
] as const;
export type TranscriptType = (typeof TRANSCRIPT_TYPES)[number];

/** One entry of the transcript, in reading order. Long texts are cut to a preview and named by their hash. */
export const transcriptEntry = z.object({
  spanId,
  /** Row of the span in the span table. */
  row: z.int(),
  atNs: z.number(),
  kind: z.enum(SPAN_KINDS),
  status: z.enum(["unset", "ok", "error"]),
  depth: z.int(),
  type: z.enum(TRANSCRIPT_TYPES),
  /** The agent, tool, user or knowledge base that speaks. */
  speaker: z.string(),
  role: z.string(),
  /** Whom it addresses, where that is known. */
  addressee: z.string().nullable(),
  text: z.string(),
  /** Length of the whole text in UTF-16 units. */
  length: z.int(),
  hash: textHash.nullable(),
  format: z.enum(["text", "json"]),
  durationNs: z.number().nullable(),
});
export type TranscriptEntry = z.output<typeof transcriptEntry>;

/** All entries of a transcript as columns, in reading order; their texts come in windows, by place. */
export const transcriptOutline = z.object({
  /** Row of the span in the span table. */
  row: uint32Column,
  atNs: float64Column,
  /** Codes of TRANSCRIPT_TYPES. */
  type: uint8Column,
  speaker: dictionaryColumn,
  role: dictionaryColumn,
  addressee: dictionaryColumn,
});
export type TranscriptOutline = z.output<typeof transcriptOutline>;

/** What the first picture of a trace needs: all of it, or its first rows (`whole` is false), as a table of their own. */
export const traceOpening = z.object({ whole: z.boolean(), table: spanTable });
export type TraceOpening = z.output<typeof traceOpening>;

/**
 * Who turns to whom in a run, agents and the user alone: what the arrows of its lanes stand for. By row. `row` is the agent's
 * span that was turned to where that is known, else the span that tells of it: a request, a transfer.
 */
export const traceContacts = z.object({
  row: uint32Column,
  /** Places in `relations`. */
  relation: uint32Column,
  /** The agents of the run: a name as spans have it, and what people call whom it stands for. */
  agents: z.array(z.object({ raw: z.string(), name: z.string() })),
  relations: z.array(
    z.object({
      /** Names as spans have them; null for the user. */
      from: z.string().nullable(),
      to: z.string(),
      type: z.enum(["invokes", "hands_off", "sends"]),
      rule: z.string(),
      evidence: z.string(),
      /** Guessed from structure: nothing in the data names it. */
      inferred: z.boolean(),
    }),
  ),
});
export type TraceContacts = z.output<typeof traceContacts>;

export const tracesContract = {
  "trace.list": query(listInput, traceListAnswer),
  /** Ids of the traces before and after one in a list, and its place in it, for `[` and `]`. */
  "trace.neighbours": query(
    listInput.pick({ query: true, sort: true, descending: true, zoneOffsetMinutes: true }).extend({ traceId }),
    z.object({ previous: traceId.nullable(), next: traceId.nullable(), place: z.int().nullable(), total: z.int() }),
  ),
  "trace.get": query(z.object({ traceId }), traceSummary),
  "trace.spans": query(z.object({ traceId }), spanTable),
  "trace.opening": query(z.object({ traceId }), traceOpening),
  "trace.contacts": query(z.object({ traceId }), traceContacts),
  /** Who speaks when, of the whole run; `trace.transcript` gives the words. */
  "trace.outline": query(z.object({ traceId }), transcriptOutline),
  "trace.transcript": query(
    z.object({ traceId, offset: z.int().nonnegative().default(0), limit: z.int().min(1).max(2000).default(500) }),
    z.object({ total: z.int(), offset: z.int(), entries: z.array(transcriptEntry) }),
  ),
  /** Rows of the span table that match a query within one trace, with where it matched. For find in the whole run. */
  "trace.find": query(
    z.object({
      traceId,
      query: z.string().max(100_000),
      limit: z.int().min(1).max(5000).default(1000),
      zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
    }),
    z.object({ total: z.int(), rows: z.array(z.int()), hits: z.array(hit) }),
  ),
} as const;
