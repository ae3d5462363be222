import { useMemo } from "react";
import { parseQuery } from "../../../shared/query/parse.js";
import type { QueryError } from "../../../shared/query/query-error.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { useEngineQuery } from "../../data/engine.js";
import { zoneOffsetMinutes } from "../../lib/format.js";
import { usePreferences } from "../../state/preferences.js";

export interface Found {
  /** Matching rows of the span table, ascending. */
  readonly rows: readonly number[];
  readonly matches: ReadonlySet<number>;
  readonly loading: boolean;
  readonly error: QueryError | null;
  /** What went wrong in the engine, where the query itself is right. */
  readonly failure: string | null;
}

const NONE: readonly number[] = [];
const NO_MATCHES: ReadonlySet<number> = new Set();

/** The rows of a whole run that a query finds, whatever is on the screen of it. */
export function useFind(traceId: TraceId, query: string): Found {
  const zone = usePreferences((preferences) => preferences.zone);
  const text = query.trim();
  const parsed = useMemo(() => parseQuery(text), [text]);
  const enabled = text !== "" && parsed.ok;
  const answer = useEngineQuery(
    "trace.find",
    { traceId, query: text, limit: 5000, zoneOffsetMinutes: zoneOffsetMinutes(zone) },
    { enabled, keepPrevious: true },
  );
  const rows = useMemo(
    () => (enabled && answer.data !== undefined ? [...answer.data.rows].sort((a, b) => a - b) : NONE),
    [enabled, answer.data],
  );
  const matches = useMemo(() => (rows.length === 0 ? NO_MATCHES : new Set(rows)), [rows]);
  return {
    rows,
    matches,
    loading: enabled && answer.isFetching,
    error: parsed.ok ? null : parsed.error,
    failure: answer.error?.message ?? null,
  };
}

/** The match after (or before) a row, going round at the end; null where there is none. */
export function stepMatch(rows: readonly number[], from: number | null, step: 1 | -1): number | null {
  if (rows.length === 0) return null;
  if (step === 1) return rows.find((row) => row > (from ?? -1)) ?? rows[0] ?? null;
  return rows.findLast((row) => row < (from ?? Number.POSITIVE_INFINITY)) ?? rows.at(-1) ?? null;
}
