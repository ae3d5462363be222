import type { IncidentFields, KeptItem } from "../../../../shared/model/incident.js";
import { incidentId, keptItem } from "../../../../shared/model/incident.js";
import {
  INCIDENT_EVENT,
  INCIDENT_ID_KEY,
  INCIDENT_ITEM_EVENT,
  INCIDENT_PLACE_KEY,
  incidentRecord,
  REPORT_EVENT,
} from "../../../../shared/model/incident-log.js";
import { anyValue, otlpAttributes } from "../common/any-value.js";
import { field, isObject, type JsonObject } from "../common/fields.js";
import type { Rejection } from "../importer.js";

/** What a log record of Skein's own scope for incidents says. */
export type IncidentRecord =
  | {
      readonly type: "incident";
      readonly head: IncidentFields & { readonly id: string; readonly createdAtMs?: number | undefined };
    }
  | { readonly type: "item"; readonly incident: string; readonly item: KeptItem }
  /** What is said about the report: nothing that a workspace keeps. */
  | { readonly type: "other" };

const EVENTS: ReadonlySet<unknown> = new Set([INCIDENT_EVENT, INCIDENT_ITEM_EVENT, REPORT_EVENT]);

/** True for a log record of the scope of incidents, as far as the record itself tells. */
export function isOfIncident(value: JsonObject): boolean {
  return EVENTS.has(field(value, "eventName"));
}

/** An incident, or an item of one, as the record of a report says it. */
export function incidentOfLog(value: unknown): IncidentRecord | Rejection {
  if (!isObject(value)) return rejected("It is no JSON object");
  const event = field(value, "eventName");
  if (event !== INCIDENT_EVENT && event !== INCIDENT_ITEM_EVENT) return { type: "other" };
  const body = parsed(anyValue(field(value, "body")));
  if (event === INCIDENT_EVENT) {
    const head = incidentRecord.safeParse(body);
    return head.success ? { type: "incident", head: head.data } : rejected(firstProblem(head.error));
  }
  const attributes = otlpAttributes(field(value, "attributes"));
  const incident = incidentId.safeParse(attributes.get(INCIDENT_ID_KEY));
  const place = attributes.get(INCIDENT_PLACE_KEY);
  const item = keptItem.safeParse(body);
  if (!incident.success) return rejected("It names no incident");
  if (!item.success) return rejected(firstProblem(item.error));
  const at = typeof place === "number" && Number.isInteger(place) && place >= 0 ? { place } : {};
  return { type: "item", incident: incident.data, item: { ...item.data, ...at } };
}

function parsed(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstProblem({
  issues,
}: {
  readonly issues: readonly { readonly message: string; readonly path: readonly PropertyKey[] }[];
}): string {
  const [first] = issues;
  return first === undefined ? "it is of another form" : `${first.path.map(String).join(".")}: ${first.message}`;
}

function rejected(why: string): Rejection {
  return { code: "NOT_AN_INCIDENT", reason: `This part of an incident can't be read: ${why.slice(0, 200)}.` };
}
