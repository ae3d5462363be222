import { z } from "zod";
import {
  dictionaryColumn,
  float64Column,
  int32Column,
  nullableTextColumn,
  textColumn,
  uint32Column,
  uint8Column,
} from "./columns.js";
import { unixNanos } from "./time.js";

/** Bits of `SpanTable.flags`. */
export const SPAN_FLAG = {
  /** Its parent is named but was never seen; it stands as a root. */
  orphan: 1,
  /** It has no end time, or one before its start. */
  unfinished: 2,
  hasMessages: 4,
  hasDocuments: 8,
  hasNotes: 16,
  /** It is part of a parent cycle that was cut here. */
  cycle: 32,
  /** Another source has this span with different content. */
  conflict: 64,
  /** It has no start time; it stands at its parent's start. */
  noStart: 128,
} as const;

/**
 * All spans of one trace as columns, in preorder: row 0 is the first root, the subtree of row `r` is the rows
 * `r` to `subtreeEnd[r]` (exclusive). `startNs` is the offset from `originNs`; durations may be NaN (unfinished).
 */
export const spanTable = z.object({
  originNs: unixNanos,
  spanId: textColumn,
  /** Row of the parent, or -1. Always smaller than the own row. */
  parent: int32Column,
  subtreeEnd: int32Column,
  depth: uint32Column,
  startNs: float64Column,
  durationNs: float64Column,
  /** Time not covered by direct children, ns. */
  selfNs: float64Column,
  /** Codes of SPAN_KINDS. */
  kind: uint8Column,
  /** Codes of SPAN_STATUSES. */
  status: uint8Column,
  flags: uint8Column,
  name: dictionaryColumn,
  /** The agent that the span belongs to: its own, stamped or inherited. */
  agent: dictionaryColumn,
  tool: dictionaryColumn,
  model: dictionaryColumn,
  /** A few words that tell this span from its likes: the model, the start of a tool's arguments, the number of documents. */
  detail: nullableTextColumn,
  /** The first words of the error, where there is one. */
  error: nullableTextColumn,
  inputTokens: float64Column,
  outputTokens: float64Column,
  /** USD; NaN where it is not known. */
  costUsd: float64Column,
  /** From the start of the span, ns; NaN where not known. */
  timeToFirstTokenNs: float64Column,
  /** Notes, and what else is said: labels, scores, judgements but those of documents. What is said of the trace stands at its first span. */
  notes: uint32Column,
  labels: uint32Column,
  /** Span events: row of the span, offset from `originNs`, name. */
  events: z.object({ span: uint32Column, atNs: float64Column, name: dictionaryColumn }),
  /**
   * Span links, by span: row of the span and what it points to; `targetRow` is -1 when the target is in another trace or absent.
   * `targetKnown` is 1 where the workspace has the target's trace.
   */
  links: z.object({
    span: uint32Column,
    targetTraceId: textColumn,
    targetSpanId: textColumn,
    targetRow: int32Column,
    targetKnown: uint8Column,
  }),
});
export type SpanTable = z.output<typeof spanTable>;
