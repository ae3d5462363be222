import { useEvidence } from "../../state/add-to-incident.js";

/** Offers the runs that a node or a line of the network was seen in, as a search. */
export function useRunsEvidence(networkQuery: string, search: string | null): void {
  useEvidence(() => {
    if (search === null) return [];
    const query = networkQuery === "" ? search : `(${networkQuery}) ${search}`;
    return [{ id: "runs", label: "Search", detail: query, what: { type: "search", unit: "traces", query }, rank: 0 }];
  });
}
