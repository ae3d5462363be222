import { z } from "zod";
import { spanId, traceId } from "../model/ids.js";
import { query } from "./procedure.js";

const FACET_FIELDS = ["agent", "tool", "model", "kind", "status", "source", "label", "verdict"] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

/** A query, and what it is asked of. */
const selection = z.object({
  query: z.string().max(100_000).default(""),
  in: z.enum(["spans", "traces", "conversations"]).default("traces"),
  zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
});

export const searchContract = {
  /** The command line's search: ranked hits with where they were said. */
  "search.run": query(
    z.object({
      query: z.string().max(100_000),
      in: z.enum(["spans", "traces", "conversations"]).default("spans"),
      limit: z.int().min(1).max(1000).default(20),
      zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
    }),
    z.object({
      /** Rows of the view that match. A conversation's hit names the trace in which it is, else its first one. */
      total: z.int(),
      /** Distinct texts that hold the words. */
      texts: z.int(),
      ms: z.number(),
      hits: z.array(
        z.object({
          traceId,
          spanId: spanId.nullable(),
          score: z.number(),
          name: z.string(),
          kind: z.string().nullable(),
          agent: z.string().nullable(),
          excerpt: z.string(),
          part: z.string(),
          startMs: z.number().nullable(),
        }),
      ),
    }),
  ),
  /**
   * Values of a field that start with what was typed, most frequent first; of `attr.` the keys. Attributes are counted among
   * some of the spans only.
   */
  "search.values": query(
    z.object({ field: z.string(), prefix: z.string().max(200).default(""), limit: z.int().min(1).max(50).default(12) }),
    z.array(z.object({ value: z.string(), spans: z.int() })),
  ),
  /** The searches that the user saved, latest first. */
  "search.saved": query(z.object({}), z.array(z.object({ query: z.string(), savedAtMs: z.number() }))),
  /**
   * How many rows of the view have which value, most frequent first, the chosen values before them. Each field is counted
   * as if the query did not ask for it.
   */
  "search.facets": query(
    selection,
    z.object({
      ms: z.number(),
      facets: z.array(
        z.object({
          field: z.enum(FACET_FIELDS),
          /** How many values there are; at most 20 of them are listed, and the chosen ones. */
          distinct: z.int(),
          values: z.array(z.object({ value: z.string(), count: z.int() })),
        }),
      ),
    }),
  ),
  /** Rows of the view by when they began. `failed` of them hold an error. What has no time is left out. */
  "search.histogram": query(
    selection,
    z.object({
      ms: z.number(),
      /** Where the first bucket begins, on the clock of the zone a multiple of the step; null where nothing has a time. */
      startMs: z.number().nullable(),
      stepMs: z.number(),
      /** One a bucket, at most 120. */
      counts: z.array(z.int()),
      failed: z.array(z.int()),
    }),
  ),
  /**
   * The totals of a query: spans, traces and conversations as each view counts them; errors, tokens, cost, names and times of
   * the spans. Tokens that a parent repeats of its children count once.
   */
  "search.stats": query(
    selection.omit({ in: true }),
    z.object({
      spans: z.int(),
      traces: z.int(),
      conversations: z.int(),
      errors: z.int(),
      /** Null where no span says any. */
      tokens: z.number().nullable(),
      inputTokens: z.number().nullable(),
      outputTokens: z.number().nullable(),
      /** US dollars; null where no call has a cost. */
      cost: z.number().nullable(),
      agents: z.int(),
      tools: z.int(),
      models: z.int(),
      startMs: z.number().nullable(),
      endMs: z.number().nullable(),
      ms: z.number(),
    }),
  ),
} as const;
