import { useEvidence, type EvidenceOffer } from "../state/add-to-incident.js";
import type { ResultUnit } from "./units.js";

interface ListEvidence {
  readonly unit: ResultUnit;
  readonly query: string;
  readonly total: number;
  /** The key of the selected row, as the address has it: a trace, or a trace, a slash and a span. */
  readonly selected: string | undefined;
  /** What the selected row says of itself. */
  readonly title: () => string;
}

/** Offers the selected row of a list and its search as evidence. */
export function useListEvidence({ unit, query, total, selected, title }: ListEvidence): void {
  useEvidence(() => {
    const offers: EvidenceOffer[] = [];
    if (selected !== undefined) offers.push(rowOffer(unit, selected, title()));
    if (total > 0)
      offers.push({
        id: "search",
        label: "Search",
        detail: query === "" ? `all ${unit}` : query,
        what: { type: "search", unit, query },
        rank: 1,
      });
    return offers;
  });
}

function rowOffer(unit: ResultUnit, selected: string, title: string): EvidenceOffer {
  switch (unit) {
    case "traces":
      return { id: "row", label: "Trace", detail: title, what: { type: "traces", traceIds: [selected] }, rank: 0 };
    case "spans": {
      const cut = selected.indexOf("/");
      const span = { traceId: selected.slice(0, cut), spanId: selected.slice(cut + 1) };
      return { id: "row", label: "Span", detail: title, what: { type: "spans", spans: [span] }, rank: 0 };
    }
    case "conversations": {
      const what = { type: "search", unit: "conversations", query: `trace:${selected}`, title } as const;
      return { id: "row", label: "Conversation", detail: title, what, rank: 0 };
    }
  }
}
