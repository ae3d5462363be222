import { z } from "zod";
import { incidentFields, incidentId } from "./incident.js";

/**
 * How an incident is written into OTLP: log records of this scope, one for the incident and one for each of its items, the body of
 * each as JSON. Skein makes the incident of them again. `docs/reports.md` lists the attributes.
 */
export const INCIDENT_SCOPE = "skein.incidents";
/** `eventName` of the incident: its body is what is said of it. */
export const INCIDENT_EVENT = "skein.incident";
/** `eventName` of an item: its body is the item. */
export const INCIDENT_ITEM_EVENT = "skein.incident.item";
/** `eventName` of what is said about the report itself: when, from where, what was taken out. */
export const REPORT_EVENT = "skein.report";

/** The incident that a record belongs to. */
export const INCIDENT_ID_KEY = "skein.incident.id";
/** Of an item: where it stands, from 0. */
export const INCIDENT_PLACE_KEY = "skein.incident.place";

/** The body of an incident's record. */
export const incidentRecord = incidentFields.extend({ id: incidentId, createdAtMs: z.number().optional() });
