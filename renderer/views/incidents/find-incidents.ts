import type { IncidentHead } from "../../../shared/contract/incidents.js";
import { fold } from "../../../shared/base/fold.js";

/** The incidents that hold every word of a search in their title, summary, owner, status or severity; case and accents do not count. */
export function findIncidents(incidents: readonly IncidentHead[], words: string): readonly IncidentHead[] {
  const wanted = fold(words.replaceAll('"', " "))
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (wanted.length === 0) return incidents;
  return incidents.filter(({ title, summary, owner, status, severity }) => {
    const text = fold([title, summary, owner, status, severity].join("\n"));
    return wanted.every((word) => text.includes(word));
  });
}
