import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { AppError } from "../../../../shared/contract/errors.js";
import type { TraceId } from "../../../../shared/model/ids.js";
import type { TranscriptEntry } from "../../../../shared/contract/traces.js";
import { useEngine } from "../../../data/engine.js";

const PAGE = 500;

export interface TranscriptEntries {
  readonly entries: readonly TranscriptEntry[];
  readonly total: number | null;
  readonly loading: boolean;
  readonly error: AppError | null;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/**
 * The beginning of a run's transcript, and more of it on demand: pages of 500 entries, always without a gap. A change of
 * the workspace asks again for as much as was there.
 */
export function useEntries(traceId: TraceId): TranscriptEntries {
  const { client, revision } = useEngine();
  const [wanted, setWanted] = useState({ traceId, pages: 1 });
  const pages = wanted.traceId === traceId ? wanted.pages : 1;
  const query = useQuery<{ total: number; entries: readonly TranscriptEntry[] }, AppError>({
    queryKey: ["trace.transcript", { traceId, pages }, revision],
    queryFn: async ({ signal }) => {
      const entries: TranscriptEntry[] = [];
      let total = 0;
      for (let page = 0; page < pages; page++) {
        const answer = await client.call("trace.transcript", { traceId, offset: page * PAGE, limit: PAGE }, signal);
        entries.push(...answer.entries);
        total = answer.total;
        if (entries.length >= total) break;
      }
      return { total, entries };
    },
    placeholderData: (previous, previousQuery) => {
      const key = previousQuery?.queryKey[1] as { readonly traceId?: unknown } | undefined;
      return key?.traceId === traceId ? previous : undefined;
    },
  });
  useEffect(() => setWanted((before) => (before.traceId === traceId ? before : { traceId, pages: 1 })), [traceId]);
  const entries = query.data?.entries ?? [];
  const total = query.data?.total ?? null;
  return {
    entries,
    total,
    loading: query.isFetching,
    error: query.error,
    loadMore: () => {
      if (total !== null && entries.length < total && !query.isFetching) setWanted({ traceId, pages: pages + 1 });
    },
    retry: () => void query.refetch(),
  };
}
