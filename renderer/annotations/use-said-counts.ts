import { useMemo } from "react";
import type { TraceId } from "../../shared/model/ids.js";
import { dictionaryAt } from "../../shared/model/columns.js";
import { useEngineQuery } from "../data/engine.js";
import type { SaidCounts } from "./model.js";

const NOTHING: SaidCounts = { notes: 0, labels: 0 };
/** More traces are not asked about at once. */
const MOST_TRACES = 2000;

/** How much is said of the spans of some traces, by trace and span. */
export function useSaidCounts(traceIds: readonly TraceId[]): (traceId: string, spanId: string) => SaidCounts {
  const input = useMemo(() => ({ traceIds: traceIds.slice(0, MOST_TRACES) }), [traceIds]);
  const { data } = useEngineQuery("annotation.counts", input, { keepPrevious: true });
  return useMemo(() => {
    const counts = new Map<string, SaidCounts>();
    data?.spanId.forEach((spanId, at) =>
      counts.set(`${dictionaryAt(data.traceId, at) ?? ""}/${spanId}`, {
        notes: data.notes[at] ?? 0,
        labels: data.labels[at] ?? 0,
      }),
    );
    return (traceId, spanId) => counts.get(`${traceId}/${spanId}`) ?? NOTHING;
  }, [data]);
}
