import { useEffect } from "react";
import { formatCounted } from "../lib/format.js";
import { reportQuery } from "../state/status.js";
import { UNIT_WORD, type ResultUnit } from "./units.js";

interface ReportedAnswer {
  readonly ms: number;
  readonly total: number;
}

/**
 * Tells the search box and the status bar what a list answered and how long it took; undefined while there is none. `spans` in which
 * words were found; null where none were looked for. `traces` that the rows are in; null where that goes without saying.
 */
export function useReportedAnswer(
  unit: ResultUnit,
  query: string,
  answer: ReportedAnswer | undefined,
  spans: number | null,
  traces: number | null = null,
): void {
  useEffect(() => {
    if (answer === undefined) return;
    const where = spans === null ? "" : `${formatCounted(spans, "span")} in `;
    const ms = Math.max(1, Math.round(answer.ms));
    const within = traces === null ? "" : ` in ${formatCounted(traces, "trace")}`;
    const words = `${where}${formatCounted(answer.total, UNIT_WORD[unit])}${within}, ${ms}\u00a0ms`;
    reportQuery(answer.ms, query === "" ? "list" : "search", words);
  }, [unit, query, answer, spans, traces]);
}
