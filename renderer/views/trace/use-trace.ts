import { useMemo, useRef } from "react";
import type { AppError } from "../../../shared/contract/errors.js";
import type { TraceId } from "../../../shared/model/ids.js";
import type { SpanTable } from "../../../shared/model/span-table.js";
import { useEngineQuery } from "../../data/engine.js";
import { deriveStructure } from "./structure.js";
import type { TraceStructure } from "./structure.js";

export interface ReadTrace {
  /** Null until there is one. */
  readonly structure: TraceStructure | null;
  /** False while a long trace has its first rows only; they keep their numbers when the rest comes. */
  readonly whole: boolean;
  readonly error: AppError | null;
  readonly refetch: () => void;
}

/** Reads a trace, and derives from its table what all views need, once. Of a long one the first rows come first. */
export function useStructure(traceId: TraceId, durationNs: number): ReadTrace {
  const opening = useEngineQuery("trace.opening", { traceId }, { keepPrevious: true });
  const long = opening.data?.whole === false && !opening.isPlaceholderData;
  const spans = useEngineQuery("trace.spans", { traceId }, { enabled: long, keepPrevious: true });
  // What was last read of this trace stays while it is read again. A table of the trace before must not be taken for it.
  const last = useRef<{ readonly traceId: TraceId; readonly table: SpanTable; readonly whole: boolean }>(null);
  if (last.current?.traceId !== traceId) last.current = null;
  if (long && spans.data !== undefined && !spans.isPlaceholderData) {
    last.current = { traceId, table: spans.data, whole: true };
  } else if (opening.data !== undefined && !opening.isPlaceholderData && (!long || last.current === null)) {
    last.current = { traceId, ...opening.data };
  }
  const read = last.current;
  const table = read?.table;
  const whole = read?.whole ?? false;
  const structure = useMemo(() => {
    if (table === undefined) return null;
    const derived = deriveStructure(table);
    // The first rows lie on the time axis of the whole.
    return whole
      ? derived
      : { ...derived, firstNs: Math.min(derived.firstNs, 0), lastNs: Math.max(derived.lastNs, durationNs) };
  }, [table, whole, durationNs]);
  const refetch = () => {
    void opening.refetch();
    if (long) void spans.refetch();
  };
  return { structure, whole, error: opening.error ?? spans.error, refetch };
}
