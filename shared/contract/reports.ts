import { z } from "zod";
import { incidentId } from "../model/incident.js";
import { REDACTION_RULES, redacted, ruleCount } from "../model/redaction.js";
import { query, stream } from "./procedure.js";

/** `pdf` gives HTML that is to be printed by whoever has a browser engine: the window, the browser, or one that is installed. */
export const REPORT_FORMATS = ["html", "md", "pdf", "json", "otlp"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a report is called until somebody names it. */
export const REPORT_NAME = "incident-report";
/** How many replacements are told; the counts are of all. */
export const MOST_REPLACEMENTS = 2000;

export const reportInput = z.object({
  incidentId,
  format: z.enum(REPORT_FORMATS),
  /** Without secrets and personal data, as the redaction of the workspace says. */
  redact: z.boolean().default(true),
  /** The name of the file without its ending: pictures of Markdown lie in a folder that is called after it. */
  name: z
    .string()
    .max(200)
    .regex(/^[^/\\<>:"|?*\p{Cc}]+$/u)
    .refine((name) => name !== "." && name !== "..")
    .default(REPORT_NAME),
  /** The file that the user named; absent for a download. For the log of what left. */
  file: z.string().max(4000).optional(),
  /** To be looked at here: nothing leaves, and no log is kept. */
  preview: z.boolean().default(false),
  zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
});
export type ReportRequest = z.output<typeof reportInput>;

const ENDINGS: Readonly<Record<ReportFormat, string>> = {
  html: "html",
  md: "md",
  pdf: "pdf",
  json: "json",
  otlp: "otlp.jsonl",
};

export function reportFileName({ name, format }: Pick<ReportRequest, "name" | "format">): string {
  return `${name}.${ENDINGS[format]}`;
}

/** A name that a report can have, of a text that may hold anything: a title, the name of a file. */
export function reportNameOf(text: string): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/[/\\<>:"|?*\p{Cc}]+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/^\.+/, "");
  const name = plain
    .slice(0, 80)
    .toWellFormed()
    .replace(/\uFFFD$/u, "")
    .trim();
  return name === "" ? REPORT_NAME : name;
}

export const reported = z.object({
  items: z.int(),
  /** Of all files together. */
  bytes: z.number(),
  /** Null where nothing was asked for. */
  redacted: redacted.nullable(),
});
export type Reported = z.output<typeof reported>;

const replaced = z.object({
  /** The item that holds it, from 1; null for the head of the report. */
  item: z.int().nullable(),
  rule: z.enum(REDACTION_RULES),
  found: z.string(),
  pseudonym: z.string(),
  before: z.string(),
  after: z.string(),
});

export const reportsContract = {
  /**
   * The report of an incident, piece by piece. `file` begins a file: the first is the report itself, others (pictures of
   * Markdown) stand beside it under their relative name. What is sent was written and looked through before.
   * NOT_FOUND; CANCELLED; DISK_FULL.
   */
  "report.run": stream(
    reportInput,
    z.discriminatedUnion("type", [
      /** While it is written: items that are, of how many. */
      z.object({ type: z.literal("progress"), done: z.int(), total: z.int() }),
      z.object({ type: z.literal("file"), name: z.string() }),
      z.object({ type: z.literal("bytes"), bytes: z.instanceof(Uint8Array) }),
      reported.extend({ type: z.literal("done") }),
    ]),
  ),
  /** What would be taken out of the report, in its order and under the names that it gets there. NOT_FOUND. */
  "report.replacements": query(
    z.object({ incidentId }),
    z.object({ counts: z.array(ruleCount), replacements: z.array(replaced).max(MOST_REPLACEMENTS) }),
  ),
} as const;
