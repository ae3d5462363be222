import type { Handlers } from "../../../shared/contract/handlers.js";
import type { retrievalContract } from "../../../shared/contract/retrieval.js";
import { retrievalFacets } from "../queries/retrieval/facets.js";
import { listRetrievals } from "../queries/retrieval/list.js";
import type { Workspace } from "./open-workspace.js";
import { retrievalFunnel } from "./retrieval-funnel.js";

export function retrievalHandlers({ database }: Workspace): Handlers<typeof retrievalContract> {
  return {
    "retrieval.list": (input, { signal }) => database.read((session) => listRetrievals(session, input), signal),
    "retrieval.facets": (input, { signal }) => database.read((session) => retrievalFacets(session, input), signal),
    "retrieval.get": (input, { signal }) =>
      database.read((session) => retrievalFunnel(session, input.traceId, input.spanId), signal),
  };
}
