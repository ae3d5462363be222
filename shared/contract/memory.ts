import { z } from "zod";
import { dictionaryColumn, float64Column, nullableTextColumn, textColumn, uint32Column } from "../model/columns.js";
import { spanId, traceId } from "../model/ids.js";
import { SPAN_STATUSES } from "../model/kind.js";
import { unixNanos } from "../model/time.js";
import { query } from "./procedure.js";
import { textPreview } from "./spans.js";
import { listInput } from "./traces.js";

/** What a span does with a memory. `other`: it makes or deletes a store, or what it does is not told. */
export const MEMORY_ACTIONS = ["read", "write", "delete", "other"] as const;
export type MemoryAction = (typeof MEMORY_ACTIONS)[number];

export const MEMORY_SORTS = ["last", "first", "store", "key", "reads", "writes", "used", "agents"] as const;
export type MemorySort = (typeof MEMORY_SORTS)[number];

/**
 * Quick filters. `unread`: written and never read. `unused`: read, and kept in no prompt where that is known. `unwritten`:
 * read, and no write of it is in the traces.
 */
export const MEMORY_FILTERS = ["all", "unread", "unused", "unwritten"] as const;
export type MemoryFilter = (typeof MEMORY_FILTERS)[number];

const selection = listInput.pick({ query: true, zoneOffsetMinutes: true });

/**
 * A window of what memories hold, as columns. An entry is what one key of a store names; where the trace names no key, what
 * one text says; calls without either are one entry a store.
 */
const memoryListAnswer = z.object({
  total: z.int(),
  /** Without the quick filter: entries, and calls of each of MEMORY_ACTIONS. */
  entries: z.int(),
  calls: z.array(z.int()),
  /** Reads of which it is known whether a later prompt kept what they gave. */
  known: z.int(),
  ms: z.number(),
  offset: z.int(),
  key: textColumn,
  store: dictionaryColumn,
  /** Id of the record; null where the trace names none. */
  recordId: nullableTextColumn,
  /** How what was read or written last begins. */
  content: nullableTextColumn,
  reads: uint32Column,
  writes: uint32Column,
  deletes: uint32Column,
  others: uint32Column,
  /** Reads of which it is known what became of them; of these, kept in a later prompt, and cited in an answer. */
  knownReads: uint32Column,
  keptReads: uint32Column,
  citedReads: uint32Column,
  /** Different contents. */
  contents: uint32Column,
  agents: z.array(z.array(z.string())),
  originNs: unixNanos,
  firstNs: float64Column,
  lastNs: float64Column,
});
export type MemoryListAnswer = z.output<typeof memoryListAnswer>;

/** One read or write of an entry. */
const memoryEvent = z.object({
  traceId,
  spanId,
  action: z.enum(MEMORY_ACTIONS),
  /** As the trace calls it. */
  operation: z.string(),
  status: z.enum(SPAN_STATUSES),
  agent: z.string().nullable(),
  atNs: z.number().nullable(),
  /** What a read asked for. */
  query: z.string().nullable(),
  /** Place among what was read, from 1, and its score. */
  rank: z.int().nullable(),
  score: z.number().nullable(),
  content: textPreview.nullable(),
  /** True where the content is another one than before. */
  changed: z.boolean(),
  kept: z.boolean().nullable(),
  cited: z.boolean().nullable(),
});
export type MemoryEvent = z.output<typeof memoryEvent>;

const memoryDetail = z.object({
  key: z.string(),
  store: z.string().nullable(),
  recordId: z.string().nullable(),
  total: z.int(),
  originNs: unixNanos,
  /** In order of time, at most 500 of `total`. */
  events: z.array(memoryEvent),
});
export type MemoryDetail = z.output<typeof memoryDetail>;

export const memoryContract = {
  /** What the selected spans read from and wrote to memories. */
  "memory.list": query(
    listInput.extend({
      sort: z.enum(MEMORY_SORTS).default("last"),
      only: z.enum(MEMORY_FILTERS).default("all"),
      /** One store alone; null is what names no store. */
      store: z.string().nullable().optional(),
    }),
    memoryListAnswer,
  ),
  /** Stores, each with its entries and calls by MEMORY_ACTIONS, the busiest first. */
  "memory.stores": query(
    selection,
    z.array(
      z.object({
        store: z.string().nullable(),
        entries: z.int(),
        calls: z.array(z.int()),
        agents: z.array(z.string()),
      }),
    ),
  ),
  /** The writes and reads of one entry in order of time. NOT_FOUND where the selected spans don't touch it. */
  "memory.get": query(selection.extend({ key: z.string().max(40) }), memoryDetail),
} as const;
