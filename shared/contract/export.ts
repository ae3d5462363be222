import { z } from "zod";
import { redacted } from "../model/redaction.js";
import { stream } from "./procedure.js";
import { reportFileName, reportInput, type ReportRequest } from "./reports.js";
import { type SqlExport, sqlExportInput } from "./sql.js";

export const TRACE_EXPORT_FORMATS = ["otlp", "jsonl", "csv", "parquet"] as const;
export type TraceExportFormat = (typeof TRACE_EXPORT_FORMATS)[number];

/** The most traces that a reduced export may be told to keep beside the failed ones. */
export const MOST_SAMPLED = 10_000_000;

export const exportInput = z.object({
  query: z.string().max(100_000).default(""),
  /** Whole traces, or only the spans that the query selects. */
  in: z.enum(["traces", "spans"]).default("traces"),
  format: z.enum(TRACE_EXPORT_FORMATS),
  /** With what people and programs said of spans and traces. CSV and Parquet hold only their number. */
  annotations: z.boolean().default(true),
  /** Of the selected traces only those with errors or in incidents, and so many others, drawn by `seed`. Only of whole traces. */
  reduce: z.int().min(0).max(MOST_SAMPLED).optional(),
  seed: z.int().min(0).max(4_294_967_295).default(1),
  /** Without secrets and personal data, as the redaction of the workspace says. */
  redact: z.boolean().default(false),
  /** What the user called the file, for the log of what left; absent where the browser names it. */
  file: z.string().max(1000).optional(),
  zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
});
export type TraceExport = z.output<typeof exportInput>;

/** What a page may have written to a file of the user's: rows of a statement, the report of an incident, or what a query selects. */
export const fileRequest = z.union([sqlExportInput, reportInput, exportInput]);
export type FileRequest = SqlExport | ReportRequest | TraceExport;

const FILE_NAMES: Readonly<Record<TraceExportFormat, string>> = {
  otlp: "traces.otlp.jsonl",
  jsonl: "traces.jsonl",
  csv: "spans.csv",
  parquet: "spans.parquet",
};

/** What such a file is called until the user names it. */
export function fileNameOf(request: FileRequest): string {
  if ("sql" in request) return `rows.${request.format}`;
  return "incidentId" in request ? reportFileName(request) : FILE_NAMES[request.format];
}

const amount = z.object({ spans: z.int(), traces: z.int() });
export const exported = amount.extend({
  annotations: z.int(),
  /** What a reduced export left out of what the query selects; null where it is not reduced. */
  left: amount.nullable(),
  /** What was taken out; null where nothing was asked for. */
  redacted: redacted.nullable(),
});
export type Exported = z.output<typeof exported>;

export const exportContract = {
  /** What a query selects, as the bytes of a file, piece by piece. QUERY_SYNTAX; CANCELLED. */
  "export.run": stream(
    exportInput,
    z.discriminatedUnion("type", [
      z.object({ type: z.literal("bytes"), bytes: z.instanceof(Uint8Array) }),
      /** After each piece: spans that are written, of how many. */
      z.object({ type: z.literal("progress"), done: z.int(), total: z.int() }),
      exported.extend({ type: z.literal("done") }),
    ]),
  ),
} as const;
