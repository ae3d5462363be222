import {
  INCIDENT_STATUSES,
  SEVERITIES,
  type IncidentStatus,
  type ItemType,
  type PictureView,
  type Severity,
} from "../../../shared/model/incident.js";
import type { IconName } from "../../ui/icons/shapes.js";

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
};
export const STATUS_WORDS: Readonly<Record<IncidentStatus, string>> = {
  open: "Open",
  investigating: "Investigating",
  mitigated: "Mitigated",
  resolved: "Resolved",
};
export { INCIDENT_STATUSES, SEVERITIES };

interface TypeWords {
  readonly word: string;
  readonly icon: IconName;
}

/** What a piece of evidence is called and drawn with, where nothing closer is known. */
export const ITEM_WORDS: Readonly<Record<ItemType, TypeWords>> = {
  span: { word: "span", icon: "pin" },
  trace: { word: "trace", icon: "nav-traces" },
  picture: { word: "picture", icon: "nav-traces" },
  search: { word: "search", icon: "search" },
  retrieval: { word: "retrieval", icon: "retriever" },
  comparison: { word: "comparison", icon: "swap" },
  note: { word: "note", icon: "note" },
};

export const PICTURE_ICONS: Readonly<Record<PictureView, IconName>> = {
  timeline: "nav-traces",
  graph: "nav-network",
  swimlanes: "split",
  network: "nav-network",
  map: "embedding",
  funnel: "nav-retrieval",
};

export const MOST_TEXT = {
  summary: 200_000,
  caption: 20_000,
  note: 200_000,
  title: 300,
  owner: 200,
  heading: 500,
} as const;
