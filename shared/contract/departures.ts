import { z } from "zod";
import { ruleCount } from "../model/redaction.js";
import { query } from "./procedure.js";

export const DEPARTURE_KINDS = ["export", "report", "sql"] as const;
/** The most that the log gives at once, the latest first. */
export const MOST_DEPARTURES = 500;

/** Something that left the workspace as a file. */
const departure = z.object({
  id: z.string(),
  atMs: z.number(),
  kind: z.enum(DEPARTURE_KINDS),
  /** The search, the title of the incident, or the statement, cut where it is long. */
  subject: z.string(),
  format: z.string(),
  /** The name that the user chose; null for a download, which the browser names. */
  file: z.string().nullable(),
  /** False for one that was stopped, failed or was cut off: a part of it may have left. */
  whole: z.boolean(),
  /** Spans of an export, rows of a statement, items of a report. */
  rows: z.number(),
  bytes: z.number(),
  /** Null where nothing was taken out because nobody asked for it. */
  redacted: z
    .object({
      counts: z.array(ruleCount),
      /** Attributes that were left out. */
      dropped: z.number(),
      leftovers: z.number(),
    })
    .nullable(),
});
export type Departure = z.output<typeof departure>;

export const departuresContract = {
  /** What left the workspace, the latest first. */
  "departure.list": query(
    z.object({ limit: z.int().min(1).max(MOST_DEPARTURES).default(100) }),
    z.object({ total: z.int(), departures: z.array(departure) }),
  ),
} as const;
