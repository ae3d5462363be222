import { z } from "zod";
import { redacted } from "../model/redaction.js";
import { CONVERSATION_SORTS } from "./conversations.js";
import { query, stream } from "./procedure.js";
import { RETRIEVAL_SORTS } from "./retrieval.js";
import { SPAN_SORTS } from "./spans.js";
import { TRACE_SORTS } from "./traces.js";

export const MAX_SQL_LENGTH = 1_000_000;
/** Rows that the console is given at most; exports have no such limit. */
export const MAX_SQL_ROWS = 10_000;

const sqlText = z.string().min(1).max(MAX_SQL_LENGTH);

export const sqlCell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type SqlCell = z.output<typeof sqlCell>;

export const sqlAnswer = z.object({
  /** `type` as SQL writes it: `BIGINT`, `VARCHAR[]`. */
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  /** Integers that no double holds, decimals, times and nested values come as text. */
  rows: z.array(z.array(sqlCell)),
  /** There are more rows than the limit, or than an answer can hold. */
  truncated: z.boolean(),
  ms: z.number(),
});
export type SqlAnswer = z.output<typeof sqlAnswer>;

export const sqlSchema = z.array(
  z.object({
    name: z.string(),
    /** What a row of it is. */
    comment: z.string(),
    columns: z.array(z.object({ name: z.string(), type: z.string(), comment: z.string() })),
  }),
);
export type SqlSchema = z.output<typeof sqlSchema>;

export const EXPORT_FORMATS = ["csv", "parquet"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const sqlExportInput = z.object({
  sql: sqlText,
  format: z.enum(EXPORT_FORMATS),
  /** Without secrets and personal data, as the redaction of the workspace says. */
  redact: z.boolean().optional(),
  /** What the user called the file, for the log of what left; absent where the browser names it. */
  file: z.string().max(1000).optional(),
});
export type SqlExport = z.output<typeof sqlExportInput>;

const listOfView = z.object({
  query: z.string().max(100_000).default(""),
  sort: z.enum(TRACE_SORTS).default("start"),
  descending: z.boolean().default(true),
  zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
});

export const sqlContract = {
  /** One statement that reads. QUERY_FAILED with `column` where the statement itself is wrong. */
  "sql.run": query(
    z.object({
      sql: sqlText,
      limit: z.int().min(1).max(MAX_SQL_ROWS).default(1000),
      /** Longer texts are cut to so many characters, with an ellipsis; absent: never. */
      cellLength: z.int().min(10).optional(),
      /** After this it is stopped; a minute where it is not told. */
      timeLimitMs: z.int().min(1).max(3_600_000).optional(),
    }),
    sqlAnswer,
  ),
  /** The workspace's tables and their columns, with what they hold. */
  "sql.schema": query(z.object({}), sqlSchema),
  /** The statement behind a list of traces, with the values of its search written out; to be read and run. */
  "sql.ofTraces": query(listOfView, z.object({ sql: z.string() })),
  /** The same of a list of spans. */
  "sql.ofSpans": query(listOfView.extend({ sort: z.enum(SPAN_SORTS).default("start") }), z.object({ sql: z.string() })),
  /** The same of a list of conversations. */
  "sql.ofConversations": query(
    listOfView.extend({ sort: z.enum(CONVERSATION_SORTS).default("start") }),
    z.object({ sql: z.string() }),
  ),
  /** The same of a list of retrievals. */
  "sql.ofRetrievals": query(
    listOfView.extend({ sort: z.enum(RETRIEVAL_SORTS).default("start") }),
    z.object({ sql: z.string() }),
  ),
  /** All rows of a statement as the bytes of a file, piece by piece. */
  "sql.export": stream(
    sqlExportInput,
    z.discriminatedUnion("type", [
      z.object({ type: z.literal("bytes"), bytes: z.instanceof(Uint8Array) }),
      z.object({ type: z.literal("done"), rows: z.int(), redacted: redacted.nullable() }),
    ]),
  ),
} as const;
