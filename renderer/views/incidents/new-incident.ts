import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { KeptItem } from "../../../shared/model/incident.js";

type AddIncident = Extract<ChangeCommand, { command: "incident.add" }>;

/** The change that makes an incident of which nothing is said yet. */
export function newIncident(title = "Untitled incident", items: readonly KeptItem[] = []): AddIncident {
  return {
    command: "incident.add",
    id: crypto.randomUUID(),
    title,
    severity: "medium",
    status: "open",
    owner: "",
    summary: "",
    startMs: null,
    endMs: null,
    items: [...items],
  };
}
