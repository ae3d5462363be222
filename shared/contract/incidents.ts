import { z } from "zod";
import { spanId, traceId } from "../model/ids.js";
import { incidentFields, incidentId, incidentItem, itemBody, itemId } from "../model/incident.js";
import { query } from "./procedure.js";

const incidentHead = incidentFields.extend({
  id: incidentId,
  createdAtMs: z.number(),
  changedAtMs: z.number(),
  items: z.int(),
});
export type IncidentHead = z.output<typeof incidentHead>;

/** An item without its body, which may be large. */
const itemHead = incidentItem.omit({ body: true }).extend({
  type: z.enum(["span", "trace", "picture", "search", "retrieval", "comparison", "note"]),
  addedAtMs: z.number(),
});
export type ItemHead = z.output<typeof itemHead>;

const asked = { query: z.string().max(10_000), zoneOffsetMinutes: z.int().min(-900).max(900).default(0) };

/** What can be added to an incident, named; `incident.evidence` makes the body of an item of it, as it is now. */
export const evidenceReference = z.discriminatedUnion("type", [
  z.object({ type: z.literal("span"), traceId, spanId }),
  z.object({ type: z.literal("trace"), traceId }),
  z.object({ type: z.literal("search"), in: z.enum(["spans", "traces", "conversations"]), ...asked }),
  z.object({ type: z.literal("retrieval"), traceId, spanId }),
  z.object({ type: z.literal("comparison"), left: traceId, right: traceId }),
]);
export type EvidenceReference = z.input<typeof evidenceReference>;

export const incidentsContract = {
  /** All incidents: those that are not resolved first, then by severity, then the latest changed first. */
  "incident.list": query(z.object({}), z.array(incidentHead)),
  /** An incident and its items in order, without their bodies. NOT_FOUND. */
  "incident.get": query(z.object({ id: incidentId }), z.object({ incident: incidentHead, items: z.array(itemHead) })),
  /** The body of an item. NOT_FOUND. */
  "incident.item": query(z.object({ id: itemId }), itemBody),
  /** The body and a heading for what is named, from the data as it is now. NOT_FOUND; QUERY_SYNTAX. */
  "incident.evidence": query(
    z.object({ reference: evidenceReference }),
    z.object({ heading: z.string(), body: itemBody }),
  ),
} as const;

/** Kinds of events of a draft, each made by a rule of its own. */
export const EVENT_KINDS = ["firstRun", "lastRun", "firstError", "burst", "newError", "failingHandoff"] as const;

export const DRAFT_FIGURES = [
  "runs",
  "failedRuns",
  "conversations",
  "users",
  "firstSeen",
  "lastSeen",
  "spans",
  "errors",
  "errorRate",
  "tokens",
  "cost",
  "medianDuration",
  "longDuration",
] as const;
export type DraftFigure = (typeof DRAFT_FIGURES)[number];

export const draftContract = {
  /**
   * What the data says about what a query selects: figures, each with the search that gives it, and the events that tell the story in
   * order of time. For a draft: nothing is stored. QUERY_SYNTAX.
   */
  "incident.draft": query(
    z.object({ ...asked }),
    z.object({
      startMs: z.number().nullable(),
      endMs: z.number().nullable(),
      figures: z.array(
        z.object({
          figure: z.enum(DRAFT_FIGURES),
          /** "Affected runs", "Error rate". */
          name: z.string(),
          /** In its unit: a count, a share (0 to 1), ms since 1970, US dollars, ms. Null where nothing tells. */
          value: z.number().nullable(),
          unit: z.enum(["count", "share", "time", "usd", "durationMs"]),
          /** The search that gives the figure, and the list in which. */
          query: z.string(),
          in: z.enum(["spans", "traces", "conversations"]),
        }),
      ),
      events: z.array(
        z.object({
          kind: z.enum(EVENT_KINDS),
          atMs: z.number(),
          text: z.string(),
          traceId: traceId.nullable(),
          spanId: spanId.nullable(),
        }),
      ),
    }),
  ),
} as const;
