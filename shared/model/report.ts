import { z } from "zod";
import { incidentFields, incidentId, incidentItem } from "./incident.js";
import { redacted } from "./redaction.js";

/** Changes when a member is renamed or means something else; new members alone do not change it. */
export const REPORT_VERSION = 1;

const remark = z.object({
  kind: z.string().describe("note, label, score, judgement, evaluation"),
  name: z.string().nullable(),
  label: z.string().nullable(),
  score: z.number().nullable(),
  text: z.string().nullable(),
  quote: z.string().nullable().describe("The words that it is about, where it is not about the whole"),
  by: z.string().nullable(),
  atMs: z.number().nullable(),
  origin: z.string().describe("user, or the format of the file that gave it"),
});

/** A report as JSON. Published as docs/report.schema.json, which a test holds equal. */
export const reportJson = z.object({
  skeinReport: z.literal(REPORT_VERSION),
  writtenBy: z.string().describe("Skein and its version"),
  writtenAtMs: z.number().describe("ms since 1970, as all times here"),
  zoneOffsetMinutes: z.int().describe("Minutes ahead of UTC of the reader for whom figures are in words"),
  workspace: z.object({ id: z.string(), name: z.string() }),
  link: z.string().describe("The incident in its workspace"),
  incident: incidentFields.extend({ id: incidentId, createdAtMs: z.number(), changedAtMs: z.number() }),
  figures: z.array(
    z.object({ name: z.string(), value: z.string(), detail: z.string().nullable(), isError: z.boolean() }),
  ),
  items: z.array(
    incidentItem.extend({
      number: z.int().positive(),
      addedAtMs: z.number().nullable(),
      link: z.string().nullable().describe("Where it is in the workspace"),
      remarks: z.array(remark).describe("What was said of the span or trace that it is about"),
    }),
  ),
  sources: z.array(z.object({ name: z.string(), format: z.string(), spans: z.number(), sha256: z.string() })),
  redaction: redacted.nullable().describe("Null where private data was not taken out"),
});
export type ReportJson = z.output<typeof reportJson>;
