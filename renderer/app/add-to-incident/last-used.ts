import type { IncidentHead } from "../../../shared/contract/incidents.js";

/** The incident that was worked on last comes first; those that are resolved, last. */
export function byLastUse(incidents: readonly IncidentHead[]): readonly IncidentHead[] {
  const over = ({ status }: IncidentHead) => (status === "resolved" ? 1 : 0);
  return incidents.toSorted((a, b) => over(a) - over(b) || b.changedAtMs - a.changedAtMs);
}
