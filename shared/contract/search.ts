import { z } from "zod";
import { spanId, traceId } from "../model/ids.js";
import { query } from "./procedure.js";

export const searchContract = {
  /** The command line's search: ranked hits with where they were said. */
  "search.run": query(
    z.object({
      query: z.string().max(100_000),
      in: z.enum(["spans", "traces"]).default("spans"),
      limit: z.int().min(1).max(1000).default(20),
      zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
    }),
    z.object({
      /** Rows of the view that match. */
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
  /** Values of a field that start with what was typed, most frequent first. */
  "search.values": query(
    z.object({ field: z.string(), prefix: z.string().max(200).default(""), limit: z.int().min(1).max(50).default(12) }),
    z.array(z.object({ value: z.string(), spans: z.int() })),
  ),
  "sql.run": query(
    z.object({ sql: z.string().min(1).max(1_000_000), limit: z.int().min(1).max(10_000).default(1000) }),
    z.object({
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
      truncated: z.boolean(),
      ms: z.number(),
    }),
  ),
} as const;
