import { useEffect } from "react";
import type { RetrievalListAnswer } from "../../../../shared/contract/retrieval.js";
import { formatCounted } from "../../../lib/format.js";
import { reportQuery } from "../../../state/status.js";

/** Tells the search box and the status bar what the list answered; undefined while there is no answer. */
export function useReported(query: string, answer: RetrievalListAnswer | undefined): void {
  useEffect(() => {
    if (answer === undefined) return;
    const ms = Math.max(1, Math.round(answer.ms));
    const words = `${formatCounted(answer.total, "retrieval")} in ${formatCounted(answer.totals.traces, "trace")}, ${ms}\u00a0ms`;
    reportQuery(answer.ms, query === "" ? "list" : "search", words);
  }, [query, answer]);
}
