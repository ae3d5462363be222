import { useMemo } from "react";
import type { AppError } from "../../../../shared/contract/errors.js";
import type { RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import { useEngineQuery } from "../../../data/engine.js";
import { lastRanked, shownDocuments, type ShownDocument } from "../../../results/documents/document-model.js";
import { keyParts } from "./model.js";

export interface ShownRetrieval {
  /** Undefined until it is there, and where it can't be shown. */
  readonly funnel: RetrievalFunnel | undefined;
  /** As the cards list them. */
  readonly documents: readonly ShownDocument[];
  readonly error: AppError | null;
  readonly isFetching: boolean;
  readonly retry: () => void;
}

const NO_DOCUMENTS: readonly ShownDocument[] = [];

/** The retrieval of a key; the one before stays until it is there. */
export function useShownRetrieval(key: string | null): ShownRetrieval {
  const parts = key === null ? null : keyParts(key);
  const query = useEngineQuery(
    "retrieval.get",
    { traceId: parts?.traceId ?? "", spanId: parts?.spanId ?? "" },
    { enabled: parts !== null, keepPrevious: true },
  );
  const funnel = parts === null || query.isError ? undefined : query.data;
  const documents = useMemo(
    () => (funnel === undefined ? NO_DOCUMENTS : shownDocuments(funnel, lastRanked(funnel.stages))),
    [funnel],
  );
  return {
    funnel,
    documents,
    error: query.isError && !query.isFetching ? query.error : null,
    isFetching: query.isFetching,
    retry: () => void query.refetch(),
  };
}
