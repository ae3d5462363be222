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
import { SPAN_KINDS, SPAN_STATUSES } from "../model/kind.js";
import { COST_ORIGINS } from "../model/prices.js";
import { unixNanos } from "../model/time.js";
import { query } from "./procedure.js";
import { hit, listInput } from "./traces.js";

/** A text, whole when it is short, else its beginning; the rest is read by its hash with `text.read`. */
export const textPreview = z.object({
  text: z.string(),
  /** Length of the whole text in UTF-16 units. */
  length: z.int(),
  hash: textHash.nullable(),
  format: z.enum(["text", "json"]),
});
export type TextPreview = z.output<typeof textPreview>;

/** Which convention and which attribute gave a normalised field its value. */
export const provenance = z.object({ convention: z.string(), label: z.string(), attribute: z.string() });

export const spanField = z.object({
  /** Stable name of the field, as in `input_tokens`. */
  field: z.string(),
  label: z.string(),
  value: z.string(),
  from: provenance.nullable(),
});

const spanKey = z.object({ traceId, spanId });

export const spanEvent = z.object({
  atNs: z.number(),
  name: z.string(),
  attributes: z.array(z.object({ key: z.string(), type: z.string(), value: textPreview })),
});

/** The other end of a link: its name and its trace's title are null where the workspace does not have it. */
export const spanLink = z.object({
  traceId,
  spanId,
  inTrace: z.boolean(),
  name: z.string().nullable(),
  title: z.string().nullable(),
});
export type SpanLink = z.output<typeof spanLink>;

export const spanOverview = z.object({
  traceId,
  spanId,
  parentSpanId: spanId.nullable(),
  name: z.string(),
  kind: z.enum(SPAN_KINDS),
  status: z.enum(SPAN_STATUSES),
  statusMessage: textPreview.nullable(),
  errorType: z.string().nullable(),
  startNs: unixNanos.nullable(),
  /** From the start of the trace, ns. */
  offsetNs: z.number(),
  durationNs: z.number().nullable(),
  selfNs: z.number().nullable(),
  agent: z.string().nullable(),
  /** Agents from the root to this span. */
  agentPath: z.array(z.string()),
  tool: z.string().nullable(),
  model: z.string().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  cacheReadTokens: z.number().nullable(),
  reasoningTokens: z.number().nullable(),
  costUsd: z.number().nullable(),
  /** Whether the trace reports the cost or it was computed from tokens; `fields` says from which price. */
  costFrom: z.enum(COST_ORIGINS).nullable(),
  /** Tokens without a cost; none where they are those of calls inside the span. */
  unpricedTokens: z.number(),
  timeToFirstTokenNs: z.number().nullable(),
  service: z.string().nullable(),
  scope: z.string().nullable(),
  source: z.string(),
  /** Other sources that have this span, and whether they agree. */
  copies: z.array(z.object({ source: z.string(), verdict: z.enum(["same", "fuller", "conflict"]) })),
  input: textPreview.nullable(),
  output: textPreview.nullable(),
  fields: z.array(spanField),
  events: z.array(spanEvent),
  /** What it links to, and what links to it. */
  links: z.array(spanLink),
  linkedFrom: z.array(spanLink),
  counts: z.object({ messages: z.int(), documents: z.int(), attributes: z.int(), notes: z.int(), labels: z.int() }),
});
export type SpanOverview = z.output<typeof spanOverview>;

/** One part of a message: text, reasoning, a tool call, a tool's result, an image and so on. */
export const messagePart = z.object({
  type: z.enum([
    "text",
    "reasoning",
    "tool_call",
    "tool_result",
    "image",
    "audio",
    "video",
    "file",
    "refusal",
    "other",
  ]),
  /** Tool name of a call or result. */
  name: z.string().nullable(),
  callId: z.string().nullable(),
  content: textPreview,
});
export const message = z.object({
  direction: z.enum(["input", "output"]),
  position: z.int(),
  role: z.string(),
  name: z.string().nullable(),
  finishReason: z.string().nullable(),
  /** False when the same message stood in an earlier call of the trace or conversation. */
  isNew: z.boolean(),
  parts: z.array(messagePart),
});
export type Message = z.output<typeof message>;

export const retrievedDocument = z.object({
  rank: z.int(),
  id: z.string().nullable(),
  score: z.number().nullable(),
  /** What the score says: bigger is nearer, smaller is nearer, or not told. */
  scoreKind: z.enum(["similarity", "distance", "relevance", "unknown"]),
  content: textPreview.nullable(),
  metadata: textPreview.nullable(),
});

/**
 * What fills the context of a model call. `instructions`: what the system tells; `tools`: their definitions; `results`: of
 * tools, in earlier calls; `documents`: what the run had retrieved and what stands word for word in a message; `new`: what was
 * not in an earlier call; `history`: all else.
 */
export const CONTEXT_PARTS = ["instructions", "tools", "history", "results", "documents", "new"] as const;
export type ContextPart = (typeof CONTEXT_PARTS)[number];

export const spanContext = z.object({
  /** Every part that there is, in the order of CONTEXT_PARTS; characters in UTF-16 units. */
  parts: z.array(z.object({ part: z.enum(CONTEXT_PARTS), characters: z.int(), texts: z.int() })),
  /** As the trace reports them; cached ones included. */
  inputTokens: z.number().nullable(),
  cachedTokens: z.number().nullable(),
  model: z.string().nullable(),
  /** How many tokens the model takes, and who says so; null where that is not known. */
  window: z.object({ tokens: z.int(), from: z.string() }).nullable(),
});
export type SpanContext = z.output<typeof spanContext>;

/** By relevance is by how well the words of a query match; without words, the latest first. */
export const SPAN_SORTS = ["relevance", "start", "duration", "tokens", "cost", "name"] as const;
export type SpanSort = (typeof SPAN_SORTS)[number];

/** A window of the list of spans, as columns. */
export const spanListAnswer = z.object({
  total: z.int(),
  /** Traces that the spans are in. */
  traces: z.int(),
  /** Distinct texts that hold the words; null where the query has none. */
  texts: z.int().nullable(),
  ms: z.number(),
  offset: z.int(),
  traceId: textColumn,
  spanId: textColumn,
  name: textColumn,
  /** Codes of SPAN_KINDS and SPAN_STATUSES. */
  kind: uint8Column,
  status: uint8Column,
  agent: dictionaryColumn,
  tool: dictionaryColumn,
  model: dictionaryColumn,
  originNs: unixNanos,
  startNs: float64Column,
  durationNs: float64Column,
  tokens: float64Column,
  costUsd: float64Column,
  /** How the error begins. */
  error: nullableTextColumn,
  notes: uint32Column,
  labels: uint32Column,
  hits: z.array(hit.nullable()),
  /** The longest duration of the whole result, for bars on one scale, ns. */
  longestNs: z.number(),
});
export type SpanListAnswer = z.output<typeof spanListAnswer>;

export const spansContract = {
  "span.list": query(listInput.extend({ sort: z.enum(SPAN_SORTS).default("relevance") }), spanListAnswer),
  "span.get": query(spanKey, spanOverview),
  "span.messages": query(
    spanKey,
    z.object({
      messages: z.array(message),
      /** The attributes that the messages were read from, with their conventions. */
      from: z.array(provenance),
      toolDefinitions: textPreview.nullable(),
      finishReason: z.string().nullable(),
    }),
  ),
  /** What the context of a model call is made of, and how full it is. */
  "span.context": query(spanKey, spanContext),
  "span.documents": query(
    spanKey,
    z.object({
      query: textPreview.nullable(),
      knowledgeBase: z.string().nullable(),
      topK: z.int().nullable(),
      documents: z.array(retrievedDocument),
      embeddings: z.array(
        z.object({
          position: z.int(),
          model: z.string().nullable(),
          dimensions: z.int(),
          text: textPreview.nullable(),
          first: z.array(z.number()),
        }),
      ),
      from: z.array(provenance),
    }),
  ),
  /** Every attribute as the source gave it, in its order, of the span, its resource and its scope. */
  "span.attributes": query(
    spanKey,
    z.array(
      z.object({
        group: z.enum(["span", "resource", "scope"]),
        key: z.string(),
        type: z.string(),
        value: textPreview,
        /** Convention that owns the key, or null. */
        owner: z.string().nullable(),
      }),
    ),
  ),
  /** The records as they stood in the file, byte for byte as far as they are text. */
  "span.raw": query(
    spanKey,
    z.array(
      z.object({
        title: z.string(),
        source: z.string(),
        text: z.string(),
        /** Length of the whole record in UTF-16 units; `text` holds at most the first 1 MB. */
        length: z.int(),
        /** False where the bytes were no valid UTF-8. */
        exact: z.boolean(),
      }),
    ),
  ),
  /** A slice of a text, in UTF-16 units. */
  "text.read": query(
    z.object({
      hash: textHash,
      offset: z.int().nonnegative().default(0),
      length: z.int().min(1).max(1_000_000).default(65_536),
    }),
    z.object({ text: z.string(), length: z.int() }),
  ),
} as const;
