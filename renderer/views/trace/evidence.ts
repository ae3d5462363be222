import type { TraceId } from "../../../shared/model/ids.js";
import type { EvidenceOffer } from "../../state/add-to-incident.js";
import { displayName } from "./display-name.js";
import { kindAt, type TraceStructure } from "./structure.js";

/** What the selected span can be in an incident: itself, and the retrieval that it is. */
export function spanOffers(
  structure: TraceStructure,
  row: number,
  traceId: TraceId,
  spanId: string,
): readonly EvidenceOffer[] {
  const span = { traceId, spanId };
  const detail = displayName(structure, row);
  const offers: EvidenceOffer[] = [
    { id: "span", label: "Span", detail, what: { type: "spans", spans: [span] }, rank: 0 },
  ];
  const kind = kindAt(structure, row);
  if (kind === "retriever" || kind === "reranker")
    offers.push({
      id: "retrieval",
      label: "Retrieval",
      detail: "its query and documents",
      what: { type: "retrieval", ...span },
      rank: 0,
    });
  return offers;
}
